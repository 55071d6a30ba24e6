import { createServer, type Server } from 'node:http';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepPolicy, nextSyncMs } from '../../../../main/daemon/policy/keep-policy.ts';
import { type SyncDeps, type Synced, syncMemory, syncPolicy } from '../../../../main/daemon/policy/sync-policy.ts';
import { policyHere } from '../../../../policy/bundle/policy-here.ts';
import { syncTrouble } from '../../../../main/daemon/policy/sync-trouble.ts';
import { ours, signed, stranger, unsigned } from '../../../policy/bundle/signed.ts';
import { signBundle } from '../../../../policy/bundle/sign.ts';

let state: string;
let deps: SyncDeps;
const now = new Date('2026-11-20T10:00:00Z');
const issuedAt = '2026-11-20T09:00:00.000Z';
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'sallyport-sync-'));
  deps = { stateFolder: state, machine: null, now: () => now, fetch: globalThis.fetch };
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

/** A policy of this laptop, with settings that say nothing. */
function writeOwn(person: string): void {
  write('policy/source/settings.yaml', 'version: 1\n');
  write('policy/source/person.cedar', person);
}

function write(name: string, content: string | Uint8Array): string {
  const path = join(state, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** Pins Acme and its first key, with bundles from there. */
function pin(source: string | null, parts: object = {}): void {
  write('policy/trust.json', JSON.stringify({ organisation: 'acme', keys: [ours.publicText], source, ...parts }));
}

function bundle(version: number): Uint8Array {
  return signed({ version, issuedAt });
}

function versionHere(): number | string {
  const here = policyHere(state, null, now);
  return here.kind === 'in-force' ? here.verified.loaded.bundle.version : here.kind;
}

describe("this laptop's own folder", () => {
  it('is put in force, and is unchanged the next time', async () => {
    writeOwn('@id("all") permit (principal, action, resource);');

    expect(await syncPolicy(deps)).toMatchObject({ kind: 'in-force', version: 1 });
    expect(await syncPolicy(deps)).toEqual({ kind: 'unchanged', version: 1 });
    expect(versionHere()).toBe(1);
  });

  it('that is broken leaves the last good one in force, and says where', async () => {
    writeOwn('@id("all") permit (principal, action, resource);');
    await syncPolicy(deps);
    writeOwn('@id("all")\npermit (principal, action resource);');

    expect(await syncPolicy(deps)).toMatchObject({ kind: 'broken', problems: [{ file: 'person.cedar', line: 2 }] });
    expect(versionHere()).toBe(1);
    expect(syncMemory(state)).toMatchObject({ outcome: 'broken', why: expect.stringMatching(/^person\.cedar:2: /) });
  });

  it('that is not there is nothing to sync', async () => {
    expect(await syncPolicy(deps)).toEqual({ kind: 'nothing' });
    expect(existsSync(join(state, 'policy'))).toBe(false);
  });
});

describe('bundles of an organisation in a file or a folder', () => {
  it.each(['share', 'share/sallyport.policy.json'])('are taken from %s', async (place) => {
    write('share/sallyport.policy.json', bundle(3));
    pin(join(state, place));

    expect(await syncPolicy(deps)).toMatchObject({ kind: 'in-force', version: 3 });
    expect(versionHere()).toBe(3);
  });

  const fresh = { version: 4, issuedAt };
  it.each<[string, () => Uint8Array, string]>([
    ['unsigned', () => unsigned(fresh), 'unsigned'],
    ['signed by a stranger', () => signBundle(unsigned(fresh), stranger.privatePem), 'unknown-key'],
    ['cut off', () => bundle(4).subarray(0, 200), 'unreadable'],
    [
      'for somebody else',
      () => signBundle(unsigned({ ...fresh, organisation: 'other' }), ours.privatePem),
      'other-organisation',
    ],
    ['older than the one here', () => bundle(2), 'rolled-back'],
    [
      'another with the same version',
      () => signed({ version: 3, issuedAt: '2026-11-20T09:30:00.000Z' }),
      'same-version-other-content',
    ],
    ['from the future', () => signed({ version: 4, issuedAt: '2026-12-20T09:00:00.000Z' }), 'from-the-future'],
    ['of no known format', () => signed({ ...fresh, format: 'sallyport.policy/9' } as object), 'unreadable'],
  ])('that are %s are refused, and the last good one stays', async (_, next, code) => {
    const path = write('bundle.json', bundle(3));
    pin(path);
    await syncPolicy(deps);
    writeFileSync(path, next());

    expect(await syncPolicy(deps)).toMatchObject({ kind: 'refused', code });
    expect(versionHere()).toBe(3);
    expect(syncMemory(state)).toMatchObject({ outcome: 'refused', etag: null });
  });

  it('that can not be reached leave the last good one in force', async () => {
    const path = write('bundle.json', bundle(3));
    pin(path);
    await syncPolicy(deps);
    rmSync(path);

    expect(await syncPolicy(deps)).toEqual({ kind: 'unreachable', why: 'ENOENT' });
    expect(versionHere()).toBe(3);
  });

  it('of which none has come yet leave the floor that was set', () => {
    pin(null, { floor: 'lockdown' });

    expect(policyHere(state, null, now)).toMatchObject({
      kind: 'missing',
      mode: 'lockdown',
      why: 'no policy has arrived yet',
    });
  });

  it('make the mode no milder than the floor', async () => {
    pin(write('bundle.json', bundle(3)), { floor: 'lockdown' });
    await syncPolicy(deps);

    expect(policyHere(state, null, now)).toMatchObject({ kind: 'in-force', mode: 'lockdown' });
  });
});

describe('a policy folder of this laptop, once an organisation decides', () => {
  it('counts no more', async () => {
    writeOwn('permit (principal, action, resource);');
    pin(write('bundle.json', bundle(3)));

    expect(await syncPolicy(deps)).toMatchObject({ kind: 'in-force', version: 3 });
    expect(versionHere()).toBe(3);
  });

  it('keeps no bundle of the organisation off, however often it was edited', async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e']) {
      writeOwn(`@id("${id}") permit (principal, action, resource);`);
      await syncPolicy(deps);
    }
    expect(versionHere()).toBe(5);
    pin(write('bundle.json', bundle(2)));

    expect(await syncPolicy(deps)).toMatchObject({ kind: 'in-force', version: 2 });
    expect(versionHere()).toBe(2);
  });

  it('decides again, with the number after its last, when the organisation does no more', async () => {
    writeOwn('permit (principal, action, resource);');
    await syncPolicy(deps);
    pin(write('bundle.json', bundle(3)));
    await syncPolicy(deps);
    rmSync(join(state, 'policy/trust.json'));

    expect(await syncPolicy(deps)).toMatchObject({ kind: 'in-force', version: 2 });
    expect(policyHere(state, null, now)).toMatchObject({ kind: 'in-force', passedOver: null });
  });
});

