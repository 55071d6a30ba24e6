import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine } from './command-line.ts';

const list = {
  allowedMcpServers: [
    { serverCommand: ['npx', '-y', 'some-server@1.2.3', '--dir', '/srv'] },
    { serverCommand: ['uvx', 'other-server'] },
    { serverUrl: 'https://mcp.example/tools/*' },
    { serverUrl: 'https://*.example/tools' },
    { serverName: 'github' },
  ],
  deniedMcpServers: [{ serverCommand: ['npx', '--registry=https://r.example', 'bad-server'] }],
};
const words = ['policy', 'import', '', '--owner', 'dana', '--reason', 'reviewed'];

function withList(value: unknown = list): ReturnType<typeof commandLine> & {
  readonly importing: (...more: readonly string[]) => readonly string[];
  readonly catalogue: string;
} {
  const line = commandLine({ 'lists/managed-settings.json': value });
  const file = join(line.home, 'lists/managed-settings.json');
  return {
    ...line,
    importing: (...more) => [...words.map((word) => (word === '' ? file : word)), ...more],
    catalogue: join(line.home, '.sallyport/policy/source/catalogue.yaml'),
  };
}

describe('importing the list of a client', () => {
  it('takes what its commands and addresses run, and says what it leaves out', async () => {
    const { run, importing, catalogue } = withList();

    const { code, out } = await run(importing(), ['y']);

    expect(code).toBe(3);
    expect(out.replace(catalogue, 'CATALOGUE')).toBe(`approved  pkg:npm/some-server 1.2.3
approved  https://mcp.example/tools
banned  pkg:npm/bad-server every version
left out  uvx other-server (allowed): it starts pkg:pypi/other-server without a version, so an approval of certain versions would never match it
left out  https://*.example/tools (allowed): an asterisk stands where the catalogue knows none: only at the end of a path
left out  github (allowed): it goes by a name, which says nothing about what runs
3 entries added to CATALOGUE, 0 there already, 3 rules left out.
`);
    expect(readFileSync(catalogue, 'utf8').split('\nservers:\n')[1]).toBe(`  - identity:
      purl: pkg:npm/some-server
      versions: 1.2.3
    status: approved
    owner: dana
    reason: reviewed
  - identity:
      remote: https://mcp.example/tools
    status: approved
    owner: dana
    reason: reviewed
  - identity:
      purl: pkg:npm/bad-server
      anyVersion: true
    status: banned
    owner: dana
    reason: reviewed
`);
  });

  it('reads managed preferences of macOS too', async () => {
    const { home, run } = withList();
    const file = join(home, 'lists/com.anthropic.claudecode.plist');
    writeFileSync(
      file,
      '<plist><dict><key>deniedMcpServers</key><string>[{"serverCommand":["npx","bad@1.0.0"]}]</string></dict></plist>',
    );

    expect(await run(['policy', 'import', file, '--owner', 'dana'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('banned  pkg:npm/bad 1.0.0\n'),
    });
  });

  it('takes a start without a version only when told to', async () => {
    const { run, importing } = withList({ allowedMcpServers: [{ serverCommand: ['uvx', 'other-server'] }] });

    expect(await run(importing('--any-version', '--json'), ['y'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('"purl":"pkg:pypi/other-server","versions":null,"anyVersion":true'),
    });
  });

  it('a second time adds nothing, and needs nobody', async () => {
    const { run, importing, catalogue } = withList();
    await run(importing(), ['y']);
    const before = readFileSync(catalogue, 'utf8');

    expect(JSON.parse((await run(importing('--json'))).out)).toMatchObject({ added: [], known: 3 });
    expect(readFileSync(catalogue, 'utf8')).toBe(before);
  });

  it('keeps every line that is there, and never turns a ban into an approval', async () => {
    const { home, run, importing } = withList();
    const mine = `# mine
version: 1
servers:
  - identity: { purl: pkg:npm/some-server, versions: 1.2.3 } # no
    status: banned
    owner: me
    reason: no
`;
    writeFileSync(join(home, 'lists/catalogue.yaml'), mine);

    const { out } = await run(importing('--into', join(home, 'lists'), '--json'), ['y']);

    expect(JSON.parse(out)).toMatchObject({
      left: expect.arrayContaining([
        {
          rule: 'npx -y some-server@1.2.3 --dir /srv',
          status: 'approved',
          why: 'the catalogue says that it is banned',
        },
      ]) as unknown,
    });
    expect(readFileSync(join(home, 'lists/catalogue.yaml'), 'utf8').startsWith(mine)).toBe(true);
  });

  it('that only denies needs nobody: stricter is always allowed', async () => {
    const { run, importing } = withList({ deniedMcpServers: list.deniedMcpServers });

    expect(await run(importing())).toMatchObject({ code: 0 });
  });

  it.each<[string, readonly string[] | null, string | undefined, string]>([
    ['without a terminal', null, undefined, 'NEEDS_TERMINAL'],
    ['by an agent', ['y'], 'claude-code', 'REFUSED_FOR_AGENT'],
    ['when the person says no', ['n'], undefined, 'NOT_CONFIRMED'],
  ])('that approves is refused %s, and nothing is written', async (_, answers, agent, code) => {
    const { run, importing, catalogue } = withList();

    const refused = await run(importing('--json'), answers, agent);

    expect(refused.code).toBe(4);
    expect(JSON.parse(refused.out)).toMatchObject({ error: { code } });
    expect(existsSync(catalogue)).toBe(false);
  });

  it.each<[string, unknown, string]>([
    ['no list', { mcpServers: {} }, 'holds no list of servers that we know'],
    ['no JSON', '{"allowedMcpServers": [', 'could not read'],
    [
      'more rules than a catalogue holds',
      { deniedMcpServers: Array.from({ length: 10_001 }, (_, at) => ({ serverName: `s${at}` })) },
      'holds 10001 rules; at most 10000 are taken',
    ],
  ])('of a file with %s is bad input', async (_, value, message) => {
    const { run, importing } = withList(value);

    expect(await run(importing())).toMatchObject({ code: 2, err: expect.stringContaining(message) });
  });

  it('shows no secret of a command', async () => {
    const token = `ghp_${'a1B2c3D4e5F6g7H8i9J0'.repeat(2).slice(0, 36)}`;
    const { run, importing } = withList({ allowedMcpServers: [{ serverCommand: ['uvx', 'x', '--token', token] }] });

    const { out, err } = await run(importing(), ['y']);

    expect(out + err).not.toContain(token);
  });
});
