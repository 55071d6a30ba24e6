import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Inventory, ServerRow } from '../../../scanner/model/inventory.ts';
import { commandLine, type Ran } from './command-line.ts';

const home = (args: readonly string[] = ['-y', 'some-server@1.2.3']): Readonly<Record<string, unknown>> => ({
  '.cursor/mcp.json': { mcpServers: { it: { command: 'npx', args } } },
});
const approval = ['servers', 'approve', 'it', '--owner', 'ann', '--reason', 'reviewed'];
const onlyServer = ({ out }: Ran): ServerRow | undefined => (JSON.parse(out) as Inventory).servers[0];

describe('approving a server', () => {
  it('asks a person, writes the catalogue, and the next scan knows it', async () => {
    const { home: folder, run } = commandLine(home());
    await run(['scan']);

    const approved = await run(approval, ['y']);

    expect(approved).toMatchObject({ code: 0, out: expect.stringContaining('is approved in') });
    expect(onlyServer(await run(['scan', '--json']))).toMatchObject({
      standing: 'approved',
      standingBy: 'ann: reviewed',
    });
    const catalogue = join(folder, '.sallyport/policy/catalogue.yaml');
    expect(readFileSync(catalogue, 'utf8')).toContain('pkg:npm/some-server');
    expect(statSync(catalogue).mode & 0o777).toBe(0o600);
  });

  it.each<[string, readonly string[] | null, string | undefined, string]>([
    ['without a terminal', null, undefined, 'NEEDS_TERMINAL'],
    ['by an agent', ['y'], 'claude-code', 'REFUSED_FOR_AGENT'],
    ['when the person says no', ['n'], undefined, 'NOT_CONFIRMED'],
    ['when the person says nothing', [''], undefined, 'NOT_CONFIRMED'],
  ])('%s is refused with exit 4, and nothing is written', async (_when, answers, agent, code) => {
    const { home: folder, run } = commandLine(home());
    await run(['scan']);

    const refused = await run([...approval, '--json'], answers, agent);

    expect(refused.code).toBe(4);
    expect(JSON.parse(refused.out)).toMatchObject({ error: { code } });
    expect(existsSync(join(folder, '.sallyport/policy'))).toBe(false);
  });

  it('covers the version that was seen, and not the next', async () => {
    const { home: folder, run } = commandLine(home());
    await run(['scan']);
    await run(approval, ['y']);
    writeFileSync(
      join(folder, '.cursor/mcp.json'),
      JSON.stringify(home(['-y', 'some-server@1.2.4'])['.cursor/mcp.json']),
    );

    expect(onlyServer(await run(['scan', '--json']))).toMatchObject({ standing: 'shadow', standingBy: null });
  });

  it('can ask for the integrity of what npx has installed, and a scan tells whether that is shown', async () => {
    const { home: folder, run } = commandLine(home());
    const hash = `sha512-${'a'.repeat(86)}==`;
    const installed = join(folder, '.npm/_npx/0d86efab22b823ee/node_modules');
    await run(['scan']);

    expect(await run([...approval, '--integrity', hash], ['y'])).toMatchObject({ code: 0 });
    expect(onlyServer(await run(['scan', '--json']))).toMatchObject({
      standing: 'shadow',
      standingBy: expect.stringContaining('npx has not installed it yet'),
    });

    mkdirSync(join(installed, 'some-server'), { recursive: true });
    const packages = { 'node_modules/some-server': { version: '1.2.3', integrity: hash } };
    writeFileSync(join(installed, '.package-lock.json'), JSON.stringify({ packages }));
    writeFileSync(join(installed, 'some-server/package.json'), '{"name":"some-server","version":"1.2.3"}');
    expect(onlyServer(await run(['scan', '--json']))).toMatchObject({
      standing: 'approved',
      standingBy: 'ann: reviewed',
    });
  });

  it('with an integrity that is no hash is refused, and nothing is written', async () => {
    const { home: folder, run } = commandLine(home());
    await run(['scan']);

    const refused = await run([...approval, '--integrity', 'sha512-x', '--json'], ['y']);

    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.out)).toMatchObject({ error: { code: 'CATALOGUE_INVALID' } });
    expect(existsSync(join(folder, '.sallyport/policy/catalogue.yaml'))).toBe(false);
  });

  it('of a start that names no version needs --any-version said aloud', async () => {
    const { run } = commandLine(home(['-y', 'some-server']));
    await run(['scan']);

    expect(await run(approval, ['y'])).toMatchObject({ code: 2, err: expect.stringContaining('--any-version') });
    expect(await run([...approval, '--any-version'], ['y'])).toMatchObject({ code: 0 });
    expect(onlyServer(await run(['scan', '--json']))).toMatchObject({ standing: 'approved' });
  });

  it('is not possible for what is not identified', async () => {
    const { run } = commandLine({
      '.cursor/mcp.json': { mcpServers: { it: { command: 'sh', args: ['-c', 'a; b'] } } },
    });
    await run(['scan']);

    expect(await run(approval, ['y'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('is not known for certain'),
    });
  });

  it.each([
    [['servers', 'approve', 'it', '--reason', 'x'], '--owner is missing'],
    [['servers', 'approve', 'it', '--owner', 'x'], '--reason is missing'],
    [[...approval, '--until', '2027-02-30'], 'is no date'],
    [['servers', 'approve', 'nobody', '--owner', 'x', '--reason', 'x'], 'the last scan found no server'],
    [['servers', 'approve'], 'needs a server'],
    [['servers', 'praise', 'it'], 'there is no servers'],
  ])('%j is refused with exit 2', async (words, message) => {
    const { run } = commandLine(home());
    await run(['scan']);

    expect(await run(words, ['y'])).toMatchObject({ code: 2, err: expect.stringContaining(message) });
  });
});

