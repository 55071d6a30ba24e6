import { afterAll, describe, expect, it } from 'vitest';
import { makeBench } from './bench.ts';

const bench = makeBench();
afterAll(bench.remove);

describe('a start that surely runs one package', () => {
  it.each([
    ['npx -y mcp-server', 'pkg:npm/mcp-server', null, null],
    ['npx --yes -q mcp-server@1.2.3 --port 3', 'pkg:npm/mcp-server', '1.2.3', '1.2.3'],
    ['npx mcp-server@v1.2.3', 'pkg:npm/mcp-server', '1.2.3', 'v1.2.3'],
    ['npx @scope/name@latest', 'pkg:npm/%40scope/name', null, 'latest'],
    ['npx @scope/name@^1.2', 'pkg:npm/%40scope/name', null, '^1.2'],
    ['npx -- mcp-server', 'pkg:npm/mcp-server', null, null],
    ['npx --loglevel=silent mcp-server', 'pkg:npm/mcp-server', null, null],
    ['npx --yes=true --no-fund mcp-server stdio --package two', 'pkg:npm/mcp-server', null, null],
    ['npx --color=always mcp-server', 'pkg:npm/mcp-server', null, null],
    ['npx --no-fund -- mcp-server --package two', 'pkg:npm/mcp-server', null, null],
    ['npx --no-fund -y mcp-server --package two', 'pkg:npm/mcp-server', null, null],
    ['npx alias@npm:@scope/real@2.0.0', 'pkg:npm/%40scope/real', '2.0.0', '2.0.0'],
    ['npx -y --package=@scope/name@1.0.0 name', 'pkg:npm/%40scope/name', '1.0.0', '1.0.0'],
    ['npx -y -p @scope/server-files mcp-server-files', 'pkg:npm/%40scope/server-files', null, null],
    ['npx -y -p @acme/mcp mcp-server-acme', 'pkg:npm/%40acme/mcp', null, null],
    ['npx -y --package=task-master-ai task-master-mcp', 'pkg:npm/task-master-ai', null, null],
    ['npm exec -y -- mcp-server@1.0.0 --flag', 'pkg:npm/mcp-server', '1.0.0', '1.0.0'],
    ['npm x mcp-server', 'pkg:npm/mcp-server', null, null],
    ['bunx -y mcp-server@1.0.0', 'pkg:npm/mcp-server', '1.0.0', '1.0.0'],
    ['bun x mcp-server', 'pkg:npm/mcp-server', null, null],
    ['pnpm dlx mcp-server', 'pkg:npm/mcp-server', null, null],
    ['pnpm --silent dlx @scope/name', 'pkg:npm/%40scope/name', null, null],
    ['pnpx mcp-server', 'pkg:npm/mcp-server', null, null],
    ['yarn dlx -q mcp-server', 'pkg:npm/mcp-server', null, null],
    ['deno run -A --unstable-kv npm:mcp-server@1.0.0', 'pkg:npm/mcp-server', '1.0.0', '1.0.0'],
    ['deno run -A --allow-net=api.example.com npm:mcp-server@1.0.0', 'pkg:npm/mcp-server', '1.0.0', '1.0.0'],
    ['uvx mcp-server-git', 'pkg:pypi/mcp-server-git', null, null],
    ['uvx Mcp_Server.Git@2025.1.1', 'pkg:pypi/mcp-server-git', '2025.1.1', '2025.1.1'],
    ['uvx mcp-server-git@latest', 'pkg:pypi/mcp-server-git', null, 'latest'],
    ['uvx mcp-server-git==2025.1.1rc1', 'pkg:pypi/mcp-server-git', '2025.1.1rc1', '2025.1.1rc1'],
    ['uvx mcp-server-git>=2025', 'pkg:pypi/mcp-server-git', null, '>=2025'],
    ['uvx mcp-server-git[all]==1.0', 'pkg:pypi/mcp-server-git', '1.0', '1.0'],
    ['uvx --from mcp-server-git==1.0 mcp-server-git', 'pkg:pypi/mcp-server-git', '1.0', '1.0'],
    ['uvx --from awslabs-ecs-mcp-server ecs-mcp-server', 'pkg:pypi/awslabs-ecs-mcp-server', null, null],
    ['uvx --from awslabs.ecs-mcp-server awslabs.ecs-mcp-server', 'pkg:pypi/awslabs-ecs-mcp-server', null, null],
    ['uvx --python 3.12 -q mcp-server-git', 'pkg:pypi/mcp-server-git', null, null],
    ['uvx -p3.12 mcp-server-git', 'pkg:pypi/mcp-server-git', null, null],
    ['uvx -qp=3.12 mcp-server-git', 'pkg:pypi/mcp-server-git', null, null],
    ['uv -qn tool run -p3.12 mcp-server-git', 'pkg:pypi/mcp-server-git', null, null],
    ['pipx run -qv mcp-server-git==1.0', 'pkg:pypi/mcp-server-git', '1.0', '1.0'],
    ['sudo -nuroot nice -n5 timeout -k5 60 npx -y mcp-server', 'pkg:npm/mcp-server', null, null],
    ['env -uPATH ionice -c2 -n7 uvx mcp-server-git', 'pkg:pypi/mcp-server-git', null, null],
    ['uv tool run mcp-server-git', 'pkg:pypi/mcp-server-git', null, null],
    ['pipx run mcp-server-git==1.0', 'pkg:pypi/mcp-server-git', '1.0', '1.0'],
    ['pipx run --spec some-package[all] some-package-mcp', 'pkg:pypi/some-package', null, null],
    ['/usr/bin/npx -y mcp-server', 'pkg:npm/mcp-server', null, null],
    [`${bench.home}/.local/bin/uvx mcp-server-git`, 'pkg:pypi/mcp-server-git', null, null],
    ['~/.bun/bin/bunx mcp-server', 'pkg:npm/mcp-server', null, null],
  ])('%s', async (line, purl, version, requested) => {
    const { identity, runs, route } = await bench.run(line);

    expect(identity).toMatchObject({ kind: purl.startsWith('pkg:npm') ? 'npm' : 'pypi', purl, version, reason: null });
    expect(runs).toMatchObject({ kind: 'package', version, requested });
    expect(route).toBe('direct');
  });
});

