import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenRules } from '../../scanner/detect/secrets/rules/all.ts';
import { drawn, hex, valuesOf, withChecksum } from '../scanner/detect/secrets/drawn.ts';
import { makeHome, put, sallyport } from './sallyport.ts';

/** One value of every kind of credential we know, and some that only their place gives away. */
const planted: readonly string[] = [
  ...tokenRules.flatMap((rule) => fc.sample(valuesOf(rule), { numRuns: 1, seed: 11 })),
  withChecksum('ghp_'),
  `correct-horse-${drawn(9)}`,
  hex(48),
  drawn(40),
  'Winter05xQ!zSpring',
];

/** The same secret in every place of every dialect in which a config can hold one. */
function everywhere(secret: string, index: number): Readonly<Record<string, object>> {
  const name = `s${index}`;
  const pkg = `a@1.0.${index}`;
  return {
    [`${name}-env`]: { command: 'npx', args: ['-y', pkg], env: { API_TOKEN: secret } },
    [`${name}-flag`]: { command: 'npx', args: ['-y', pkg, '--api-key', secret] },
    [`${name}-flag-equals`]: { command: 'npx', args: ['-y', pkg, `--token=${secret}`] },
    [`${name}-docker`]: { command: 'docker', args: ['run', '-e', `SECRET_KEY=${secret}`, `image:${index}`] },
    [`${name}-shell`]: { command: 'sh', args: ['-c', `API_TOKEN=${secret} npx -y ${pkg}`] },
    [`${name}-header-argument`]: {
      command: 'npx',
      args: ['-y', 'mcp-remote', `https://a${index}.example/mcp`, '--header', `Authorization: Bearer ${secret}`],
    },
    [`${name}-header`]: {
      type: 'http',
      url: `https://a${index}.example/mcp`,
      headers: { Authorization: `Bearer ${secret}`, 'X-Api-Key': secret },
    },
    [`${name}-query`]: { type: 'http', url: `https://a${index}.example/mcp?api_key=${encodeURIComponent(secret)}` },
    [`${name}-user`]: { type: 'http', url: `https://me:${encodeURIComponent(secret)}@a.example/mcp` },
    [`${name}-oauth`]: {
      type: 'http',
      url: `https://a${index}.example/mcp`,
      oauth: { clientId: 'x', clientSecret: secret },
    },
  };
}

/** Behind letters, colons and slashes, in settings and command lines, and as what a reference falls back to. */
function inOddPlaces(secret: string, index: number): Readonly<Record<string, object>> {
  const name = `s${index}`;
  const pkg = `a@1.0.${index}`;
  return {
    [`${name}-flag-colon`]: { command: 'npx', args: ['-y', pkg, `--token:${secret}`] },
    [`${name}-flag-of-windows`]: { command: 'npx', args: ['-y', pkg, `/password:${secret}`] },
    [`${name}-glued`]: { command: 'npx', args: ['-y', pkg, `-p${secret}`] },
    [`${name}-login`]: { command: 'npx', args: ['-y', pkg, '--auth', `me:${secret}`] },
    [`${name}-json`]: { command: 'npx', args: ['-y', pkg, '--config', JSON.stringify({ apiKey: secret })] },
    [`${name}-export`]: { command: 'sh', args: ['-c', `export TOKEN="${secret}"; npx -y ${pkg}`] },
    [`${name}-curl`]: {
      command: 'sh',
      args: ['-c', `curl -H "Authorization: Bearer ${secret}" https://a${index}.example`],
    },
    [`${name}-default`]: {
      command: 'npx',
      args: ['-y', pkg, '--token', `\${T:-${secret}}`, `--password=\${T:-${secret}}`],
      env: { API_TOKEN: `\${T:-${secret}}` },
    },
    [`${name}-default-docker`]: { command: 'docker', args: ['run', '-e', `TOKEN=\${T:-${secret}}`, `image:${index}`] },
    [`${name}-default-remote`]: {
      type: 'http',
      url: `https://a${index}.example/mcp?token=\${T:-${encodeURIComponent(secret)}}`,
      headers: { Authorization: `Bearer \${T:-${secret}}` },
    },
  };
}