describe('bundles on a web server', () => {
  let server: Server;
  let answer: { status: number; body: Uint8Array; etag: string | null };
  let asked: (string | undefined)[];
  beforeEach(async () => {
    asked = [];
    answer = { status: 200, body: bundle(3), etag: '"v3"' };
    server = createServer((request, response) => {
      asked.push(request.headers['if-none-match']);
      const isKnown = answer.etag !== null && request.headers['if-none-match'] === answer.etag;
      response.writeHead(isKnown ? 304 : answer.status, {
        ...(answer.etag === null ? {} : { etag: answer.etag }),
        ...(answer.status === 302 ? { location: '/elsewhere' } : {}),
      });
      response.end(isKnown ? undefined : answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    pin(`http://127.0.0.1:${port}/policy.json`);
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('are asked for by their mark, and taken when it changes', async () => {
    expect(await syncPolicy(deps)).toMatchObject({ kind: 'in-force', version: 3 });
    expect(await syncPolicy(deps)).toEqual({ kind: 'unchanged', version: 3 });
    answer = { status: 200, body: bundle(4), etag: '"v4"' };
    expect(await syncPolicy(deps)).toMatchObject({ kind: 'in-force', version: 4 });

    expect(asked).toEqual([undefined, '"v3"', '"v3"']);
  });

  it('are asked for anew when the one here is damaged', async () => {
    await syncPolicy(deps);
    writeFileSync(join(state, 'policy', 'active'), 'damaged');

    expect(await syncPolicy(deps)).toMatchObject({ kind: 'in-force', version: 3 });
    expect(asked).toEqual([undefined, undefined]);
    expect(versionHere()).toBe(3);
  });

  it.each([
    [500, 'the server answered 500'],
    [404, 'the server answered 404'],
  ])('answered with %i are out of reach', async (status, why) => {
    answer = { ...answer, status, etag: null };

    expect(await syncPolicy(deps)).toEqual({ kind: 'unreachable', why });
  });

  it('are not followed to another address', async () => {
    answer = { ...answer, status: 302, etag: null };

    expect(await syncPolicy(deps)).toMatchObject({ kind: 'unreachable' });
    expect(asked).toHaveLength(1);
  });

  it('are cut off at the size that a bundle may have', async () => {
    answer = { status: 200, body: Buffer.alloc(16_000_001, 0x20), etag: null };

    expect(await syncPolicy(deps)).toEqual({ kind: 'unreachable', why: 'it is larger than 16000000 bytes' });
  });
});

describe('a trust file that can not be used', () => {
  it.each([
    ['no JSON', '{'],
    ['no key', JSON.stringify({ organisation: 'acme', keys: [] })],
    ['a key that is none', JSON.stringify({ organisation: 'acme', keys: ['abc'] })],
    ['a threshold beyond its keys', JSON.stringify({ organisation: 'acme', keys: [ours.publicText], threshold: 2 })],
  ])('(%s) is a policy that is missing, never a policy of our own', async (_, text) => {
    writeOwn('permit (principal, action, resource);');
    await syncPolicy(deps);
    write('policy/trust.json', text);

    expect(versionHere()).toBe('missing');
    expect(await syncPolicy(deps)).toMatchObject({ kind: 'refused' });
  });
});

describe('a trust file of this person that breaks', () => {
  it('leaves in force what it said before', async () => {
    pin(write('bundle', bundle(4)), { floor: 'lockdown' });
    await syncPolicy(deps);
    write('policy/trust.json', '{');

    expect(policyHere(state, null, now)).toMatchObject({ kind: 'in-force', mode: 'lockdown' });
  });
});

describe("an administrator's file", () => {
  function admin(text: string): string {
    const folder = join(state, 'etc');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'policy-trust.json'), text, { mode: 0o644 });
    return folder;
  }
  const strict = {
    organisation: 'acme',
    keys: [ours.publicText],
    floor: 'lockdown',
    mayPause: false,
    approvals: 'window-only',
  };
  const acme = JSON.stringify(strict);
  const asAdministrator = process.getuid?.() === 0;

  it.runIf(asAdministrator)('wins over what this person pinned', () => {
    const machine = admin(acme);
    pin(null);

    expect(policyHere(state, machine, now)).toMatchObject({
      kind: 'missing',
      mode: 'lockdown',
      trust: { from: 'machine' },
    });
  });

  it.runIf(!asAdministrator)('that is not owned by root does not count, and is not skipped either', () => {
    const machine = admin(acme);

    expect(policyHere(state, machine, now)).toMatchObject({
      kind: 'missing',
      mode: 'lockdown',
      why: expect.stringMatching(/can be written by others than the administrator/),
    });
  });

  const damaged = [
    ['is cut short', acme.slice(0, -5)],
    ['has a floor that is none', JSON.stringify({ ...strict, floor: 'lock-down' })],
    ['has a key with a letter too few', JSON.stringify({ ...strict, keys: [ours.publicText.slice(1)] })],
    ['has a part that nobody knows', JSON.stringify({ ...strict, lowestversion: 3 })],
    ['has a word where true or false belongs', JSON.stringify({ ...strict, mayPause: 'no' })],
    ['names a place for approvals that is none', JSON.stringify({ ...strict, approvals: 'window' })],
  ] as const;

  it.runIf(asAdministrator).each(damaged)('that %s leaves a laptop in lockdown, and nobody may pause', (_, text) => {
    expect(policyHere(state, admin(text), now)).toMatchObject({
      kind: 'missing',
      mode: 'lockdown',
      why: expect.stringMatching(/policy-trust\.json can not be used/),
      trust: { floor: 'lockdown', mayPause: false, localApprovals: false, approvals: 'window-only' },
    });
  });

  it.runIf(asAdministrator).each(damaged)('that %s leaves in force what it said before', async (_, text) => {
    const source = write('bundle', bundle(4));
    const machine = admin(JSON.stringify({ ...strict, source, floor: 'monitor', localApprovals: true }));
    await syncPolicy({ ...deps, machine });
    admin(text);

    expect(policyHere(state, machine, now)).toMatchObject({
      kind: 'in-force',
      mode: 'monitor',
      passedOver: expect.stringMatching(/policy-trust\.json can not be used/),
      trust: { from: 'machine', mayPause: false, localApprovals: true, approvals: 'window-only' },
    });
    expect(await syncPolicy({ ...deps, machine })).toMatchObject({ kind: 'refused' });
  });

  it.runIf(asAdministrator)('is not told by what a person had pinned before', async () => {
    pin(null, { floor: 'monitor' });
    await syncPolicy(deps);

    expect(policyHere(state, admin('{'), now)).toMatchObject({ kind: 'missing', mode: 'lockdown' });
  });

  it.runIf(asAdministrator)('decides by itself again once it is mended', async () => {
    const machine = admin(acme);
    await syncPolicy({ ...deps, machine });
    admin('{');
    admin(JSON.stringify({ ...strict, floor: 'monitor', mayPause: true }));

    expect(policyHere(state, machine, now)).toMatchObject({
      mode: 'monitor',
      trust: { mayPause: true, problem: null },
    });
  });

  it('that lies where no folder is can not be used', () => {
    expect(policyHere(state, write('etc', 'no folder'), now)).toMatchObject({ kind: 'missing', mode: 'lockdown' });
  });

  it('that is not there says nothing', () => {
    expect(policyHere(state, join(state, 'etc'), now)).toMatchObject({ kind: 'none' });
  });
});

describe('a daemon that keeps the policy', () => {
  it('can be closed before its watch has begun', async () => {
    const keeping = keepPolicy({
      ...deps,
      random: () => 0,
      onSynced: () => undefined,
      onError: () => undefined,
      onNote: () => undefined,
    });

    await expect(keeping.close()).resolves.toBeUndefined();
    await expect(keeping.ready).resolves.toBeUndefined();
  });

  it('ends at once while a source does not answer, and says nothing of the source', async () => {
    const asked = Promise.withResolvers<void>();
    const server = createServer(() => asked.resolve());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    pin(`http://127.0.0.1:${(server.address() as AddressInfo).port}/policy.json`);
    const told: unknown[] = [];
    const tell = (what: unknown): void => void told.push(what);
    const keeping = keepPolicy({ ...deps, random: () => 0, onSynced: tell, onError: tell, onNote: tell });
    await asked.promise;
    const before = performance.now();

    await keeping.close();

    expect(performance.now() - before).toBeLessThan(5000);
    expect([told, syncTrouble(state)]).toEqual([[], null]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('takes an edited folder, and tells a broken edit', { timeout: 30_000 }, async () => {
    writeOwn('@id("all") permit (principal, action, resource);');
    const synced: Synced[] = [];
    const errors: unknown[] = [];
    const keeping = keepPolicy({
      ...deps,
      onSynced: (one) => void synced.push(one),
      onError: (error) => void errors.push(error),
      onNote: (note) => void errors.push(note),
      random: () => 0.5,
    });
    await keeping.ready;
    expect(synced).toMatchObject([{ kind: 'in-force', version: 1 }]);

    writeOwn('@id("none") forbid (principal, action, resource);');
    await expect.poll(() => synced.at(-1), { timeout: 10_000 }).toMatchObject({ kind: 'in-force', version: 2 });
    writeOwn('forbid (');
    await expect.poll(() => synced.at(-1), { timeout: 10_000 }).toMatchObject({ kind: 'broken' });
    await keeping.close();

    expect(errors).toEqual([]);
    expect(versionHere()).toBe(2);
  });
});

describe('the time until the next sync', () => {
  it.each([
    [0, 0.5, 15 * 60_000],
    [0, 0, 12 * 60_000],
    [0, 1, 18 * 60_000],
    [1, 0.5, 30 * 60_000],
    [4, 0.5, 240 * 60_000],
    [50, 0.5, 240 * 60_000],
  ])('after %i failures with chance %d is %i ms', (failures, random, ms) => {
    expect(nextSyncMs(failures, random)).toBe(ms);
  });
});

it('a sync remembers no secret of the source', async () => {
  pin(write('bundle.json', bundle(3)));
  await syncPolicy(deps);

  expect(JSON.parse(readFileSync(join(state, 'policy', 'sync.json'), 'utf8'))).toEqual({
    at: now.toISOString(),
    source: join(state, 'bundle.json'),
    outcome: 'in-force',
    why: null,
    etag: null,
  });
});

describe('what keeps a newer policy from coming', () => {
  const later = new Date('2999-01-01T00:00:00Z');

  it('is nothing after a sync that went well', async () => {
    writeOwn('@id("all") permit (principal, action, resource);');
    await syncPolicy({ ...deps, now: () => later });

    expect(syncTrouble(state)).toBeNull();
  });

  it('is a folder that was edited since', async () => {
    writeOwn('@id("all") permit (principal, action, resource);');
    await syncPolicy(deps);

    expect(syncTrouble(state)).toMatch(/was edited and is not in force yet/);
  });

  it('is a broken folder, with the place of its fault', async () => {
    writeOwn('permit (');
    await syncPolicy({ ...deps, now: () => later });

    expect(syncTrouble(state)).toMatch(
      /^the policy folder is broken \(person\.cedar:1: .*\); the last good one stays$/,
    );
  });

  it('is a source out of reach', async () => {
    pin(join(state, 'nowhere.json'));
    await syncPolicy(deps);

    expect(syncTrouble(state)).toBe('no newer policy could be fetched (ENOENT); the last good one stays');
  });
});

describe('where a yes to a call may be said', () => {
  it.each([
    [{}, 'any'],
    [{ approvals: 'window-only' }, 'window-only'],
  ])('with %j in the trust file is %s', (parts, expected) => {
    pin(null, parts);

    expect(policyHere(state, null, now).trust.approvals).toBe(expected);
  });
});