describe('a start whose options leave open what runs', () => {
  it.each([
    ['npx --registry https://r.example mcp-server', 'npx --registry changes which code runs', 'package'],
    ['npx --unknown-option=1 mcp-server', 'npx has an option we do not know: --unknown-option', 'package'],
    ['npx --unknown-option value mcp-server', 'npx has an option we do not know: --unknown-option', 'unknown'],
    ['npx -c mcp-server', 'npx hands a text to a shell', 'shell'],
    ['npx -p one -p two one', 'npx installs several packages', 'package'],
    ['npx -p some-package node evil.js', "npx is told to start a program that may not be the package's own", 'package'],
    ['npx -p some-package', 'npx is told a package but no program', 'package'],
    ['npx ${PACKAGE}', 'the package depends on a variable', 'unknown'],
    ['npx mcp-server@${VERSION}', 'the package depends on a variable', 'unknown'],
    ['npx', 'npx is given no package', 'unknown'],
    ['npx -y=one mcp-server', 'npx -y is given a value that may be read as a word of its own', 'package'],
    [
      'npx --silent=one -y mcp-server',
      'npx --silent is given a value that may be read as a word of its own',
      'package',
    ],
    ['npx --no-fund=one mcp-server', 'npx --no-fund is given a value that may be read as a word of its own', 'package'],
    [
      'npx --loglevel --no-fund mcp-server',
      'npx --loglevel is given a value that may be read as a word of its own',
      'package',
    ],
    ['npx -y --no-fund mcp-server --package=two', 'npx --package changes which code runs', 'package'],
    ['npx -y --no mcp-server --registry=https://r.example', 'npx --registry changes which code runs', 'package'],
    ['npx -y --no-audit mcp-server -y=two', 'npx -y is given a value that may be read as a word of its own', 'package'],
    ['npx -yq mcp-server', 'npx has an option we do not know: -yq', 'unknown'],
    ['npm exec -y=one mcp-server', 'npm exec -y is given a value that may be read as a word of its own', 'package'],
    ['uvx -wother mcp-server-git', 'uvx -w changes which code runs', 'package'],
    ['uvx -p./odd/python mcp-server-git', 'uvx is told which Python program to use', 'package'],
    ['pipx run -ihttps://i.example mcp-server-git', 'pipx run -i changes which code runs', 'package'],
    ['npx --strict-ssl=false mcp-server', 'npx --strict-ssl changes which code runs', 'package'],
    ['npm exec mcp-server --registry=https://r.example', 'npm exec --registry changes which code runs', 'package'],
    ['npm run start', 'npm runs a script of the project it is started in', 'unknown'],
    ['pnpm dev mcp', 'pnpm runs a script of the project it is started in', 'unknown'],
    ['yarn start', 'yarn runs a script of the project it is started in', 'unknown'],
    ['uvx --with other mcp-server-git', 'uvx --with changes which code runs', 'package'],
    ['uvx --index-url https://i.example mcp-server-git', 'uvx --index-url changes which code runs', 'package'],
    ['uvx --python /opt/odd/python mcp-server-git', 'uvx is told which Python program to use', 'package'],
    [
      'uvx --from some-package python -c 1',
      "uvx is told to start a program that may not be the package's own",
      'package',
    ],
    ['uvx python', 'uvx starts the Python interpreter itself', 'inline'],
    ['bun --cwd /x x a@1.2.3', 'bun --cwd changes which code runs', 'package'],
    ['bun -c /x/bunfig.toml x a@1.2.3', 'bun -c changes which code runs', 'package'],
    ['bun --config=/x/bunfig.toml x a@1.2.3', 'bun --config changes which code runs', 'package'],
    ['bun --preload /x.ts x a@1.2.3', 'bun --preload changes which code runs', 'package'],
    ['pipx run --pip-args=--pre mcp-server-git', 'pipx run --pip-args changes which code runs', 'package'],
    ['npx -y nodemon server.js', 'nodemon starts something else, in a way we do not read', 'package'],
    [
      'npx -y @modelcontextprotocol/inspector npx a',
      '@modelcontextprotocol/inspector starts something else, in a way we do not read',
      'package',
    ],
    ['npx -y electron x.js', 'electron starts something else, in a way we do not read', 'package'],
    ['uvx mcpo --port 8000 -- uvx a', 'mcpo starts something else, in a way we do not read', 'package'],
    ['npx -y @smithery/cli run @a/b', '@smithery/cli starts something else, in a way we do not read', 'package'],
  ])('%s', async (line, reason, runs) => {
    const resolved = await bench.run(line);

    expect(resolved.identity).toMatchObject({ kind: 'unidentified', purl: null, reason });
    expect(resolved.runs.kind).toBe(runs);
  });

  it('still tells the package and what else is installed', async () => {
    const { runs, alsoRuns } = await bench.run('uvx --with helper==1.0,other mcp-server-git==2.0');

    expect(runs).toMatchObject({
      kind: 'package',
      ecosystem: 'pypi',
      name: 'mcp-server-git',
      version: '2.0',
      runner: 'uvx',
    });
    expect(alsoRuns).toEqual([
      { purl: 'pkg:pypi/helper', version: '1.0' },
      { purl: 'pkg:pypi/other', version: null },
    ]);
  });

  it('is not sure of a program that stands on the search path too', async () => {
    bench.write(`${bench.bin}/its-other-program`, 'x');

    const { identity } = await bench.run('uvx --from some-package its-other-program');

    expect(identity.reason).toBe("uvx is told to start a program that may not be the package's own");
  });
});

