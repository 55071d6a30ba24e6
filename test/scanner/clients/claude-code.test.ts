import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../../scanner/clients/claude-code.ts';
import type { Os } from '../../../scanner/model/launch.ts';
import { entriesAt, foldersAt, namesAt, placesOf, recentPathsOf, switchesAt, systems } from './looking.ts';

const inHome = [
  'user /h/.claude.json',
  'user /h/.claude/.claude.json',
  'user /h/.claude-*/.claude.json',
  'local /h/.claude.json',
  'local /h/.claude/.claude.json',
  'local /h/.claude-*/.claude.json',
  'project /p/.mcp.json',
  'plugin /h/.claude/plugins/cache/*/*/*/.mcp.json',
  'plugin /h/.claude-*/plugins/cache/*/*/*/.mcp.json',
  'plugin /h/.claude/plugins/synced/**/.mcp.json',
  'plugin /h/.claude-*/plugins/synced/**/.mcp.json',
  'plugin /h/.claude/plugins/cache/*/*/*/.claude-plugin/plugin.json',
  'plugin /h/.claude-*/plugins/cache/*/*/*/.claude-plugin/plugin.json',
];
const settings = [
  'user /h/.claude/settings.json',
  'user /h/.claude-*/settings.json',
  'project /p/.claude/settings.json',
  'local /p/.claude/settings.local.json',
];
const managed = (folder: string): readonly string[] => [
  ...inHome,
  `managed ${folder}/managed-mcp.json`,
  ...settings,
  `managed ${folder}/managed-settings.json`,
  `managed ${folder}/managed-settings.d/*.json`,
];

describe('where Claude Code is configured', () => {
  it.each<[Os, readonly string[]]>([
    ['darwin', managed('/Library/Application Support/ClaudeCode')],
    ['win32', managed('/Program Files/ClaudeCode')],
    ['linux', managed('/etc/claude-code')],
  ])('is known on %s', (os, expected) => {
    expect(placesOf(claudeCode, os)).toEqual(expected);
  });

  it('includes the folders that variables name', () => {
    const usual = new Set(placesOf(claudeCode, 'linux'));
    const moved = placesOf(claudeCode, 'linux', { CLAUDE_CONFIG_DIR: '/other', CLAUDE_CODE_PLUGIN_CACHE_DIR: '/plug' });

    expect(moved.filter((place) => !usual.has(place))).toEqual([
      'user /other/.claude.json',
      'local /other/.claude.json',
      'plugin /other/plugins/cache/*/*/*/.mcp.json',
      'plugin /plug/cache/*/*/*/.mcp.json',
      'plugin /other/plugins/synced/**/.mcp.json',
      'plugin /plug/synced/**/.mcp.json',
      'plugin /other/plugins/cache/*/*/*/.claude-plugin/plugin.json',
      'plugin /plug/cache/*/*/*/.claude-plugin/plugin.json',
      'user /other/settings.json',
    ]);
  });
});

describe('the state file of Claude Code', () => {
  const state = {
    mcpServers: { mine: { command: 'a' }, workspace: { command: 'b' } },
    projects: {
      '/src/one': {
        mcpServers: { here: { command: 'c' }, off: { command: 'd' } },
        disabledMcpServers: ['off', 'mine'],
      },
      '/src/t~wo': { mcpServers: { off: { command: 'e' } } },
    },
  };
  const entries = entriesAt(claudeCode, '/h/.claude.json', state);

  it('holds servers of the person and of each project', () => {
    expect(entries.map(({ pointer }) => pointer)).toEqual([
      '/mcpServers/mine',
      '/mcpServers/workspace',
      '/projects/~1src~1one/mcpServers/here',
      '/projects/~1src~1one/mcpServers/off',
      '/projects/~1src~1t~0wo/mcpServers/off',
    ]);
  });

  it('switches a server off in the project that says so, and in no other', () => {
    const off = entries.filter(({ enabled }) => !enabled).map(({ pointer }) => pointer);

    expect(off).toContain('/projects/~1src~1one/mcpServers/off');
    expect(off).not.toContain('/projects/~1src~1t~0wo/mcpServers/off');
  });

  it('leaves a server of the person on that only one project switched off', () => {
    expect(entries.find(({ name }) => name === 'mine')?.enabled).toBe(true);
  });

  it('does not start a server with a reserved name', () => {
    expect(entries.find(({ name }) => name === 'workspace')?.enabled).toBe(false);
  });

  it.each(systems)('lists the folders it was used in (%s)', (os) => {
    expect(recentPathsOf(claudeCode, os)).toEqual([
      '/h/.claude.json',
      '/h/.claude/.claude.json',
      '/h/.claude-*/.claude.json',
    ]);
    expect(foldersAt(claudeCode, '/h/.claude.json', state)).toEqual(['/src/one', '/src/t~wo']);
    expect(foldersAt(claudeCode, '/h/.claude.json', { projects: 'none' })).toEqual([]);
  });
});

describe('a plugin of Claude Code', () => {
  const file = '/h/.claude/plugins/cache/*/*/*/.mcp.json';
  const manifest = '/h/.claude/plugins/cache/*/*/*/.claude-plugin/plugin.json';

  it.each([
    ['under mcpServers', { mcpServers: { docs: { command: 'docs' } } }],
    ['as the bare map', { docs: { command: 'docs' } }],
  ])('keeps servers in its own file %s', (_how, document) => {
    expect(namesAt(claudeCode, file, document)).toEqual(['docs']);
  });

  it('may keep them in its manifest', () => {
    expect(namesAt(claudeCode, manifest, { name: 'p', mcpServers: { docs: { command: 'docs' } } })).toEqual(['docs']);
  });

  it.each([['./servers.json'], [['./a.json', './b.json']], [undefined]])(
    'has none in a manifest that says %j, which names other files',
    (mcpServers) => {
      expect(namesAt(claudeCode, manifest, { name: 'p', mcpServers })).toEqual([]);
    },
  );
});

describe('settings of Claude Code', () => {
  const own = '/h/.claude/settings.json';
  const shared = '/p/.claude/settings.json';

  it.each([
    [{ permissions: { defaultMode: 'bypassPermissions' } }, ['client/skips-permissions high']],
    [{ permissions: { defaultMode: 'acceptEdits' } }, []],
    [{ enableAllProjectMcpServers: true }, ['client/skips-permissions medium']],
    [{ enableAllProjectMcpServers: false }, []],
    [{ skipDangerousModePermissionPrompt: true }, ['client/skips-permissions medium']],
    [{ skipDangerousModePermissionPrompt: 'true' }, []],
  ])('%j gives %j', (document, expected) => {
    expect(switchesAt(claudeCode, own, document)).toEqual(expected);
  });

  it('from a repository can not skip the warning', () => {
    expect(switchesAt(claudeCode, shared, { skipDangerousModePermissionPrompt: true })).toEqual([]);
    expect(switchesAt(claudeCode, shared, { permissions: { defaultMode: 'bypassPermissions' } })).toEqual([
      'client/skips-permissions high',
    ]);
  });

  it('hold no servers, even where another program put some', () => {
    expect(namesAt(claudeCode, own, { mcpServers: { lost: { command: 'x' } } })).toEqual([]);
  });
});
