import { symlinkSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { makeBench } from './bench.ts';

const bench = makeBench();
afterAll(bench.remove);

const nohups = (count: number) => [...Array.from({ length: count }, () => 'nohup'), 'npx', 'a'];
const defenderEnv = (args: string) =>
  new Map([
    ['MCP_DEFENDER_ORIGINAL_COMMAND', 'npx'],
    ['MCP_DEFENDER_ORIGINAL_ARGS', args],
  ]);
const packed = (words: readonly string[]) => Buffer.from(JSON.stringify(words)).toString('base64url');
const layerNames = (layers: readonly { readonly kind: string; readonly name?: string; readonly guard?: string }[]) =>
  layers.map((layer) => `${layer.kind} ${layer.name ?? layer.guard ?? ''}`);

describe('a wrapper that is seen through', () => {
  it.each([
    [['cmd', '/c', 'npx', '-y', 'a'], ['shell cmd'], 'win32'],
    [['cmd.exe', '/d', '/s', '/c', 'npx.cmd -y a'], ['shell cmd'], 'win32'],
    [['C:\\Windows\\System32\\cmd.exe', '/C', 'npx', 'a'], ['shell cmd'], 'win32'],
    [['cmd', '/c', 'set A_KEY=1 && npx -y a'], ['shell cmd'], 'win32'],
    [['bash', '-c', 'npx -y a'], ['shell bash'], 'linux'],
    [['sh', '-c', "exec npx -y 'a'"], ['shell sh'], 'linux'],
    [['/bin/zsh', '-lc', 'NODE_ENV=production npx -y "a"'], ['shell zsh -l'], 'darwin'],
    [['bash', '-l', '-c', 'npx -y a'], ['shell bash -l'], 'linux'],
    [['bash', '--login', '-e', '-c', 'npx -y a'], ['shell bash -l'], 'linux'],
    [['env', 'A=1', 'B=2', 'npx', 'a'], ['env env'], 'linux'],
    [['/usr/bin/env', '-u', 'X', 'npx', 'a'], ['env env'], 'linux'],
    [['env', '-S', 'npx -y a'], ['env env'], 'linux'],
    [['sudo', '-u', 'root', 'npx', 'a'], ['elevated sudo'], 'linux'],
    [['doas', 'npx', 'a'], ['elevated doas'], 'linux'],
    [['pkexec', 'npx', 'a'], ['elevated pkexec'], 'linux'],
    [['gsudo', 'npx', 'a'], ['elevated gsudo'], 'win32'],
    [['run0', '--user=root', 'npx', 'a'], ['elevated run0'], 'linux'],
    [['runas', '/user:Administrator', 'npx -y a'], ['elevated runas'], 'win32'],
    [['nohup', 'nice', '-n', '5', 'npx', 'a'], ['launcher nohup', 'launcher nice'], 'linux'],
    [['timeout', '-k', '5', '60', 'npx', 'a'], ['launcher timeout'], 'linux'],
    [['op', 'run', '--no-masking', '--', 'npx', 'a'], ['launcher op run'], 'linux'],
    [['doppler', 'run', '-p', 'x', '--', 'npx', 'a'], ['launcher doppler run'], 'linux'],
    [['infisical', 'run', '--env=dev', '--', 'npx', 'a'], ['launcher infisical run'], 'linux'],
    [['mise', 'exec', 'node@22', '--', 'npx', 'a'], ['launcher mise exec'], 'linux'],
    [['mise', 'x', '--', 'npx', 'a'], ['launcher mise x'], 'linux'],
    [['asdf', 'exec', 'npx', 'a'], ['launcher asdf exec'], 'linux'],
    [['volta', 'run', '--node', '22', 'npx', 'a'], ['launcher volta run'], 'linux'],
    [['fnm', 'exec', '--using=22', 'npx', 'a'], ['launcher fnm exec'], 'linux'],
    [['npx', '-y', 'cross-env', 'A=1', 'npx', 'a'], ['launcher npx cross-env', 'env env'], 'linux'],
  ] as const)('%j', async (line, layers, os) => {
    const { identity, layers: seen, effective } = await bench.run(line, { os });

    expect(identity).toMatchObject({ kind: 'npm', purl: 'pkg:npm/a' });
    expect(layerNames(seen)).toEqual(layers);
    expect(effective).toMatchObject({ command: expect.stringMatching(/^npx/), args: expect.arrayContaining(['a']) });
  });

  it('gives the inner launch the variables it sets, and keeps their names when they change code', async () => {
    const { effective, codeChangingEnv, identity } = await bench.run(
      ['env', '-i', 'A=1', 'NODE_OPTIONS=--x', 'npx', 'a'],
      {
        env: new Map([['GONE', '1']]),
      },
    );

    expect(effective).toMatchObject({
      env: new Map([
        ['A', '1'],
        ['NODE_OPTIONS', '--x'],
      ]),
    });
    expect(codeChangingEnv).toEqual(['NODE_OPTIONS']);
    expect(identity.kind).toBe('unidentified');
  });

  it('sees a variable that cmd sets first', async () => {
    const { codeChangingEnv } = await bench.run(['cmd', '/c', 'set NODE_PATH=C:\\x&& npx -y a'], { os: 'win32' });

    expect(codeChangingEnv).toEqual(['NODE_PATH']);
  });

  it('follows eight wrappers and no more', async () => {
    expect((await bench.run(nohups(8))).identity.kind).toBe('npm');
    expect((await bench.run(nohups(9))).identity.reason).toBe('it is wrapped more often than we follow');
  });
});

describe('a shell that is given more than one plain command', () => {
  it.each([
    'npx -y a; evil',
    'npx -y a && evil',
    'npx -y a | tee log',
    'npx -y a > log',
    'npx -y $PACKAGE',
    'npx -y $(evil)',
    'npx -y `evil`',
    'npx -y a*',
    'npx -y a\nevil',
    'npx -y "a$B"',
    'npx -y ~/a\\ b',
    'cd /srv && npx a',
    '. ./evil',
    'source',
  ])('%j stays a shell', async (text) => {
    const { identity, runs } = await bench.run(['bash', '-c', text]);

    expect(identity.kind).toBe('unidentified');
    expect(runs).toEqual({ kind: 'shell', shell: 'bash' });
  });

  it.each([
    [['bash', '-c', 'npx -y "$0"', 'a'], 'bash'],
    [['cmd', '/c', 'npx a & evil'], 'cmd'],
    [['cmd', '/c', 'npx', 'a', '&', 'evil'], 'cmd'],
    [['cmd', '/c', 'npx %PKG%'], 'cmd'],
    [['cmd', '/c', 'call', 'x.bat'], 'cmd'],
    [['powershell', '-Command', 'npx a'], 'powershell'],
    [['pwsh', '-EncodedCommand', 'AAAA'], 'pwsh'],
  ])('%j too', async (line, shell) => {
    const { identity, runs } = await bench.run(line, { os: 'win32' });

    expect(identity.kind).toBe('unidentified');
    expect(runs).toEqual({ kind: 'shell', shell });
  });

  it.each([
    ['dotenv -- npx a', 'dotenv sets variables from a file'],
    ['op run --env-file=.env -- npx a', 'op --env-file changes which code runs'],
    ['mise exec npm:other -- npx a', 'mise is told which tools to install'],
    ['xargs npx a', 'xargs starts something else, in a way we do not read'],
    ['conda run -n x npx a', 'conda starts something else, in a way we do not read'],
    ['odr.exe mcp run some-id', 'the Windows agent registry chooses the server by its id'],
  ])('and %s is not surely what it looks like', async (line, reason) => {
    const { identity } = await bench.run(line, { os: 'win32' });

    expect(identity).toMatchObject({ kind: 'unidentified', reason });
  });

  it('a whole command line in the command tells the package, but clients start it in different ways', async () => {
    const { identity, runs } = await bench.run(['npx -y a@1.0.0']);

    expect(identity.reason).toBe('the command holds a whole command line, which clients start in different ways');
    expect(runs).toMatchObject({ kind: 'package', name: 'a', version: '1.0.0' });
  });
});

describe('a start whose words the client hands to a shell', () => {
  it('still names its package, and is unidentified', async () => {
    const { identity, runs } = await bench.run(['npx', 'a@1.0.0', 'x&calc'], {
      os: 'win32',
      doubts: ['its client hands it to a shell, which acts on signs in its words'],
    });

    expect(identity.reason).toBe('its client hands it to a shell, which acts on signs in its words');
    expect(runs).toMatchObject({ kind: 'package', name: 'a', version: '1.0.0' });
  });
});

describe('a start as another account', () => {
  it.each([
    ['su', '-c', 'npx a'],
    ['su', 'root', '-c', 'npx a'],
    ['su', '-', '-c', 'npx a'],
    ['runuser', '-u', 'root', '--', 'npx', 'a'],
    ['/usr/sbin/runuser', '-l', 'root', '-c', 'npx a'],
  ])('is elevated when nobody else is named: %s %s %s', async (...line) => {
    const { identity, layers } = await bench.run(line);

    expect(layers).toMatchObject([{ kind: 'elevated' }]);
    expect(identity.kind).toBe('unidentified');
  });

  it.each([
    ['su', 'ann', '-c', 'npx a'],
    ['su', '-', 'ann', '-c', 'npx a'],
    ['runuser', '-u', 'nobody', '--', 'npx', 'a'],
  ])('is not when somebody is: %s %s %s', async (...line) => {
    const { identity, layers } = await bench.run(line);

    expect(layers).toEqual([]);
    expect(identity.kind).toBe('unidentified');
  });
});

describe('an entry that we rewrote', () => {
  const shim = `${bench.home}/.sallyport/bin/sallyport-shim`;

  it.each([
    [[shim, 'run', '--client', 'cursor', '--server', 'x', '--', 'npx', '-y', 'a@1.0.0']],
    [
      [
        shim,
        'run',
        '--state',
        '/srv/s',
        '--client',
        'cursor',
        '--server',
        'x',
        '--b64',
        packed(['npx', '-y', 'a@1.0.0']),
      ],
    ],
    [['cmd', '/c', `${shim}.exe`, 'run', '--', 'npx', 'a@1.0.0']],
    [['env', 'X=1', '~/.sallyport/bin/sallyport-shim', 'run', '--', 'npx', 'a@1.0.0']],
    [[`${bench.stateFolder}/bin/sallyport-shim`, 'run', '--state', bench.stateFolder, '--', 'npx', 'a@1.0.0']],
  ])('%j is guarded, and is what it was', async (line) => {
    const { identity, route, routeReason } = await bench.run(line, { os: line[0] === 'cmd' ? 'win32' : 'linux' });

    expect(identity).toMatchObject({ kind: 'npm', purl: 'pkg:npm/a', version: '1.0.0' });
    expect({ route, routeReason }).toEqual({ route: 'guarded', routeReason: null });
  });

  it('is the remote server it was', async () => {
    const line = `${shim} run --client cursor --server x --transport sse --url https://mcp.example/sse`;

    const { identity, route, effective } = await bench.run(line);

    expect(identity).toMatchObject({ kind: 'remote', origin: 'https://mcp.example/sse' });
    expect(effective).toMatchObject({ transport: 'sse', url: 'https://mcp.example/sse' });
    expect(route).toBe('guarded');
  });

  it.each([
    ['run --client cursor', 'our own entry does not say which server it starts'],
    ['run --b64 not-json', 'our own entry does not say which server it starts'],
    [`run --b64 ${packed([])}`, 'our own entry does not say which server it starts'],
  ])('is guarded but unidentified when %j says nothing', async (args, reason) => {
    const { identity, route } = await bench.run(`${shim} ${args}`);

    expect(identity).toMatchObject({ kind: 'unidentified', reason });
    expect(route).toBe('guarded');
  });

  it('counts by a link to the launcher too', async () => {
    bench.write(shim, 'x');
    symlinkSync(shim, `${bench.bin}/sallyport-shim`);

    expect((await bench.run('sallyport-shim run -- npx a@1.0.0')).route).toBe('guarded');
  });
});

describe('a file that is only named like our shim', () => {
  it.each([
    ['in a download folder', () => `${bench.home}/Downloads/sallyport-shim`],
    ['in a state folder that is not in use', () => `${bench.home}/other/bin/sallyport-shim`],
    ['where other tools are', () => '/usr/local/bin/sallyport-shim'],
    ['in a project', () => './tools/sallyport-shim'],
    ['in the home of somebody else', () => '/home/other/.sallyport/bin/sallyport-shim'],
  ])('guards nothing: %s', async (_where, path) => {
    const { identity, route, runs } = await bench.run(`${path()} run --client c --server x -- npx a@1.0.0`, {
      cwd: bench.home,
    });

    expect(route).toBe('direct');
    expect(identity.kind).toBe('unidentified');
    expect(runs).toMatchObject({ kind: 'file', present: 'missing' });
  });

  it('says why, and which file runs', async () => {
    const path = bench.write(`${bench.home}/Downloads/bin/sallyport-shim`, '#!/bin/sh\n');

    const { identity, runs } = await bench.run(
      `${path} run --state ${bench.home}/Downloads --client c --server x -- npx a@1.0.0`,
    );

    expect(identity.reason).toBe(
      'it is named sallyport-shim but stands where none is installed, and its arguments say what runs',
    );
    expect(runs).toMatchObject({ kind: 'file', path, present: 'present' });
  });
});

describe('a wrapper of another guard', () => {
  const holGuard =
    'guard codex-mcp-proxy --guard-home /g --server-name s --config-path /c --command npx --arg=-y --arg=a';

  it.each([
    ['thv run npx://a', 'ToolHive'],
    ['thv run --transport stdio --name x npx://a -- --flag', 'ToolHive'],
    [`hol-guard ${holGuard}`, 'HOL Guard'],
    [`python -m codex_plugin_scanner.cli ${holGuard}`, 'HOL Guard'],
    ['uvx mcp-context-protector --command-args npx -y a', 'mcp-context-protector'],
    ['/opt/guard/mcp-context-protector.sh --command-args npx a', 'mcp-context-protector'],
    ['uv --directory /opt/guard run mcp-context-protector --command-args npx a', 'mcp-context-protector'],
    ['npx -y mcp-defender-cli npx a', 'MCP Defender'],
  ])('%s shows the server behind it', async (line, guard) => {
    const { identity, route, routeReason } = await bench.run(line);

    expect({ route, routeReason }).toEqual({ route: 'foreign-guard', routeReason: guard });
    expect(identity).toMatchObject({ kind: 'npm', purl: 'pkg:npm/a' });
  });

  it.each([
    ['docker mcp gateway run --profile work', 'Docker MCP Gateway'],
    ['thv run fetch', 'ToolHive'],
    ['thv proxy stdio workload', 'ToolHive'],
    ['runlayer run 27a0d41d-a05a-40d8-8205-ef0714c8472e', 'Runlayer'],
    ['uvx runlayer 27a0d41d-a05a-40d8-8205-ef0714c8472e --host https://x.example', 'Runlayer'],
    ['/Applications/Toolport.app/Contents/MacOS/toolport-gateway', 'Toolport'],
    ['obot mcp connect x', 'Obot'],
  ])('%s keeps its server to itself', async (line, guard) => {
    const { identity, runs, route, routeReason } = await bench.run(line);

    expect({ route, routeReason }).toEqual({ route: 'foreign-guard', routeReason: guard });
    expect(identity.kind).toBe('unidentified');
    expect(runs).toEqual({ kind: 'unknown' });
  });

  it.each([
    [
      'thv run ghcr.io/owner/server:1.0',
      { kind: 'oci', purl: 'pkg:oci/server?repository_url=ghcr.io/owner/server&tag=1.0' },
    ],
    ['thv run uvx://some-package@1.0', { kind: 'pypi', purl: 'pkg:pypi/some-package', version: '1.0' }],
    ['thv run https://mcp.example/mcp', { kind: 'remote', origin: 'https://mcp.example/mcp' }],
    ['uvx mcp-context-protector --url https://mcp.example/mcp', { kind: 'remote', origin: 'https://mcp.example/mcp' }],
  ])('%s is read whatever the server is', async (line, identity) => {
    const resolved = await bench.run(line);

    expect(resolved.identity).toMatchObject(identity);
    expect(resolved.route).toBe('foreign-guard');
  });

  it.each([
    'uvx mcp-context-protector --url https://a.example --url https://b.example',
    'uvx mcp-context-protector --url https://a.example --ur https://b.example',
    'uvx mcp-context-protector --url https://a.example --command-args npx b',
  ])('%s leaves open which server it is', async (line) => {
    const { identity, route } = await bench.run(line);

    expect(identity.reason).toBe('mcp-context-protector is started in a way we can not read');
    expect(route).toBe('foreign-guard');
  });

  it('MCP Defender is believed only when arguments and environment agree', async () => {
    const line = ['node', '/Applications/MCP Defender.app/Contents/Resources/cli.js', 'npx', '-y', 'a'];

    const honest = await bench.run(line, { env: defenderEnv('["-y","a"]') });
    const odd = await bench.run(line, { env: defenderEnv('["-y","b"]') });

    expect(honest).toMatchObject({ route: 'foreign-guard', identity: { purl: 'pkg:npm/a' } });
    expect(odd).toMatchObject({ route: 'foreign-guard', identity: { kind: 'unidentified' } });
  });

  it.each(['/tmp/mcp-defender/cli.js', './tools/cli.js'])('MCP Defender is not %s', async (script) => {
    const env = defenderEnv('["-y","a"]');

    const { identity, route, runs } = await bench.run(['node', script, 'npx', '-y', 'a'], { env, cwd: bench.home });

    expect(route).toBe('direct');
    expect(identity.kind).toBe('unidentified');
    expect(runs).toMatchObject({ kind: 'file', role: 'script' });
  });

  it('MCP Defender is not any other server of this machine', async () => {
    const env = new Map([['MCP_DEFENDER_ORIGINAL_URL', 'https://mcp.example/sse']]);

    const { identity, route } = await bench.reach('http://localhost:1234/evil', { env });

    expect(route).toBe('direct');
    expect(identity.origin).toBe('http://localhost:1234/evil');
  });

  it('is found in remote entries', async () => {
    const env = new Map([['MCP_DEFENDER_ORIGINAL_URL', 'https://mcp.example/sse']]);

    const defender = await bench.reach('http://localhost:28173/claude/x/sse', { env });
    const runlayer = await bench.reach('https://acme.runlayer.com/api/v1/proxy/7a76c0fc/mcp');

    expect(defender).toMatchObject({ routeReason: 'MCP Defender', identity: { origin: 'https://mcp.example/sse' } });
    expect(runlayer).toMatchObject({ routeReason: 'Runlayer', identity: { kind: 'remote' } });
  });

  it('is ours when we stand among several', async () => {
    const { route, layers } = await bench.run(
      'thv run --name x npx://a'.replace('thv', '~/.sallyport/bin/sallyport-shim run -- thv'),
    );

    expect(route).toBe('guarded');
    expect(layers.map(({ kind }) => kind)).toEqual(['guard', 'guard']);
  });

  it.each([
    './hol-guard guard codex-mcp-proxy --command npx --arg=a',
    'uv run mcp-context-protector --command-args npx a',
    'uv --directory ~/src/guard run mcp-context-protector --command-args npx a',
    `python -m codex_plugin_scanner.cli ${holGuard}`,
    '/tmp/thv run npx://a',
    '~/src/guard/mcp-context-protector.sh --command-args npx a',
    'npx -y thv run npx://a@1.0.0',
    'uvx obot mcp connect x',
  ])('is not %s, a file or package of somebody else that carries its name', async (line) => {
    const { route, identity } = await bench.run(line, { cwd: bench.home });

    expect(route).toBe('direct');
    expect(identity.purl).not.toBe('pkg:npm/a');
  });

  it.each([
    '~/.local/bin/thv run npx://a',
    '/opt/homebrew/bin/thv run npx://a',
    '~/.toolhive/bin/thv run npx://a',
    '~/.local/share/pipx/venvs/hol-guard/bin/hol-guard codex-mcp-proxy --command npx --arg=a',
  ])('is %s, where it is installed', async (line) => {
    expect(await bench.run(line)).toMatchObject({ route: 'foreign-guard', identity: { purl: 'pkg:npm/a' } });
  });
});

describe('what ToolHive is told about the container it makes', () => {
  it.each([
    ['thv run -e NODE_OPTIONS=--require=/x npx://a@1.0.0', 'NODE_OPTIONS may change which code runs'],
    ['thv run npx://a@1.0.0 -e NODE_OPTIONS=--require=/x', 'NODE_OPTIONS may change which code runs'],
    ['thv run --env-file /x npx://a@1.0.0', 'thv run --env-file changes which code runs'],
    ['thv run --ca-cert /x.pem npx://a@1.0.0', 'thv run --ca-cert changes which code runs'],
    ['thv run --runtime evil npx://a@1.0.0', 'thv run --runtime changes which code runs'],
    [
      'thv run --permission-profile /x npx://a@1.0.0',
      'thv run --permission-profile names a file, which may mount folders',
    ],
    ['thv run -v /x:/app npx://a@1.0.0', 'a mount covers programs of the container it runs in'],
    ['thv run -v /x:/app ghcr.io/o/s:1', 'a mount covers programs of the image'],
    ['thv run -e LD_PRELOAD=/x ghcr.io/o/s:1', 'LD_PRELOAD changes which code runs in the container'],
  ])('%s may change what runs', async (line, reason) => {
    expect(await bench.run(line)).toMatchObject({ route: 'foreign-guard', identity: { kind: 'unidentified', reason } });
  });

  it.each([
    'thv run -e API_KEY=x --network n --permission-profile network npx://a@1.0.0',
    'thv run -v /srv/x:/data npx://a@1.0.0',
  ])('%s does not', async (line) => {
    expect((await bench.run(line)).identity).toMatchObject({ kind: 'npm', version: '1.0.0' });
  });

  it('shows what it is given of the machine', async () => {
    const mounts = [{ host: '/', target: '/host', writable: true }];

    expect((await bench.run('thv run -v /:/host npx://a@1.0.0')).layers).toMatchObject([{ kind: 'guard', mounts }]);
    expect((await bench.run('thv run -v /:/host ghcr.io/o/s:1')).runs).toMatchObject({ options: { mounts } });
  });
});

describe('a bridge to a remote server', () => {
  it.each([
    ['npx -y mcp-remote@0.1.16 https://mcp.example/sse', 'http', 'pkg:npm/mcp-remote', '0.1.16'],
    ['npx mcp-remote https://mcp.example/sse --transport sse-only', 'sse', 'pkg:npm/mcp-remote', null],
    ['npx -y supergateway --sse https://mcp.example/sse', 'sse', 'pkg:npm/supergateway', null],
    ['npx supergateway --streamableHttp https://mcp.example/sse', 'http', 'pkg:npm/supergateway', null],
    ['uvx mcp-proxy --transport streamablehttp https://mcp.example/sse', 'http', 'pkg:pypi/mcp-proxy', null],
    ['uvx mcp-proxy https://mcp.example/sse', 'sse', 'pkg:pypi/mcp-proxy', null],
    ['uvx mcp-proxy -H X-Key https://a.example https://mcp.example/sse', 'sse', 'pkg:pypi/mcp-proxy', null],
    ['uvx mcp-proxy https://mcp.example/sse --headers X-Key value --debug', 'sse', 'pkg:pypi/mcp-proxy', null],
  ])('%s', async (line, transport, purl, version) => {
    const { identity, effective, layers, alsoRuns, runs } = await bench.run(line);

    expect(identity).toMatchObject({ kind: 'remote', origin: 'https://mcp.example/sse' });
    expect(effective).toMatchObject({ transport, url: 'https://mcp.example/sse' });
    expect(layers).toMatchObject([{ kind: 'bridge', purl, version }]);
    expect(alsoRuns).toEqual([{ purl, version }]);
    expect(runs.kind).toBe('package');
  });

  it('keeps its headers apart, and no credential in the identity', async () => {
    const line = [
      'npx',
      'mcp-remote',
      'https://user:word@mcp.example/mcp?key=1',
      '--header',
      'Authorization: Bearer x',
    ];

    const { identity, effective } = await bench.run(line);

    expect(identity.origin).toBe('https://mcp.example/mcp');
    expect(effective).toMatchObject({ headers: new Map([['Authorization', 'Bearer x']]) });
  });

  it('is found when it is an installed program', async () => {
    const { identity, alsoRuns, runs } = await bench.run('mcp-remote https://mcp.example/mcp');

    expect(identity.kind).toBe('remote');
    expect(alsoRuns).toEqual([{ purl: 'pkg:npm/mcp-remote', version: null }]);
    expect(runs).toMatchObject({ kind: 'file', present: 'unresolved' });
  });

  it('is not any file of its name', async () => {
    const path = bench.write(`${bench.home}/tools/mcp-remote`, 'x');

    const { identity, runs, layers } = await bench.run(`${path} https://mcp.example/mcp`);

    expect(identity.reason).toBe(
      'it is named mcp-remote but stands where none is installed, and its arguments say what runs',
    );
    expect(layers).toEqual([]);
    expect(runs).toMatchObject({ kind: 'file', path });
  });

  it.each([
    ['npx mcp-remote', 'the bridge is given no address'],
    ['npx mcp-remote ${URL}', 'the address depends on a variable'],
    ['npx supergateway --stdio server', 'the bridge serves another command to the network'],
    ['npx supergateway --sse https://mcp.example --config x.json', 'the bridge reads what it starts from a file'],
    ['npx supergateway --sse https://a.example --sse=https://b.example', 'the bridge is given several addresses'],
    ['npx mcp-proxy -- npx evil https://mcp.example', 'the bridge serves another command to the network'],
    ['npx mcp-proxy https://mcp.example', 'the bridge serves another command to the network'],
    ['uvx mcp-proxy uvx evil https://mcp.example', 'the bridge serves another command to the network'],
    ['uvx mcp-proxy -e A https://mcp.example evil', 'the bridge serves another command to the network'],
    ['uvx mcp-proxy -- -e evil x https://mcp.example', 'the bridge serves another command to the network'],
    ['uvx mcp-proxy --allow-origin https://a.example evil', 'the bridge has an option we do not know: --allow-origin'],
    ['uvx mcp-proxy --port 80', 'the bridge is given no address'],
    ['npx --registry=https://r.example mcp-remote https://mcp.example', 'npx --registry changes which code runs'],
  ])('%s leads nowhere that we know', async (line, reason) => {
    const { identity } = await bench.run(line);

    expect(identity).toMatchObject({ kind: 'unidentified', reason });
  });
});