describe('a program that is named apart from its package', () => {
  const doubt = (runner: string): string => `${runner} is told to start a program that may not be the package's own`;

  it.each([
    ['npx -y -p @acme/warehouse@2.1.0 git', 'npx'],
    ['npx -y -p @acme/warehouse@2.1.0 vim -c x', 'npx'],
    ['npx -y -p @acme/warehouse@2.1.0 mytool', 'npx'],
    ['npx -y -p @acme/git-mcp git', 'npx'],
    ['npx -y -p @acme/warehouse@2.1.0 other-mcp', 'npx'],
    ['npx -y -p @acme/warehouse@2.1.0 mcp-remote https://evil.example', 'npx'],
    ['npx -y -p @acme/npx npx evil', 'npx'],
    ['npx -y -p @acme/warehouse@2.1.0 ./warehouse', 'npx'],
    ['bunx -p @acme/warehouse@2.1.0 git', 'bunx'],
    ['uvx --from acme-py==1.0 pip install evil', 'uvx'],
    ['uvx --from mcp-server-git git', 'uvx'],
    ['pipx run --spec acme-py==1.0 pip install evil', 'pipx run'],
  ])('may be any other of that name: %s', async (line, runner) => {
    expect((await bench.run(line)).identity).toMatchObject({ kind: 'unidentified', reason: doubt(runner) });
  });

  it('is seen through when the package is a tool we read', async () => {
    const { runs, identity } = await bench.run('npx -y -p @dotenvx/dotenvx dotenvx run -- npx -y mcp-server@1.0.0');

    expect(runs).toMatchObject({ kind: 'package', name: 'mcp-server' });
    expect(identity.reason).not.toContain(doubt('npx'));
  });

  it('may be another one also when a scoped package is called like it', async () => {
    bench.write(`${bench.bin}/git`, 'x');

    expect((await bench.run('npx -y -p @acme/git git')).identity.reason).toBe(doubt('npx'));
  });

  describe('once npx has installed the package', () => {
    // As npm names the folder of `-p @acme/warehouse@2.1.0`.
    const npx = `${bench.home}/.npm/_npx/79230afa5fc0e0bb/node_modules/@acme/warehouse/package.json`;
    const unpacked = (bin: unknown, name = '@acme/warehouse'): string =>
      bench.write(npx, JSON.stringify({ name, version: '2.1.0', bin }));

    it('is the package’s own when it names that program', async () => {
      unpacked({ mytool: 'cli.js' });

      const { identity } = await bench.run('npx -y -p @acme/warehouse@2.1.0 mytool');

      expect(identity).toMatchObject({ purl: 'pkg:npm/%40acme/warehouse', version: '2.1.0', reason: null });
    });

    it('is so also when it names one program, which is called like the package', async () => {
      unpacked('cli.js');
      bench.write(`${bench.bin}/warehouse`, 'x');

      const { identity } = await bench.run('npx -y -p @acme/warehouse@2.1.0 warehouse');

      expect(identity).toMatchObject({ purl: 'pkg:npm/%40acme/warehouse' });
    });

    it('is so also where another of that name stands on the search path, before which npx puts its own', async () => {
      unpacked({ 'both-tool': 'cli.js' });
      bench.write(`${bench.bin}/both-tool`, 'x');

      const { identity } = await bench.run('npx -y -p @acme/warehouse@2.1.0 both-tool');

      expect(identity).toMatchObject({ purl: 'pkg:npm/%40acme/warehouse' });
    });

    it.each([
      ['names another one', 'mytool', { other: 'cli.js' }, '@acme/warehouse'],
      ['names none', 'mytool', undefined, '@acme/warehouse'],
      ['names it in no way that npm reads', 'toString', {}, '@acme/warehouse'],
      ['is another one', 'mytool', { mytool: 'cli.js' }, '@acme/other'],
    ])('is not when what was unpacked %s', async (_, program, bin, name) => {
      unpacked(bin, name);

      const { identity } = await bench.run(`npx -y -p @acme/warehouse@2.1.0 ${program}`);

      expect(identity).toMatchObject({ kind: 'unidentified', reason: doubt('npx') });
    });
  });
});

