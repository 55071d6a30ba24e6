import { describe, expect, it } from 'vitest';
import type { CatalogueEntry, CatalogueIdentity, Suppression } from '../../../policy/catalogue/catalogue.ts';
import { packagesToProve, standing, suppressedBy } from '../../../policy/catalogue/standing.ts';
import { loadAdvisories, matchAdvisories } from '../../../scanner/identity/advisories.ts';
import { resolve } from '../../../scanner/identity/resolve.ts';
import type { Files } from '../../../scanner/files.ts';
import type { InstalledCopy } from '../../../scanner/model/identity.ts';
import { serverId } from '../../../scanner/model/ids.ts';

const today = '2026-11-20';
const { advisories: shipped } = await loadAdvisories([]);
const digest = `sha256:${'ab'.repeat(32)}`;
const noFiles: Files = {
  probe: async () => ({
    kind: 'file',
    facts: { realPath: '/x', sizeBytes: 1, writableByOthers: false, parentWritableByOthers: null },
  }),
  read: async () => ({ kind: 'absent' }),
  list: async () => [],
  rows: async () => ({ kind: 'absent' }),
  sha256: async () => ({ kind: 'sha256', hex: 'cd'.repeat(32) }),
};
const machine = {
  os: 'linux',
  home: '/home/me',
  env: {},
  system: '/',
  searchPath: [],
  programEndings: [''],
  userId: 1,
} as const;
const run = (line: string) => {
  const [command = '', ...args] = line.split(' ');
  const launch = { transport: 'stdio', command, args, env: new Map(), envFile: null, cwd: null } as const;
  return resolve(launch, { files: noFiles, machine, project: null, stateFolder: null, doubts: [] });
};
const reach = (url: string) =>
  resolve(
    { transport: 'http', url, headers: new Map(), env: new Map(), headersHelper: null },
    { files: noFiles, machine, project: null, stateFolder: null, doubts: [] },
  );

const rest = {
  owner: 'ann',
  reason: 'r',
  risk: null,
  dataClass: null,
  category: null,
  tools: {},
  labels: [],
  until: null,
} as const;
const approved = (identity: CatalogueIdentity): CatalogueEntry => ({ ...rest, status: 'approved', identity });
const banned = (identity: CatalogueIdentity): CatalogueEntry => ({ ...rest, status: 'banned', identity });
const npm = (purl: string, more: Partial<Extract<CatalogueIdentity, { kind: 'package' }>> = {}): CatalogueIdentity => ({
  kind: 'package',
  purl,
  versions: null,
  anyVersion: false,
  integrity: null,
  ...more,
});
const image = (repository: string, tag: string | null, wanted: string | null): CatalogueIdentity => ({
  kind: 'image',
  repository,
  tag,
  digest: wanted,
});
const remote = (origin: string): CatalogueIdentity => ({ kind: 'remote', origin });
const judged = async (line: string, ...servers: readonly CatalogueEntry[]) => {
  const resolved = line.startsWith('http') ? await reach(line) : await run(line);
  return standing(resolved, [], { servers, suppressions: [] }, today).standing;
};

const approvedUntil = (day: string) => ({ ...approved(npm('pkg:npm/a')), until: day });
const judge = async (line: string, ...servers: readonly CatalogueEntry[]) => {
  const resolved = await run(line);
  const purl = resolved.identity.purl ?? '';
  const matches = matchAdvisories({ purl, version: resolved.identity.version }, shipped);
  return standing(resolved, matches, { servers, suppressions: [] }, today);
};
const suppression = (server: Suppression['server'], until: string): Suppression => ({
  rule: 'config/unpinned-package',
  server,
  reason: 'reviewed',
  owner: 'ann',
  until,
});

