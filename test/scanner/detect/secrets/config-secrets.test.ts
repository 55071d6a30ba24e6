import { describe, expect, it } from 'vitest';
import type { Subject } from '../../../../scanner/detect/detector.ts';
import { detectConfigSecrets } from '../../../../scanner/detect/secrets/config-secrets.ts';
import { fingerprintWith } from '../../../../scanner/detect/secrets/fingerprint.ts';
import { secretValues } from '../../../../scanner/detect/secrets/entry-secrets.ts';
import type { Entry, Launch, StdioLaunch } from '../../../../scanner/model/launch.ts';
import { clientId } from '../../../../scanner/model/ids.ts';
import { drawn, hex, withChecksum } from './drawn.ts';

const places = {
  command: '/s/x/command',
  args: { base: '/s/x/command', offset: 1 },
  env: '/s/x/env',
  url: '/s/x/url',
  headers: '/s/x/headers',
};
const token = withChecksum('ghp_');

function entryOf(launch: Entry['launch'], others: Readonly<Record<string, string>> = {}): Entry {
  return {
    name: 'x',
    pointer: '/s/x',
    enabled: true,
    launch,
    places,
    isTwofold: false,
    switches: { autoApprove: [], autoApproveAt: null, sandboxOffAt: null, certificatesOffAt: null },
    others: new Map(Object.entries(others)),
  };
}

const stdio = (args: readonly string[], env: Readonly<Record<string, string>> = {}): StdioLaunch => ({
  transport: 'stdio',
  command: 'npx',
  args,
  env: new Map(Object.entries(env)),
  envFile: null,
  cwd: null,
});

const remote = (url: string, headers: Readonly<Record<string, string>> = {}): Launch => ({
  transport: 'http',
  url,
  headers: new Map(Object.entries(headers)),
  env: new Map(),
  headersHelper: null,
});

function observed(launch: Entry['launch'], others: Readonly<Record<string, string>> = {}): string[] {
  const identity = {
    kind: 'unidentified',
    purl: null,
    version: null,
    origin: null,
    sha256: null,
    reason: 'test',
  } as const;
  const effective = 'problem' in launch ? stdio([]) : launch;
  const subject: Subject = {
    entry: entryOf(launch, others),
    resolved: {
      identity,
      runs: { kind: 'unknown' },
      fileSha256: null,
      layers: [],
      route: 'direct',
      routeReason: null,
      effective,
      codeChangingEnv: [],
      alsoRuns: [],
      installed: null,
    },
    client: { id: clientId('cursor'), name: 'Cursor', installed: true },
    os: 'linux',
    home: '/home/jo',
    config: { realPath: '/home/jo/mcp.json', sizeBytes: 1, writableByOthers: false, parentWritableByOthers: null },
    program: null,
  };
  return detectConfigSecrets(fingerprintWith('tests'))(subject).map(
    ({ rule, where, severity, confidence, message }) => `${rule} ${where} ${severity} ${confidence}: ${message}`,
  );
}

