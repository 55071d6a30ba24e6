import { describe, expect, it } from 'vitest';
import { readEntries } from '../../../scanner/formats/entries.ts';
import type { Entry } from '../../../scanner/model/launch.ts';

function one(entry: unknown, where: readonly string[] = ['mcpServers']): Entry {
  const document = where.toReversed().reduce<unknown>((inner, key) => ({ [key]: inner }), { it: entry });
  const [first, ...more] = readEntries(document, where).entries;
  if (first === undefined || more.length > 0) {
    throw new Error('expected one entry');
  }
  return first;
}

const plain = (launch: Entry['launch']): unknown =>
  JSON.parse(
    JSON.stringify(launch, (_key, value: unknown) => (value instanceof Map ? Object.fromEntries(value) : value)),
  );

describe('a stdio entry in any dialect', () => {
  it.each<[string, unknown, string, string]>([
    [
      'command, args, env',
      { command: 'npx', args: ['-y', 'x'], env: { A: 'b' } },
      '/mcpServers/it/command',
      '/mcpServers/it/env',
    ],
    [
      'type local and a command array',
      { type: 'local', command: ['npx', '-y', 'x'], environment: { A: 'b' } },
      '/mcpServers/it/command/0',
      '/mcpServers/it/environment',
    ],
    [
      'cmd and envs',
      { type: 'stdio', cmd: 'npx', args: ['-y', 'x'], envs: { A: 'b' } },
      '/mcpServers/it/cmd',
      '/mcpServers/it/envs',
    ],
    [
      'a nested transport',
      { transport: { type: 'stdio', command: 'npx', args: ['-y', 'x'], env: { A: 'b' } } },
      '/mcpServers/it/transport/command',
      '/mcpServers/it/transport/env',
    ],
    [
      'a command object',
      { source: 'custom', command: { path: 'npx', args: ['-y', 'x'], env: { A: 'b' } } },
      '/mcpServers/it/command/path',
      '/mcpServers/it/command/env',
    ],
  ])('%s: program, arguments and environment are read, with their places', (_what, entry, command, env) => {
    const read = one(entry);

    expect(plain(read.launch)).toEqual({
      transport: 'stdio',
      command: 'npx',
      args: ['-y', 'x'],
      env: { A: 'b' },
      envFile: null,
      cwd: null,
    });
    expect(read.places).toMatchObject({ command, env });
  });

  it('reads the environment beside a command object too', () => {
    const read = one({ command: { path: 'npx', args: [] }, env: { A: 'b' } });

    expect(plain(read.launch)).toMatchObject({ command: 'npx', env: { A: 'b' } });
    expect(read.places.env).toBe('/mcpServers/it/env');
  });

  it('places arguments where they stand, in an array of their own or after the program', () => {
    expect(one({ command: 'npx', args: ['x'] }).places.args).toEqual({ base: '/mcpServers/it/args', offset: 0 });
    expect(one({ command: ['npx', 'x'] }).places.args).toEqual({ base: '/mcpServers/it/command', offset: 1 });
  });

  it('spells numbers and booleans as the client would, and leaves unset variables out', () => {
    expect(plain(one({ command: 'x', args: ['--port', 80], env: { A: 1, B: true, C: null } }).launch)).toMatchObject({
      args: ['--port', '80'],
      env: { A: '1', B: 'true' },
    });
  });
});

describe('a remote entry in any dialect', () => {
  it.each<[string, unknown, object]>([
    [
      'url',
      { url: 'https://a.example/mcp', headers: { X: '1' } },
      { transport: 'http', url: 'https://a.example/mcp', headers: { X: '1' } },
    ],
    ['url with type sse', { type: 'sse', url: 'https://a.example/sse' }, { transport: 'sse' }],
    ['streamable-http', { type: 'streamable-http', url: 'https://a.example/mcp' }, { transport: 'http' }],
    ['serverUrl', { serverUrl: 'https://a.example/mcp' }, { transport: 'http', url: 'https://a.example/mcp' }],
    [
      'httpUrl beside url',
      { httpUrl: 'https://a.example/mcp', url: 'https://a.example/sse' },
      { transport: 'http', url: 'https://a.example/mcp' },
    ],
    [
      'uri',
      { type: 'streamable_http', uri: 'https://a.example/mcp' },
      { transport: 'http', url: 'https://a.example/mcp' },
    ],
    ['a web socket', { url: 'wss://a.example/mcp' }, { transport: 'ws' }],
    [
      'requestInit headers',
      { url: 'https://a.example', requestInit: { headers: { X: '1' } } },
      { headers: { X: '1' } },
    ],
    [
      'requestOptions headers',
      { url: 'https://a.example', requestOptions: { headers: { X: '1' } } },
      { headers: { X: '1' } },
    ],
    [
      'a bearer variable',
      { url: 'https://a.example', bearer_token_env_var: 'T' },
      { headers: { Authorization: 'Bearer ${T}' } },
    ],
    ['a headers helper', { url: 'https://a.example', headersHelper: './h.sh' }, { headersHelper: './h.sh' }],
    [
      'type http with a leftover command',
      { type: 'http', url: 'https://a.example', command: '' },
      { transport: 'http' },
    ],
  ])('%s', (_what, entry, expected) => {
    expect(plain(one(entry).launch)).toMatchObject(expected);
  });

  it.each<[string, unknown, boolean]>([
    ['a program and an address', { command: 'npx', args: ['x'], url: 'https://a.example' }, true],
    ['both, and a type', { type: 'http', command: 'npx', url: 'https://a.example' }, true],
    ['an array and a server address', { command: ['npx', 'x'], serverUrl: 'https://a.example' }, true],
    ['a program and an empty address', { command: 'npx', url: '' }, false],
    ['an address and an empty program', { command: '', url: 'https://a.example' }, false],
    ['an address among its variables', { command: 'npx', env: { url: 'https://a.example' } }, false],
  ])('%s: whether it is undecided which one counts', (_what, entry, isTwofold) => {
    expect(one(entry).isTwofold).toBe(isTwofold);
  });

  it('an address counts before a program where the client says so', () => {
    const both = { command: 'npx', args: ['x'], url: 'https://a.example' };
    const { entries } = readEntries({ mcpServers: { it: both } }, ['mcpServers'], { addressFirst: true });

    expect(entries[0]?.launch).toMatchObject({ url: 'https://a.example' });
    expect(entries[0]?.isTwofold).toBe(false);
  });

  it('a url without a type is sse where the client says so', () => {
    const { entries } = readEntries({ mcpServers: { it: { url: 'https://a.example' } } }, ['mcpServers'], {
      urlTransport: 'sse',
    });

    expect(entries[0]?.launch.transport).toBe('sse');
  });
});