describe('an approval', () => {
  it.each([
    ['npx a@1.0.0', npm('pkg:npm/a'), 'approved'],
    ['npx a', npm('pkg:npm/a'), 'shadow'],
    ['npx a@^1.0.0', npm('pkg:npm/a'), 'shadow'],
    ['npx a', npm('pkg:npm/a', { anyVersion: true }), 'approved'],
    ['npx a@latest', npm('pkg:npm/a', { versions: '^1.0.0' }), 'shadow'],
    ['npx a', npm('pkg:npm/a', { versions: '^1.0.0', anyVersion: true }), 'approved'],
    ['npx a@1.9.0', npm('pkg:npm/a', { versions: '^1.0.0' }), 'approved'],
    ['npx a@2.0.0', npm('pkg:npm/a', { versions: '^1.0.0' }), 'shadow'],
    ['npx a@2.0.0', npm('pkg:npm/a', { versions: '^1.0.0', anyVersion: true }), 'shadow'],
    ['npx a@1.9.0-beta.1', npm('pkg:npm/a', { versions: '^1.0.0' }), 'shadow'],
    ['npx ab@1.0.0', npm('pkg:npm/a'), 'shadow'],
    ['uvx a==1.0.0', npm('pkg:npm/a'), 'shadow'],
    ['uvx a==1.5', npm('pkg:pypi/a', { versions: '>=1,<2' }), 'approved'],
    ['uvx a==1.5rc1', npm('pkg:pypi/a', { versions: '>=1,<2' }), 'shadow'],
    ['npx --registry=https://r.example a@1.0.0', npm('pkg:npm/a'), 'shadow'],
    ['cmd /c npx a@1.0.0', npm('pkg:npm/a'), 'approved'],
    ['~/.sallyport/bin/sallyport-shim run -- npx a@1.0.0', npm('pkg:npm/a'), 'approved'],
    ['docker run mcp/fetch:1', image('docker.io/mcp/fetch', null, null), 'approved'],
    ['docker run mcp/fetch:1', image('docker.io/mcp/fetch', '1', null), 'approved'],
    ['docker run mcp/fetch:2', image('docker.io/mcp/fetch', '1', null), 'shadow'],
    ['docker run mcp/fetch', image('docker.io/mcp/fetch', null, digest), 'shadow'],
    [`docker run mcp/fetch@${digest}`, image('docker.io/mcp/fetch', '1', digest), 'approved'],
    ['docker run ghcr.io/mcp/fetch', image('docker.io/mcp/fetch', null, null), 'shadow'],
    ['/srv/server', { kind: 'file', sha256: 'cd'.repeat(32) }, 'approved'],
    ['node /srv/server.js', { kind: 'file', sha256: 'cd'.repeat(32) }, 'approved'],
    ['/srv/server', { kind: 'file', sha256: 'ee'.repeat(32) }, 'shadow'],
    ['https://mcp.example/a/b?k=1', remote('https://mcp.example/a'), 'approved'],
    ['https://mcp.example/a', remote('https://mcp.example/a'), 'approved'],
    ['https://mcp.example/ab', remote('https://mcp.example/a'), 'shadow'],
    ['https://mcp.example.evil/a', remote('https://mcp.example'), 'shadow'],
    ['https://mcp.example@evil.example/a', remote('https://mcp.example'), 'shadow'],
    ['http://mcp.example/a', remote('https://mcp.example/a'), 'shadow'],
    ['https://mcp.example:8443/a', remote('https://mcp.example/a'), 'shadow'],
    ['npx mcp-remote https://mcp.example/a', remote('https://mcp.example'), 'approved'],
    ['npx mcp-remote@1.0.0 https://mcp.example/a', npm('pkg:npm/mcp-remote'), 'shadow'],
  ] as const)('of %s: %j makes it %s', async (line, identity, expected) => {
    expect(await judged(line, approved(identity))).toBe(expected);
  });

  it('holds to its last day and not a day longer', async () => {
    expect(await judged('npx a@1.0.0', approvedUntil('2026-11-20'))).toBe('approved');
    expect(await judged('npx a@1.0.0', approvedUntil('2026-11-19'))).toBe('shadow');
  });
});