describe('a secret in a config entry', () => {
  it.each<[string, Launch, string]>([
    [
      'a variable',
      stdio([], { GITHUB_TOKEN: token }),
      'config/secret-in-env /s/x/env/GITHUB_TOKEN high certain: environment variable GITHUB_TOKEN holds a secret in plain text (github-token)',
    ],
    [
      'a variable with a slash in its name',
      stdio([], { 'a/b_token': token }),
      'config/secret-in-env /s/x/env/a~1b_token high certain: environment variable a/b_token holds a secret in plain text (github-token)',
    ],
    [
      'a weak password',
      stdio([], { PASSWORD: 'sunshine' }),
      'config/secret-in-env /s/x/env/PASSWORD medium possible: environment variable PASSWORD may hold a secret in plain text (password)',
    ],
    [
      'an argument',
      stdio(['-y', 'pkg', token]),
      'config/secret-in-args /s/x/command/3 high certain: argument 3 holds a secret in plain text (github-token)',
    ],
    [
      'the value of a flag',
      stdio(['--api-key', drawn(24)]),
      'config/secret-in-args /s/x/command/2 high likely: argument --api-key holds a secret in plain text (api-key)',
    ],
    [
      'a variable for a container',
      stdio(['run', '-e', `GITHUB_TOKEN=${token}`]),
      'config/secret-in-args /s/x/command/3 high certain: argument GITHUB_TOKEN holds a secret in plain text (github-token)',
    ],
    [
      'a header among the arguments',
      stdio(['--header', `Authorization: Bearer ${drawn(24)}`]),
      'config/secret-in-args /s/x/command/2 high likely: argument Authorization holds a secret in plain text (authorization)',
    ],
    [
      'an address',
      remote(`https://host.test/mcp?api_key=${drawn(24)}`),
      'config/secret-in-url /s/x/url high likely: the server address holds a secret in plain text (api-key)',
    ],
    [
      'a path that lets in whoever knows it',
      remote(`https://host.test/s/${drawn(32)}/mcp`),
      'config/secret-in-url /s/x/url medium possible: the server address may hold a secret in plain text (url-path)',
    ],
    [
      'a header',
      remote('https://host.test/mcp', { Authorization: `Bearer ${drawn(24)}` }),
      'config/secret-in-header /s/x/headers/Authorization high likely: header Authorization holds a secret in plain text (authorization)',
    ],
  ])('is reported at its place: %s', (_, launch, expected) => {
    expect(observed(launch)).toEqual([expected]);
  });

  it.each<[string, Entry['launch']]>([
    [
      'references',
      stdio(['--api-key', '${KEY}', '-e', 'GITHUB_TOKEN'], {
        TOKEN: '${env:TOKEN}',
        KEY: '{env:KEY}',
        A_SECRET: '<your-secret>',
      }),
    ],
    [
      'settings',
      stdio(['-y', '@scope/server@1.2.3', '--port', '3000', '-e', 'LEVEL=info'], {
        MAX_TOKENS: '4096',
        AUTH_MODE: 'oauth',
        TOKEN_FILE: '/run/token',
        NODE_ENV: 'production',
      }),
    ],
    [
      'a plain address',
      remote('https://host.test/mcp?features=docs', { Accept: 'application/json', Authorization: 'Bearer ${TOKEN}' }),
    ],
    ['an entry that could not be read', { transport: 'stdio', kind: 'malformed', problem: 'no command' }],
  ])('is not seen in %s', (_, launch) => {
    expect(observed(launch)).toEqual([]);
  });

  const weak = 'Winter05xQ!z';
  it.each<[string, readonly string[]]>([
    ['a flag with a colon', [`--token:${weak}`]],
    ['a flag of Windows', [`/token:${weak}`]],
    ['a flag whose name says little', ['--key', weak]],
    ['a login', ['--auth', `jo:${weak}`]],
    ['settings as JSON', ['--config', JSON.stringify({ apiKey: weak })]],
    ['a variable of a command line', ['-c', `export TOKEN=${weak}; x`]],
    ['a header of a command line', ['-c', `curl -H "Authorization: Bearer ${weak}" x`]],
    ['a line of .npmrc', [`//registry.test/:_authToken=${weak}`]],
    ['a query value', [`https://host.test/mcp?sig=${weak}`]],
    ['a letter with its value', [`-p${weak}`]],
    ['a login of a database', [`scott/${weak}@db:1521/x`]],
  ])('is reported with little confidence where only its place gives it away: %s', (_, args) => {
    expect(observed(stdio(args)).map((line) => line.replace(/:.*/, ''))).toEqual([
      `config/secret-in-args /s/x/command/${args.length} medium possible`,
    ]);
  });

  it.each<[string, readonly string[]]>([
    ['placeholders', ['--token:changeme', '--config', '{"apiKey":"<your-key>"}', '-c', 'export TOKEN=${TOKEN}; x']],
    ['identifiers', ['--key', 'user-42', '--session', '3f2a9c1b', '--auth', 'oauth', '/p:8080', '-p8080:80']],
    ['names', ['--key', 'Claude3Sonnet', '-a', 'MyProject', '-s', 'PublicSchema2', '-tests-only']],
    ['paths', ['--key', '/etc/ssl/private.pem', '--token:./token.txt', '--config', '{"secret":"~/.secret"}']],
  ])('is not seen in %s', (_, args) => {
    expect(observed(stdio(args))).toEqual([]);
  });

  it('is reported in a command that holds its arguments too', () => {
    expect(observed({ ...stdio([]), command: `npx some-server ${token}` })).toEqual([
      'config/secret-in-args /s/x/command high certain: the command holds a secret in plain text (github-token)',
    ]);
  });

  it('is reported in a setting that only its client knows', () => {
    const others = {
      '/s/x/oauth/clientSecret': drawn(24),
      '/s/x/description': 'token tools',
      '/s/x/oauth/type': 'bearer',
    };

    expect(observed(stdio([]), others)).toEqual([
      'config/secret-in-env /s/x/oauth/clientSecret high likely: setting clientSecret holds a secret in plain text (secret)',
    ]);
  });

  it('is never part of what is said', () => {
    const secret = drawn(32);

    const said = JSON.stringify(
      observed(
        stdio(['--token', secret, `https://h.test/?key=${secret}`], { [`X_${secret}`]: secret, API_KEY: secret }),
      ),
    );

    expect(said).toContain('config/secret-in-env');
    expect(said.replaceAll(`/s/x/env/X_${secret}`, '')).not.toContain(secret);
  });
});

describe('the values for the scrubber', () => {
  it('are what was found and what is hidden where it stands', () => {
    const secret = drawn(24);
    const entry = entryOf(
      stdio(['-e', `PLAIN=a-${secret}`, '--header', `X-Key: Bearer ${secret}`], { API_KEY: `k-${secret}` }),
    );

    expect(secretValues(entry)).toEqual(expect.arrayContaining([`a-${secret}`, secret, `k-${secret}`]));
  });

  it('are also what is hidden in a command and a start folder, which messages name', () => {
    const folder = hex(32);
    const launch = { ...stdio([]), command: `/opt/${folder}/run`, cwd: `/srv/${folder}x` };

    expect(secretValues(entryOf(launch))).toEqual(expect.arrayContaining([folder, `${folder}x`]));
  });

  it('leave out plain words, which stand in names of packages too', () => {
    expect(
      secretValues(
        entryOf(stdio(['-e', 'NODE_ENV=production', '-e', 'DIR=/app/config'], { POSTGRES_PASSWORD: 'postgres' })),
      ),
    ).toEqual([]);
  });
});