describe('containers', () => {
  it('a map, a list with names, and a star in the path are all read in file order', () => {
    const names = (document: unknown, where: readonly string[]): readonly string[] =>
      readEntries(document, where).entries.map(({ name, pointer }) => `${name} ${pointer}`);

    expect(names({ s: { b: { command: 'x' }, a: { command: 'x' } } }, ['s'])).toEqual(['b /s/b', 'a /s/a']);
    expect(names({ s: [{ name: 'b', command: 'x' }, { command: 'x' }] }, ['s'])).toEqual(['b /s/0', '1 /s/1']);
    expect(names({ p: { '/w/a': { s: { x: { command: 'x' } } } } }, ['p', '*', 's'])).toEqual(['x /p/~1w~1a/s/x']);
  });

  it('a list of one-key maps is read by those keys, unless the one key is a transport', () => {
    expect(readEntries({ s: [{ a: { command: 'x' } }] }, ['s']).entries).toMatchObject([
      { name: 'a', pointer: '/s/0/a' },
    ]);
    expect(readEntries({ s: [{ transport: { command: 'x' } }] }, ['s']).entries).toMatchObject([
      { name: '0', pointer: '/s/0' },
    ]);
  });

  it('a document that is one server is that server; one that is the map gives what launches in it', () => {
    expect(readEntries({ command: 'x' }, []).entries).toHaveLength(1);
    expect(
      readEntries({ a: { command: 'x' }, name: 'plugin', author: { name: 'me' } }, []).entries.map(({ name }) => name),
    ).toEqual(['a']);
  });

  it('a server called "command" is a server, not a command', () => {
    expect(readEntries({ s: { command: { command: 'x' } } }, ['s']).entries.map(({ name }) => name)).toEqual([
      'command',
    ]);
  });

  it('values that are no entries are named, and the rest is read', () => {
    expect(readEntries({ s: { _comment: 'mine', a: { command: 'x' }, off: false } }, ['s'])).toMatchObject({
      entries: [{ name: 'a' }],
      strangers: ['/s/_comment', '/s/off'],
    });
  });
});

describe('an entry that says more', () => {
  it.each([
    [{ command: 'x', disabled: true }, false],
    [{ command: 'x', enabled: false }, false],
    [{ command: 'x', active: false }, false],
    [{ command: 'x', disabled: false, enabled: true }, true],
    [{ command: 'x' }, true],
  ])('%j: enabled is %s', (entry, enabled) => {
    expect(one(entry).enabled).toBe(enabled);
  });

  it.each([
    [{ command: 'x', autoApprove: ['read'] }, ['read'], '/mcpServers/it/autoApprove'],
    [{ command: 'x', alwaysAllow: ['*'] }, 'all', '/mcpServers/it/alwaysAllow'],
    [{ command: 'x', trust: true }, 'all', '/mcpServers/it/trust'],
    [{ command: 'x', default_tools_approval_mode: 'approve' }, 'all', '/mcpServers/it/default_tools_approval_mode'],
    [{ command: 'x', autoApprove: [] }, [], null],
    [{ command: 'x', trust: false, default_tools_approval_mode: 'prompt' }, [], null],
  ])('%j approves %j', (entry, autoApprove, autoApproveAt) => {
    expect(one(entry).switches).toMatchObject({ autoApprove, autoApproveAt });
  });

  it.each([
    [{ url: 'https://a.example', requestOptions: { verifySsl: false } }, '/mcpServers/it/requestOptions/verifySsl'],
    [{ url: 'https://a.example', requestOptions: { verifySsl: true } }, null],
  ])('%j has its client look at no certificate: %s', (entry, certificatesOffAt) => {
    expect(one(entry).switches).toMatchObject({ certificatesOffAt });
  });

  it('keeps texts that no field stands for, such as OAuth secrets, with their places', () => {
    expect([...one({ url: 'https://a.example', oauth: { clientSecret: 's3' }, headers: { A: 'b' } }).others]).toEqual([
      ['/mcpServers/it/oauth/clientSecret', 's3'],
    ]);
  });

  it.each<[unknown, string]>([
    [{}, 'it has neither a command nor an address'],
    [{ command: '' }, 'its command is not a program name'],
    [{ command: 42 }, 'its command is not a program name'],
    [{ command: [] }, 'its command is not a program name'],
  ])('%j is kept as an entry with its problem', (entry, problem) => {
    expect(one(entry).launch).toEqual({ transport: 'stdio', kind: 'malformed', problem });
  });
});
