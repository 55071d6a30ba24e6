import { describe, expect, it } from 'vitest';
import { continueDev } from '../../../scanner/clients/continue.ts';
import { entriesAt, foldersAt, namesAt, placesOf, systems } from './looking.ts';

describe('where Continue is configured', () => {
  it.each(systems)('is the same on %s', (os) => {
    expect(placesOf(continueDev, os)).toEqual([
      'user /h/.continue/config.yaml',
      'user /h/.continue/mcpServers/*.yaml',
      'user /h/.continue/mcpServers/*.yml',
      'user /h/.continue/agents/*.yaml',
      'user /h/.continue/assistants/*.yaml',
      'user /h/.continue/mcpServers/*.json',
      'project /p/.continue/mcpServers/*.yaml',
      'project /p/.continue/mcpServers/*.yml',
      'project /p/.continue/agents/*.yaml',
      'project /p/.continue/assistants/*.yaml',
      'project /p/.continue/mcpServers/*.json',
      'legacy /h/.continue/config.json',
    ]);
  });

  it('moves with its variable', () => {
    expect(placesOf(continueDev, 'linux', { CONTINUE_GLOBAL_DIR: '/c' })).toContain('user /c/config.yaml');
  });
});

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