describe('a word that goes on after the version', () => {
  it.each([
    ['npx', '-y', 'some-package@1.0.0 && evil'],
    ['npx', '-y', 'some-package@1.0.0;evil'],
    ['bunx', 'some-package@$(evil)'],
    ['uvx', 'some-package==1.0 & evil'],
    ['uvx', 'some-package@1.0|evil'],
  ])('%j is not that package', async (...line) => {
    const { identity } = await bench.run(line);

    expect(identity).toMatchObject({ kind: 'unidentified', reason: expect.stringMatching(/can not read|variable/) });
  });

  it.each([
    ['npx', '-y', 'some-package@>=1.0.0 <2.0.0 || ^3'],
    ['npx', '-y', 'some-package@next'],
    ['uvx', 'some-package>=1.0,<2'],
  ])('%j asks for a range or a tag', async (...line) => {
    expect((await bench.run(line)).identity).toMatchObject({
      purl: expect.stringContaining('some-package'),
      version: null,
    });
  });
});

describe('a start from a source instead of a released package', () => {
  const commit = 'a'.repeat(40);

  it.each([
    ['npx github:owner/repo', 'github:owner/repo', false],
    ['npx owner/repo', 'owner/repo', false],
    [`npx github:owner/repo#${commit}`, `github:owner/repo#${commit}`, true],
    ['npx name@git+https://user:word@git.example/r.git?x=1', 'git+https://git.example/r.git', false],
    ['npx ./folder', './folder', false],
    ['npx https://files.example/a.tgz?sig=1', 'https://files.example/a.tgz', false],
    ['uvx --from git+https://git.example/r program', 'git+https://git.example/r', false],
    [`uvx --from git+https://git.example/r@${commit} program`, `git+https://git.example/r@${commit}`, true],
    ['uvx --from . program', '.', false],
    ['pipx run https://files.example/a.py', 'https://files.example/a.py', false],
    ['deno run -A jsr:@scope/name@1.0.0', 'jsr:@scope/name@1.0.0', true],
    ['deno run -A jsr:@scope/name', 'jsr:@scope/name', false],
    ['deno run https://files.example/mod.ts', 'https://files.example/mod.ts', false],
    ['go run example.com/cmd/server@v1.2.3', 'example.com/cmd/server@v1.2.3', true],
    ['go run example.com/cmd/server@latest', 'example.com/cmd/server@latest', false],
    ['uv run https://files.example/a.py', 'https://files.example/a.py', false],
    ['dotnet run --project ./server', './server', false],
    ['uv --directory /srv/project run server-program', '/srv/project', false],
  ])('%s', async (line, from, pinned) => {
    const { identity, runs } = await bench.run(line);

    expect(identity.kind).toBe('unidentified');
    expect(runs).toMatchObject({ kind: 'source', from, pinned });
  });
});