describe('no secret of any kind, in any place', () => {
  it('reaches any output, the store or any other file of ours', { timeout: 600_000 }, async () => {
    // One line each: a private key over several lines is as much a secret, and its lines are looked for one by one.
    const home = makeHome();
    // Every form of credential is looked for in odd places by the unit tests; here a quarter, and all that only their place gives away.
    const entries = Object.assign(
      {},
      ...planted.map(everywhere),
      ...planted.map((secret, index) =>
        index % 4 === 0 || index >= planted.length - 4 ? inOddPlaces(secret, index) : {},
      ),
    ) as Readonly<Record<string, object>>;
    put(home, '.cursor/mcp.json', { mcpServers: entries });
    put(home, '.config/opencode/opencode.json', {
      mcp: Object.fromEntries(
        planted.map((secret, index) => [
          `o${index}`,
          { type: 'local', command: ['npx', '-y', 'a@1.0.0', '--password', secret], environment: { PASSWORD: secret } },
        ]),
      ),
    });
    put(
      home,
      '.codex/config.toml',
      planted
        .map(
          (secret, index) =>
            `[mcp_servers.c${index}]\ncommand = "npx"\nargs = ["--secret", ${JSON.stringify(secret)}]\nenv = { TOKEN = ${JSON.stringify(secret)} }\n`,
        )
        .join('\n'),
    );
    put(
      home,
      '.config/goose/config.yaml',
      `extensions:\n${planted.map((secret, index) => `  p${index}:\n    type: inline_python\n    code: ${JSON.stringify(`token = "${secret}"`)}\n    dependencies: [${JSON.stringify(`a @ git+https://me:${secret}@git.example/a`)}]\n  g${index}:\n    type: stdio\n    cmd: npx\n    args: ["--token", ${JSON.stringify(secret)}]\n    envs: { API_KEY: ${JSON.stringify(secret)} }\n`).join('')}`,
    );
    put(
      home,
      '.continue/config.yaml',
      `schema: v1\nmcpServers:\n${planted.map((secret, index) => `  - uses: acme/block-${index}\n    with: { API_KEY: ${JSON.stringify(secret)} }\n    override: { args: ["--password", ${JSON.stringify(secret)}], env: { TOKEN: ${JSON.stringify(secret)} } }\n`).join('')}`,
    );
    // A credential pasted where a name belongs: of a server, a variable, a header, a folder.
    const known = planted[0] ?? '';
    put(home, '.codeium/windsurf/mcp_config.json', {
      mcpServers: {
        [known]: { command: 'npx', args: ['-y', 'a@1.0.0'], env: { [known]: '1' } },
        labelled: { url: 'https://a.example/mcp', headers: { [known]: '1' } },
      },
    });
    put(home, `work/${known}/.cursor/mcp.json`, { mcpServers: { folder: { command: 'npx', args: ['b@1.0.0'] } } });
    // Also of a project, of a key that stands twice, of something that is no server; and in the paths that messages name.
    const odd = { command: `/opt/${known}/run`, cwd: `/srv/${known}` };
    const projects = {
      [join(home, 'work', known)]: {},
      [`/w/${known}`]: { mcpServers: { far: { command: 'npx', args: ['c@1.0.0'] }, odd } },
    };
    const twice = `"twice":{"command":"npx","args":["d@1.0.0"],"${known}":1,"${known}":2}`;
    put(
      home,
      '.claude.json',
      `{"projects":${JSON.stringify(projects)},"mcpServers":{${JSON.stringify(known)}:5,${twice},"temp":{"command":"/tmp/${known}/run"}}}`,
    );
    put(home, `work/${known}/.mcp.json`, '{oops');
    // A broken file with a secret in the very place its parser stumbles over.
    put(home, '.kiro/settings/mcp.json', `{"mcpServers": {"a": {"env": {"TOKEN": "${planted[0] ?? ''}" oops`);

    const outputs: string[] = [];
    const first = ['scan', '--json'];
    for (const words of [
      first,
      ['scan'],
      ['scan', '--format', 'sarif'],
      ['scan', '--format', 'cyclonedx'],
      ['scan', '--format', 'csv'],
      ['servers', 'list'],
      ['servers', 'list', '--json'],
      ...['s0-shell', 'far', 'odd', 'twice', 'temp', 's0-default'].map((server) => ['servers', 'show', server]),
      ['status', '--json'],
      ['status'],
      ['protect', '--dry-run'],
      ['restore', '--all', '--dry-run', '--json'],
      ['servers', 'ban', 's0-header', '--reason', 'x'],
      ['protect', '--dry-run', '--json'],
      ['protect', '--print-allowlist', 'cursor'],
      ['doctor', '--bundle', 'support.json'],
      ...['json', 'intune-compliance', 'remediation', 'jamf', 'token', 'ansible'].map((format) => [
        'fleet',
        'report',
        '--format',
        format,
      ]),
    ]) {
      const { out, err, code } = await sallyport(home, words);
      expect([0, 1, 3], `${words.join(' ')}: ${err.slice(0, 500)}`).toContain(code);
      outputs.push(out, err);
    }
    outputs.push(readFileSync(join(home, 'support.json'), 'latin1'));
    const state = join(home, '.sallyport');
    const ours = readdirSync(state, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    outputs.push(...ours.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')));

    expect(outputs[0]).toContain('s0-env');
    // The search itself works: it finds every one of them in the configs.
    expect(leaksIn(configs.map((path) => readFileSync(join(home, path), 'latin1')))).toHaveLength(planted.length);
    expect(leaksIn(outputs)).toEqual([]);
    // Nor a hash that anybody could make of it: fingerprints need the salt.
    expect(outputs[0]).toContain('"fingerprint":"');
    const bare = planted.map((secret) => createHash('sha256').update(secret).digest('hex').slice(0, 16));
    expect(bare.filter((hash) => outputs.some((text) => text.includes(hash)))).toEqual([]);
  });
});

const configs = ['.cursor/mcp.json'];

function leaksIn(texts: readonly string[]): readonly string[] {
  return planted.flatMap((secret) => {
    const parts = secret.split('\n').filter((line) => line.length >= 12);
    const where = texts.findIndex((text) =>
      parts.some((part) => text.includes(part) || text.includes(JSON.stringify(part).slice(1, -1))),
    );
    return where === -1 ? [] : [`${secret.slice(0, 6)}… in text ${where}`];
  });
}
