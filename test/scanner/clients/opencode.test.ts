import { describe, expect, it } from 'vitest';
import { opencode } from '../../../scanner/clients/opencode.ts';
import type { Os } from '../../../scanner/model/launch.ts';
import { entriesAt, foldersAt, placesOf, recentPathsOf, switchesAt } from './looking.ts';

const own = [
  'user /h/.config/opencode/opencode.jsonc',
  'user /h/.config/opencode/opencode.json',
  'user /h/.config/opencode/config.json',
];
const project = [
  'project /p/opencode.jsonc',
  'project /p/opencode.json',
  'project /p/.opencode/opencode.jsonc',
  'project /p/.opencode/opencode.json',
];

describe('where opencode is configured', () => {
  it.each<[Os, readonly string[]]>([
    ['darwin', [...own, ...project, 'managed /Library/Application Support/opencode/opencode.json']],
    [
      'win32',
      [
        ...own,
        'user /h/AppData/Local/opencode/opencode.json',
        ...project,
        'managed /ProgramData/opencode/opencode.json',
      ],
    ],
    ['linux', [...own, ...project, 'managed /etc/opencode/opencode.json']],
  ])('is known on %s', (os, expected) => {
    expect(placesOf(opencode, os)).toEqual(expected);
  });

  it('includes the file and the folder that variables name', () => {
    const usual = new Set(placesOf(opencode, 'linux'));
    const moved = placesOf(opencode, 'linux', { OPENCODE_CONFIG: '/o/mine.json', OPENCODE_CONFIG_DIR: '/d' });

    expect(moved.filter((place) => !usual.has(place))).toEqual([
      'user /o/mine.json',
      'user /d/opencode.jsonc',
      'user /d/opencode.json',
    ]);
  });
});

describe('the config of opencode', () => {
  const file = '/h/.config/opencode/opencode.json';

  it('has commands as one list, and entries that only switch something off', () => {
    const document = {
      mcp: {
        local: { type: 'local', command: ['npx', '-y', 'a'], environment: { LEVEL: '1' } },
        remote: { type: 'remote', url: 'https://a.example/mcp', enabled: false },
        inherited: { enabled: false },
      },
    };

    expect(entriesAt(opencode, file, document)).toMatchObject([
      { name: 'local', launch: { command: 'npx', args: ['-y', 'a'] } },
      { name: 'remote', enabled: false },
    ]);
  });

  it.each([
    [{ permission: 'allow' }, ['client/skips-permissions high']],
    [{ permission: { '*': 'allow', bash: 'ask' } }, ['client/skips-permissions high']],
    [{ permission: { bash: 'allow', '*': 'ask' } }, []],
    [{ permission: 'ask' }, []],
    [{ agent: { build: { permission: 'allow' } } }, ['client/skips-permissions high']],
    [{ agent: { build: { permission: { edit: 'allow' } } } }, []],
  ])('%j gives %j', (document, expected) => {
    expect(switchesAt(opencode, file, document)).toEqual(expected);
  });
});

describe('folders opencode has been in', () => {
  const file = '/h/.local/share/opencode/storage/project/*.json';

  it('stand in one file each, and work outside a repository is none', () => {
    expect(recentPathsOf(opencode, 'win32')).toEqual([file, '/h/.local/share/opencode/opencode*.db']);
    expect(foldersAt(opencode, file, { id: 'x', worktree: '/src/a' })).toEqual(['/src/a']);
    expect(foldersAt(opencode, file, { id: 'global', worktree: '/' })).toEqual([]);
    expect(foldersAt(opencode, file, {})).toEqual([]);
  });
});
