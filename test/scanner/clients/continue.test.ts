import { describe, expect, it } from 'vitest';
import { continueDev } from '../../../scanner/clients/continue.ts';
import { entriesAt, foldersAt, namesAt, placesOf, systems } from './looking.ts';

describe('where Continue is configured', () => {
  it.each(systems)('is the same on %s', (os) => {
    expect(placesOf(continueDev, os)).toEqual([
      'user /h/.continue/config.yaml',
      'user /h/.continue/mcpServers/*.y*ml',
      'user /h/.continue/agents/*.y*ml',
      'user /h/.continue/assistants/*.y*ml',
      'user /h/.continue/mcpServers/*.json',
      'project /p/.continue/mcpServers/*.y*ml',
      'project /p/.continue/agents/*.y*ml',
      'project /p/.continue/assistants/*.y*ml',
      'project /p/.continue/mcpServers/*.json',
      'legacy /h/.continue/config.json',
      'legacy /p/.continuerc.json',
    ]);
  });

  it('moves with its variable', () => {
    expect(placesOf(continueDev, 'linux', { CONTINUE_GLOBAL_DIR: '/c' })).toContain('user /c/config.yaml');
  });
});

const config = '/h/.continue/config.yaml';

describe('servers of Continue', () => {
  it('are a list whose items carry their names', () => {
    const document = {
      name: 'mine',
      mcpServers: [
        { name: 'a', command: 'x' },
        { name: 'b', url: 'https://a.example' },
      ],
    };

    expect(namesAt(continueDev, '/h/.continue/config.yaml', document)).toEqual(['a', 'b']);
  });

  it.each([
    ['a map, as Claude Desktop has it', { mcpServers: { a: { command: 'x' } } }, ['/mcpServers/a']],
    [
      'projects, as Claude Code has them',
      { projects: { '/s': { mcpServers: { a: { command: 'x' } } } } },
      ['/projects/~1s/mcpServers/a'],
    ],
    ['one server', { command: 'x', args: [] }, ['']],
    ['something else', { version: 1 }, []],
  ])('in a JSON block may be %s', (_what, document, pointers) => {
    const entries = entriesAt(continueDev, '/h/.continue/mcpServers/*.json', document);

    expect(entries.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it.each([
    ['modelcontextprotocol/memory@1.0.0', 'memory', 'modelcontextprotocol/memory@1.0.0'],
    ['acme/search', 'search', 'acme/search'],
  ])('may be the block %s of the hub, which is named and not broken', (uses, name, shown) => {
    expect(
      entriesAt(continueDev, config, { mcpServers: [{ uses, with: { KEY: '${{ secrets.KEY }}' } }] }),
    ).toMatchObject([{ name, launch: { kind: 'defined-elsewhere', problem: expect.stringContaining(shown) } }]);
  });

  it('may change a block of another file, under a name of its own', () => {
    const changed = { uses: './blocks/search.yaml', override: { name: 'mine', args: ['--all'] } };

    expect(entriesAt(continueDev, config, { mcpServers: [changed] })).toMatchObject([
      {
        name: 'mine',
        launch: { kind: 'defined-elsewhere', problem: 'it changes a block that stands in another file' },
      },
    ]);
  });

  it('are found in the files that blocks are taken from, and not twice', () => {
    const servers = [
      { uses: './blocks/search.yaml' },
      { uses: 'file:///h/more/a.yaml' },
      { uses: '../../etc/x.yaml' },
      { uses: 'acme/hub-block' },
    ];
    const { names } = continueDev.sources[0] ?? {};

    expect(namesAt(continueDev, config, { mcpServers: servers })).toEqual(['hub-block']);
    expect(names?.files({ mcpServers: servers }, config)).toEqual({
      within: ['/h/.continue/blocks/search.yaml', '/h/more/a.yaml'],
      beyond: ['/etc/x.yaml'],
    });
  });

  it('are broken where they say nothing at all', () => {
    expect(entriesAt(continueDev, config, { mcpServers: [{ uses: '' }, { uses: 7 }] })).toMatchObject([
      { launch: { kind: 'malformed' } },
      { launch: { kind: 'malformed' } },
    ]);
  });

  it('hold a transport in the legacy file', () => {
    const document = {
      experimental: { modelContextProtocolServers: [{ transport: { type: 'stdio', command: 'x', args: ['y'] } }] },
    };

    expect(entriesAt(continueDev, '/h/.continue/config.json', document)).toMatchObject([
      { launch: { transport: 'stdio', command: 'x', args: ['y'] } },
    ]);
  });
});

describe('folders Continue has been in', () => {
  it('are those of its sessions, each once', () => {
    const sessions = [
      { sessionId: '1', workspaceDirectory: 'file:///src/a' },
      { sessionId: '2', workspaceDirectory: 'file:///src/a' },
      { sessionId: '3', workspaceDirectory: '' },
      { sessionId: '4' },
    ];

    expect(foldersAt(continueDev, '/h/.continue/sessions/sessions.json', sessions)).toEqual(['file:///src/a']);
    expect(foldersAt(continueDev, '/h/.continue/sessions/sessions.json', {})).toEqual([]);
  });
});