describe('an approval that asks for an integrity', () => {
  const asked = npm('pkg:npm/a', { versions: '^1.0.0', integrity: 'sha512-x' });
  const judgedWith = async (line: string, installed: InstalledCopy | null, identity = asked) =>
    standing({ ...(await run(line)), installed }, [], { servers: [approved(identity)], suppressions: [] }, today);
  const noted = (...integrity: readonly string[]): InstalledCopy => ({ kind: 'noted', integrity });

  it('holds for what is installed with it', async () => {
    expect(await judgedWith('npx a@1.0.0', noted('sha512-x'))).toMatchObject({ standing: 'approved' });
    expect(await judgedWith('npx a@1.0.0', noted('sha512-x', 'sha256-y'))).toMatchObject({ standing: 'approved' });
  });

  it.each<[string, InstalledCopy | null, string]>([
    ['another integrity', noted('sha512-y'), 'the integrity of what is installed is another than the approved one'],
    ['a longer one', noted('sha512-xx'), 'the integrity of what is installed is another than the approved one'],
    [
      'nothing installed',
      { kind: 'unknown', reason: 'npx has not installed it yet' },
      'its approval asks for an integrity that is not known: npx has not installed it yet',
    ],
    ['no look', null, 'its approval asks for an integrity that is not known: nobody has looked at it'],
  ])('does not hold for %s, and says so', async (_, installed, unproven) => {
    expect(await judgedWith('npx a@1.0.0', installed)).toEqual({
      standing: 'shadow',
      by: { kind: 'nobody', unproven },
    });
  });

  it('needs each of several', async () => {
    const both = npm('pkg:npm/a', { integrity: 'sha512-x sha256-y' });

    expect(await judgedWith('npx a@1.0.0', noted('sha256-y', 'sha512-x'), both)).toMatchObject({
      standing: 'approved',
    });
    expect(await judgedWith('npx a@1.0.0', noted('sha512-x'), both)).toMatchObject({ standing: 'shadow' });
  });

  it('still holds only for its package and versions, about which there is nothing to say', async () => {
    const nobody = { standing: 'shadow', by: { kind: 'nobody', unproven: null } };

    expect(await judgedWith('npx a@2.0.0', noted('sha512-x'))).toEqual(nobody);
    expect(await judgedWith('npx b@1.0.0', noted('sha512-x'))).toEqual(nobody);
  });

  it('is no word against another approval that asks for none', async () => {
    const { by } = standing(
      await run('npx a@1.0.0'),
      [],
      { servers: [approved(asked), approved(npm('pkg:npm/a'))], suppressions: [] },
      today,
    );

    expect(by).toMatchObject({ kind: 'catalogue' });
  });

  it('names the packages that are worth a look', () => {
    const servers = [approved(asked), approved(npm('pkg:npm/b')), banned(remote('https://mcp.example'))];

    expect([...packagesToProve({ servers, suppressions: [] })]).toEqual(['pkg:npm/a']);
  });
});