describe('banning a server', () => {
  it('needs nobody to be asked, and lifting the ban does', async () => {
    const { run } = commandLine(home());
    await run(['scan']);

    expect(await run(['servers', 'ban', 'it', '--reason', 'no'])).toMatchObject({ code: 0 });
    expect(onlyServer(await run(['scan', '--json']))).toMatchObject({ standing: 'banned', risk: 'high' });

    expect(await run(['servers', 'forget', 'it'])).toMatchObject({ code: 4 });
    expect(await run(['servers', 'forget', 'it'], ['yes'])).toMatchObject({ code: 0 });
    expect(onlyServer(await run(['scan', '--json']))).toMatchObject({ standing: 'shadow' });
  });

  it('outweighs an approval of the same server', async () => {
    const { run } = commandLine(home());
    await run(['scan']);
    await run(approval, ['y']);
    await run(['servers', 'ban', 'it', '--reason', 'no']);

    expect(onlyServer(await run(['scan', '--json']))).toMatchObject({ standing: 'banned' });
  });
});

describe('setting a finding aside', () => {
  const unpinned = home(['-y', 'some-server']);
  const words = [
    'suppress',
    'config/unpinned-package',
    '--server',
    'it',
    '--reason',
    'we follow it',
    '--until',
    '2026-12-31',
  ];

  it('keeps it visible and counts it no more, until the day is over', async () => {
    const { run } = commandLine(unpinned);
    const before = JSON.parse((await run(['scan', '--json'])).out) as Inventory;

    expect(await run(words, ['y'])).toMatchObject({ code: 0 });

    const after = JSON.parse((await run(['scan', '--json'])).out) as Inventory;
    expect(before.summary.findings.medium).toBe(1);
    expect(after.summary.findings.medium).toBe(0);
    expect(after.servers[0]?.findings.find(({ rule }) => rule === 'config/unpinned-package')?.suppressed).toEqual({
      reason: 'we follow it',
      owner: 'kim',
      until: '2026-12-31',
    });
    expect(after.servers[0]?.risk).toBe('low');
  });

  it.each([
    [words.slice(0, 4), '--until is missing'],
    [['suppress', 'config/no-such-rule', '--reason', 'x', '--until', '2026-12-31'], 'no finding of the rule'],
    [['suppress'], 'needs one rule'],
  ])('%j is refused with exit 2', async (wrong, message) => {
    const { run } = commandLine(unpinned);
    await run(['scan']);

    expect(await run(wrong, ['y'])).toMatchObject({ code: 2, err: expect.stringContaining(message) });
  });
});

describe('a catalogue with a fault', () => {
  it('stops the scan with the line, rather than be read by halves', async () => {
    const { run } = commandLine({
      ...home(),
      '.sallyport/policy/catalogue.yaml': 'version: 1\nservers:\n  - identity: { purl: 7 }\n',
    });

    expect(await run(['scan', '--json'])).toMatchObject({ code: 2, out: expect.stringContaining('CATALOGUE_INVALID') });
    expect((await run(['scan'])).err).toContain('line 3');
  });
});

describe('advisories of your own', () => {
  it('count beside those that ship; a broken file is named and the rest counts', async () => {
    const mine = {
      id: 'MAL-2026-1',
      affected: [{ package: { ecosystem: 'npm', name: 'some-server' }, versions: ['1.2.3'] }],
    };
    const { run } = commandLine({
      ...home(),
      '.sallyport/advisories/mine.json': mine,
      '.sallyport/advisories/broken.json': '{',
    });

    const scanned = await run(['scan', '--json']);

    expect(onlyServer(scanned)).toMatchObject({
      standing: 'malicious',
      risk: 'critical',
      standingBy: 'advisory MAL-2026-1',
    });
    expect(scanned.err).toMatch(/ADVISORIES_INVALID: \S+broken\.json: not readable JSON/);
    expect(scanned.code).toBe(3);
  });
});

describe('the help of a verb', () => {
  it('calls the value of an option what its usage calls it', async () => {
    const { out } = await commandLine({}).run(['help', 'scan']);

    expect(out).toContain('--project DIR ');
    expect(out).toContain('--fail-on SEVERITY ');
  });
});

describe('what a fleet collector asks before any scan', () => {
  it('is answered, and never looks clean', async () => {
    const { run } = commandLine({});

    expect(await run(['fleet', 'get', 'status'])).toMatchObject({ code: 0, out: 'never-scanned\n' });
    expect(await run(['fleet', 'get', 'no-such-thing'])).toMatchObject({ code: 0, out: '\n' });
    expect(await run(['fleet', 'report', '--format', 'remediation'])).toMatchObject({ code: 1 });
  });

  it('is an error to a person who asks strictly', async () => {
    const { run } = commandLine({});

    const cut = await run(['fleet', 'report', '--format', 'token', '--max-chars', '100']);
    expect(cut).toMatchObject({ code: 2, out: '' });
    expect(cut.err).toContain('token is never cut');
    const asked = await run(['fleet', 'get', 'shadow-servers', '--strict', '--json']);

    expect(asked.code).toBe(2);
    expect(JSON.parse(asked.out)).toMatchObject({ error: { code: 'NO_SCAN_YET' } });
  });
});