describe('variables that change which code runs', () => {
  it.each([
    ['npx -y a', 'NODE_OPTIONS', 'linux'],
    ['npx -y a', 'npm_config_registry', 'linux'],
    ['npx -y a', 'NPM_CONFIG_CACHE', 'linux'],
    ['npx -y a', 'npm_config_node-options', 'linux'],
    ['npx -y a', 'Path', 'win32'],
    ['npx -y a', 'LocalAppData', 'win32'],
    ['uvx a', 'XDG_DATA_HOME', 'linux'],
    ['uvx a', 'XDG_CACHE_HOME', 'linux'],
    ['uvx a', 'UV_INDEX_URL', 'linux'],
    ['uvx a', 'PYTHONPATH', 'linux'],
    ['uvx a', 'PIP_EXTRA_INDEX_URL', 'linux'],
    ['uvx a', 'LD_PRELOAD', 'linux'],
    ['uvx a', 'DYLD_INSERT_LIBRARIES', 'darwin'],
    ['uvx a', 'HOME', 'linux'],
    ['npx -y a', 'BASH_FUNC_npx%%', 'linux'],
    ['npx -y a', 'NODE_COMPILE_CACHE', 'linux'],
    ['pipx run a', 'PIPX_DEFAULT_PYTHON', 'linux'],
    ['pipx run a', 'PIPX_HOME', 'linux'],
  ] as const)('%s with %s', async (line, name, os) => {
    const { identity, codeChangingEnv, runs } = await bench.run(line, { os, env: new Map([[name, 'some value']]) });

    expect(codeChangingEnv).toEqual([name]);
    expect(identity).toMatchObject({ kind: 'unidentified', reason: `${name} may change which code runs` });
    expect(runs).toMatchObject({ kind: 'package', name: 'a' });
  });

  it.each([
    'npm_config_loglevel',
    'NPM_CONFIG_YES',
    'UV_NO_PROGRESS',
    'PIP_QUIET',
    'PIPX_FETCH_MISSING_PYTHON',
    'BASH_COMPLETION',
    'PYTHONUNBUFFERED',
    'PYTHONUTF8',
    'API_KEY',
    'Path',
    'NODE_ENV',
  ])('are not %s, on Linux', async (name) => {
    const { identity, codeChangingEnv } = await bench.run('npx -y a', { env: new Map([[name, 'x']]) });

    expect(codeChangingEnv).toEqual([]);
    expect(identity.kind).toBe('npm');
  });

  it('are not a HOME that only repeats the own home', async () => {
    const { identity } = await bench.run('npx -y a', { env: new Map([['HOME', `${bench.home}/`]]) });

    expect(identity.kind).toBe('npm');
  });

  it('may stand in an env file that is not read', async () => {
    const { identity, codeChangingEnv } = await bench.run('npx -y a', { envFile: '/srv/.env' });

    expect(identity.reason).toBe('its env file may set variables that change which code runs');
    expect(codeChangingEnv).toEqual([]);
  });
});