describe('a ban', () => {
  it.each([
    ['npx a', npm('pkg:npm/a'), 'banned'],
    ['npx a@1.0.0', npm('pkg:npm/a'), 'banned'],
    ['npx --registry=https://r.example a', npm('pkg:npm/a'), 'banned'],
    ['npx ab', npm('pkg:npm/a'), 'shadow'],
    ['npx a@1.0.0', npm('pkg:npm/a', { versions: '<2' }), 'banned'],
    ['npx a@2.0.0', npm('pkg:npm/a', { versions: '<2' }), 'shadow'],
    ['npx a@1.9.0-beta.1', npm('pkg:npm/a', { versions: '<2' }), 'banned'],
    ['npx a', npm('pkg:npm/a', { versions: '<2' }), 'shadow'],
    ['npx a', npm('pkg:npm/a', { versions: '<2', anyVersion: true }), 'banned'],
    ['npx a', npm('pkg:npm/a', { versions: '>=2' }), 'banned'],
    ['uvx --with helper==1.0 a', npm('pkg:pypi/helper'), 'banned'],
    ['npx mcp-remote https://mcp.example', npm('pkg:npm/mcp-remote'), 'banned'],
    ['npx mcp-remote https://mcp.example/x', remote('https://mcp.example'), 'banned'],
    ['http://mcp.example/x', remote('https://mcp.example'), 'banned'],
    ['https://mcp.example.org/x', remote('https://mcp.example'), 'shadow'],
    ['docker run --entrypoint=sh mcp/fetch', image('docker.io/mcp/fetch', null, null), 'banned'],
    ['docker run mcp/fetch:1', image('docker.io/mcp/fetch', '2', null), 'shadow'],
    ['/srv/server', { kind: 'file', sha256: 'cd'.repeat(32) }, 'banned'],
    ['env LD_PRELOAD=/x.so /srv/server', { kind: 'file', sha256: 'cd'.repeat(32) }, 'banned'],
    ['env NODE_OPTIONS=--require=/x.js node /srv/server.js', { kind: 'file', sha256: 'cd'.repeat(32) }, 'banned'],
    ['/srv/python3 -m server', { kind: 'file', sha256: 'cd'.repeat(32) }, 'banned'],
    ['env LD_PRELOAD=/x.so /srv/server', { kind: 'file', sha256: 'ef'.repeat(32) }, 'shadow'],
  ] as const)('of %s: %j makes it %s', async (line, identity, expected) => {
    expect(await judged(line, banned(identity))).toBe(expected);
  });

  it('is stronger than an approval, wherever it stands', async () => {
    const [yes, no] = [approved(npm('pkg:npm/a')), banned(npm('pkg:npm/a', { versions: '<2' }))];

    expect(await judged('npx a@1.0.0', yes, no)).toBe('banned');
    expect(await judged('npx a@1.0.0', no, yes)).toBe('banned');
  });

  it('ends only when it has an end', async () => {
    expect(await judged('npx a', { ...banned(npm('pkg:npm/a')), until: '2026-11-19' })).toBe('shadow');
  });
});

describe('an advisory', () => {
  it('that calls the version malicious is stronger than any approval', async () => {
    const judgement = await judge('npx postmark-mcp@1.0.16', approved(npm('pkg:npm/postmark-mcp')));

    expect(judgement).toEqual({ standing: 'malicious', by: { kind: 'advisory', id: 'MAL-2025-47604' } });
  });

  it.each([
    ['npx postmark-mcp', 'malicious'],
    ['npx postmark-mcp@1.0.15', 'shadow'],
    ['npx polymarket-mcp-v2', 'shadow'],
    ['npx mcp-server-kubernetes@1.0.0', 'shadow'],
  ])('of %s leaves it %s', async (line, expected) => {
    expect((await judge(line)).standing).toBe(expected);
  });
});

describe('a suppression', () => {
  const [one, other] = [serverId('0123456789abcdef'), serverId('fedcba9876543210')];
  const find = (
    suppressed: Suppression,
    server: typeof one | null,
    rule: Suppression['rule'] = 'config/unpinned-package',
  ) => suppressedBy(rule, server, { servers: [], suppressions: [suppressed] }, today);

  it('says why, who and until when', () => {
    expect(find(suppression(one, today), one)).toEqual({ reason: 'reviewed', owner: 'ann', until: today });
  });

  it.each([
    ['another server', suppression(one, today), other, undefined],
    ['another rule', suppression(one, today), one, 'config/secret-in-env'],
    ['a day after its end', suppression(one, '2026-11-19'), one, undefined],
    ['no server, when it names one', suppression(one, today), null, undefined],
  ] as const)('does not hold for %s', (_, suppressed, server, rule) => {
    expect(find(suppressed, server, rule)).toBeNull();
  });

  it('without a server holds for all', () => {
    expect(find(suppression(null, today), other)).not.toBeNull();
  });
});
