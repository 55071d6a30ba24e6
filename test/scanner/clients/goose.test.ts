import { describe, expect, it } from 'vitest';
import { goose } from '../../../scanner/clients/goose.ts';
import type { Os } from '../../../scanner/model/launch.ts';
import { entriesAt, namesAt, placesOf, switchesAt } from './looking.ts';

const file = '/h/.config/goose/config.yaml';

describe('where goose is configured', () => {
  it.each<[Os, string]>([
    ['darwin', file],
    ['win32', '/h/AppData/Roaming/Block/goose/config/config.yaml'],
    ['linux', file],
  ])('is known on %s', (os, path) => {
    expect(placesOf(goose, os)).toEqual([`user ${path}`, 'plugin /h/.agents/plugins/*/.mcp.json']);
  });

  it('moves with its variable', () => {
    expect(placesOf(goose, 'darwin', { GOOSE_PATH_ROOT: '/g' })).toContain('user /g/config/config.yaml');
  });
});

describe('extensions of goose', () => {
  it('are servers when they start or call something', () => {
    const document = {
      extensions: {
        fetch: { type: 'stdio', cmd: 'uvx', args: ['mcp-server-fetch'], envs: { A: '1' }, enabled: true },
        web: { type: 'streamable_http', uri: 'https://a.example/mcp', enabled: false },
      },
    };

    expect(entriesAt(goose, file, document)).toMatchObject([
      { name: 'fetch', enabled: true, launch: { command: 'uvx', args: ['mcp-server-fetch'] } },
      { name: 'web', enabled: false, launch: { transport: 'http', url: 'https://a.example/mcp' } },
    ]);
  });

  it.each(['builtin', 'platform', 'frontend'])('are none when they run inside goose: %s', (type) => {
    expect(namesAt(goose, file, { extensions: { developer: { type, name: 'developer', enabled: true } } })).toEqual([]);
  });

  it('may be Python code in the entry, which goose starts with uvx', () => {
    const extension = { type: 'inline_python', name: 'sums', code: 'import evil', dependencies: ['numpy==2.0'] };

    expect(entriesAt(goose, file, { extensions: { sums: extension } })).toMatchObject([
      {
        name: 'sums',
        launch: {
          kind: 'made-by-client',
          starts: { command: 'uvx', args: ['--with', 'numpy==2.0', 'python', '-c', 'import evil'] },
        },
      },
    ]);
  });

  it.each([
    [{ GOOSE_MODE: 'auto' }, ['client/skips-permissions high']],
    [{ GOOSE_MODE: 'smart_approve' }, []],
    [{}, []],
  ])('run as %j says: %j', (document, expected) => {
    expect(switchesAt(goose, file, document)).toEqual(expected);
  });
});