describe('a package that is fetched past a proxy of the entry', () => {
  it.each([
    ['npx -y a@1.0.0', { HTTPS_PROXY: 'http://p:1', NODE_EXTRA_CA_CERTS: '/ca.pem' }],
    ['uvx a==1.0.0', { https_proxy: 'http://p:1', SSL_CERT_FILE: '/ca.pem' }],
    ['npx -y a@1.0.0', { ALL_PROXY: 'socks5://p:1', NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
  ])('%s with %j is unidentified: the proxy may answer with anything', async (line, env) => {
    const { identity, runs } = await bench.run(line, { env: new Map(Object.entries(env)) });

    expect(identity.reason).toBe(
      `${Object.keys(env).join(' and ')} together let a proxy change what ${line.split(' ')[0]} fetches`,
    );
    expect(runs).toMatchObject({ kind: 'package', name: 'a', version: '1.0.0' });
  });

  it.each([
    { HTTPS_PROXY: 'http://p:1' },
    { NODE_EXTRA_CA_CERTS: '/ca.pem' },
    { SSL_CERT_FILE: '/ca.pem', NO_PROXY: 'localhost' },
    { HTTPS_PROXY: 'http://p:1', NODE_TLS_REJECT_UNAUTHORIZED: '1' },
    { HTTPS_PROXY: '', NODE_EXTRA_CA_CERTS: '/ca.pem' },
  ])('is what it says with %j', async (env) => {
    const { identity } = await bench.run('npx -y a@1.0.0', { env: new Map(Object.entries(env)) });

    expect(identity).toMatchObject({ kind: 'npm', version: '1.0.0' });
  });
});
