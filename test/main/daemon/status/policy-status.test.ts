import { mkdirSync, mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFolder } from '../../../../policy/bundle/folder.ts';
import { syncPolicy } from '../../../../main/daemon/policy/sync-policy.ts';
import { presetFiles } from '../../../../policy/presets/presets.ts';
import { isManagedLockdown, type PolicyStatus, policyStatus } from '../../../../main/daemon/status/policy-status.ts';
import { ours, signed } from '../../../policy/bundle/signed.ts';
import { machineAt } from '../protect/laptop.ts';

const now = new Date('2026-11-21T09:00:00Z');
const isRoot = process.getuid?.() === 0;
let home: string;
let folder: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'sallyport-policy-status-'));
  folder = join(home, 'policy');
  mkdirSync(folder);
  mkdirSync(join(home, '.system/etc/sallyport'), { recursive: true });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const status = (at = now): PolicyStatus => policyStatus(home, machineAt(home), at);
const trust = (floor: string): string =>
  JSON.stringify({ organisation: 'acme', keys: [ours.publicText], floor, localApprovals: false });

async function takeStrict(): Promise<void> {
  const files = presetFiles('strict');
  await writeFolder(join(folder, 'source'), files);
  [...files.keys()].forEach((name) => utimesSync(join(folder, 'source', name), now, now));
  await syncPolicy({ stateFolder: home, machine: null, now: () => now, fetch: globalThis.fetch });
}

describe('the policy as status shows it', () => {
  it('is none on a laptop without one', () => {
    expect(status()).toMatchObject({ state: 'none', source: 'none', mode: 'monitor', version: null, ageSeconds: null });
  });

  it('is none with a note where a folder waits to be put in force', async () => {
    await writeFolder(join(folder, 'source'), presetFiles('strict'));

    expect(status()).toMatchObject({ state: 'none', note: expect.stringMatching(/is not in force yet/) });
  });

  it('has a version, a mode and an age', async () => {
    await takeStrict();

    expect(status(new Date('2026-11-21T10:00:00Z'))).toEqual({
      state: 'in-force',
      source: 'local',
      version: 1,
      mode: expect.stringMatching(/^(?:monitor|lockdown)$/),
      issuedAt: now.toISOString(),
      ageSeconds: 3600,
      note: null,
    });
  });

  it('is missing when it is damaged, and not taken for none', async () => {
    await takeStrict();
    truncateSync(join(folder, 'active'), 20);

    expect(status()).toMatchObject({ state: 'missing', note: expect.any(String) });
  });

  it('is pinned where this person said whose policies count', () => {
    writeFileSync(join(folder, 'trust.json'), trust('lockdown'));
    writeFileSync(join(folder, 'active'), signed({ version: 4 }));

    expect(status()).toMatchObject({ state: 'in-force', source: 'pinned', version: 4, mode: 'lockdown' });
    expect(isManagedLockdown(status())).toBe(false);
  });
});

describe('a policy that has never come', () => {
  const source = 'http://127.0.0.1:9/policy.json';
  const synced = async (fetch: typeof globalThis.fetch, from = source): Promise<void> => {
    writeFileSync(
      join(folder, 'trust.json'),
      JSON.stringify({ organisation: 'acme', keys: [ours.publicText], source: from }),
    );
    await syncPolicy({ stateFolder: home, machine: null, now: () => now, fetch });
  };

  it.each([
    ['its source fails', () => new Response(null, { status: 500 }), 'fetch one failed (the server answered 500)'],
    ['what came was no policy', () => new Response('<html>sign in</html>'), 'was refused (the bundle file is cut off'],
  ])('is missing, and status says that %s', async (_what, answer, why) => {
    await synced(() => Promise.resolve(answer()));

    expect(status()).toMatchObject({ state: 'missing', note: expect.stringContaining(why) as unknown });
    expect(status().note).toContain('no policy has arrived yet; ');
  });

  it('says nothing of what came of another source', async () => {
    await synced(() => Promise.resolve(new Response(null, { status: 500 })));
    writeFileSync(join(folder, 'trust.json'), JSON.stringify({ organisation: 'acme', keys: [ours.publicText] }));

    expect(status()).toMatchObject({ state: 'missing', note: 'no policy has arrived yet' });
  });
});

// Only what root owns counts as an administrator's.
describe.skipIf(!isRoot)('a laptop that an administrator looks after', () => {
  it.each([
    ['lockdown', true],
    ['monitor', false],
  ])('with the floor %s is in managed lockdown: %s', (floor, expected) => {
    writeFileSync(join(home, '.system/etc/sallyport/policy-trust.json'), trust(floor));

    expect(status()).toMatchObject({ state: 'missing', source: 'managed', mode: floor });
    expect(isManagedLockdown(status())).toBe(expected);
  });
});
