import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { highestVersion, inForce, install } from '../../../policy/bundle/store.ts';
import { signed, trust, unsigned } from './signed.ts';

const now = new Date('2026-11-21T09:00:00Z');
const other = { ...trust, organisation: 'other' };

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-policy-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'policy');
}

function versionIn(folder: string): unknown {
  const found = inForce(folder, trust, now);
  return found.kind === 'in-force' ? [found.from, found.verified.loaded.bundle.version] : found.kind;
}

describe('the policy on disk', () => {
  it('is none before anything was installed', () => {
    expect(versionIn(emptyFolder())).toBe('none');
  });

  it('is the newest that was installed, in files of the user alone', () => {
    const folder = emptyFolder();
    install(folder, signed({ version: 1 }), trust, now);
    install(folder, signed({ version: 2 }), trust, now);

    expect(versionIn(folder)).toEqual(['active', 2]);
    expect(readdirSync(folder).toSorted()).toEqual(['active', 'previous', 'seen.json']);
  });

  it.each([
    ['older', signed({ version: 1 }), 'rolled-back'],
    ['foreign', signed({ version: 3, organisation: 'other' }), 'other-organisation'],
    ['cut off', signed({ version: 3 }).subarray(0, 100), 'unreadable'],
  ])('stays what it is when a bundle comes that is %s', (_, bytes, code) => {
    const folder = emptyFolder();
    install(folder, signed({ version: 2 }), trust, now);
    const before = readFileSync(join(folder, 'active'));

    expect(install(folder, bytes, trust, now)).toMatchObject({ ok: false, code });
    expect(readFileSync(join(folder, 'active'))).toEqual(before);
    expect(versionIn(folder)).toEqual(['active', 2]);
  });

  it('does not lose the one before when the same bundle comes twice', () => {
    const folder = emptyFolder();
    [1, 2, 2].forEach((version) => install(folder, signed({ version }), trust, now));
    truncateSync(join(folder, 'active'), 50);

    expect(versionIn(folder)).toEqual(['previous', 1]);
  });

  it('is the one before when the newest is damaged, and says why', () => {
    const folder = emptyFolder();
    [1, 2].forEach((version) => install(folder, signed({ version }), trust, now));
    truncateSync(join(folder, 'active'), 50);

    expect(inForce(folder, trust, now)).toMatchObject({
      from: 'previous',
      passedOver: expect.stringContaining('cut off') as string,
    });
  });

  it('is mended when the same bundle comes again', () => {
    const folder = emptyFolder();
    [1, 2].forEach((version) => install(folder, signed({ version }), trust, now));
    truncateSync(join(folder, 'active'), 50);
    install(folder, signed({ version: 2 }), trust, now);

    expect(versionIn(folder)).toEqual(['active', 2]);
    expect(readFileSync(join(folder, 'previous'))).toEqual(Buffer.from(signed({ version: 1 })));
  });

  it('is the one before when the newest was remembered and the machine stopped before it was in its place', () => {
    const folder = emptyFolder();
    install(folder, signed({ version: 1 }), trust, now);
    const active = readFileSync(join(folder, 'active'));
    install(folder, signed({ version: 2 }), trust, now);
    writeFileSync(join(folder, 'active'), active);

    expect(versionIn(folder)).toEqual(['active', 1]);
  });

  it('is never an older one that somebody put back', () => {
    const folder = emptyFolder();
    const oldest = signed({ version: 1 });
    [oldest, signed({ version: 2 }), signed({ version: 3 })].forEach((bytes) => install(folder, bytes, trust, now));
    writeFileSync(join(folder, 'active'), oldest);
    writeFileSync(join(folder, 'previous'), oldest);

    expect(versionIn(folder)).toBe('unusable');
  });

  it('is unusable, not none, when it was taken away', () => {
    const folder = emptyFolder();
    install(folder, signed({ version: 1 }), trust, now);
    rmSync(join(folder, 'active'));

    expect(versionIn(folder)).toBe('unusable');
  });

  it('keeps deciding when nothing was heard for years', () => {
    const folder = emptyFolder();
    install(folder, signed({ version: 1, expiresAt: '2026-12-01T00:00:00Z' }), trust, now);

    expect(inForce(folder, trust, new Date('2030-01-01T00:00:00Z'))).toMatchObject({
      kind: 'in-force',
      verified: { staleSince: new Date('2026-12-01T00:00:00Z') },
    });
  });

  it('stays stale when the clock is turned back', () => {
    const folder = emptyFolder();
    const ended = signed({ version: 1, issuedAt: '2026-11-18T09:00:00Z', expiresAt: '2026-11-19T09:00:00Z' });
    install(folder, ended, trust, new Date('2026-11-18T10:00:00Z'));
    install(folder, signed({ version: 1, issuedAt: '2026-11-20T09:00:00Z', organisation: 'other' }), other, now);

    expect(inForce(folder, trust, new Date('2026-11-01T00:00:00Z'))).toMatchObject({
      kind: 'in-force',
      verified: { staleSince: new Date('2026-11-19T09:00:00Z') },
    });
  });
});

describe('a bundle that has ended', () => {
  const ended = signed({ version: 2, issuedAt: '2026-11-18T09:00:00Z', expiresAt: '2026-11-19T09:00:00Z' });
  const before = new Date('2026-11-18T10:00:00Z');

  it('is not taken in the place of one that decides', () => {
    const folder = emptyFolder();
    install(folder, signed({ version: 1 }), trust, now);

    expect(install(folder, ended, trust, now)).toMatchObject({ ok: false, code: 'expired' });
  });

  it('is taken where it mends the very one that was here', () => {
    const folder = emptyFolder();
    install(folder, signed({ version: 1, issuedAt: '2026-11-18T09:00:00Z' }), trust, before);
    install(folder, ended, trust, before);
    truncateSync(join(folder, 'active'), 50);

    expect(install(folder, ended, trust, now)).toMatchObject({ ok: true });
    expect(versionIn(folder)).toEqual(['active', 2]);
  });

  it('is taken where none of its maker decides, for it is better than none', () => {
    const folder = emptyFolder();
    install(folder, signed({ version: 1, issuedAt: '2026-11-18T09:00:00Z' }), trust, before);
    [1, 2].forEach((version) => install(folder, signed({ version, organisation: 'other' }), other, now));

    expect(install(folder, ended, trust, now)).toMatchObject({ ok: true });
  });
});

describe('the policies of several makers, one after the other', () => {
  const local = { kind: 'local' } as const;
  const own = (version: number): Uint8Array => unsigned({ version, organisation: null });
  const theirs = (version: number): Uint8Array => signed({ version, organisation: 'other' });

  it('are counted apart: the first of an organisation comes after many of this laptop', () => {
    const folder = emptyFolder();
    [1, 2, 3, 4, 5].forEach((version) => install(folder, own(version), local, now));

    expect(install(folder, signed({ version: 2 }), trust, now)).toMatchObject({ ok: true });
    expect(versionIn(folder)).toEqual(['active', 2]);
    expect(highestVersion(folder, local)).toBe(5);
  });

  it('do not open a way back: what an organisation took back stays refused when another one was here between', () => {
    const folder = emptyFolder();
    [2, 3].forEach((version) => install(folder, signed({ version }), trust, now));
    install(folder, theirs(1), other, now);

    expect(install(folder, signed({ version: 2 }), trust, now)).toMatchObject({ ok: false, code: 'rolled-back' });
    expect(install(folder, signed({ version: 3, groups: {} } as object), trust, now)).toMatchObject({
      ok: false,
      code: 'same-version-other-content',
    });
    expect(install(folder, signed({ version: 3 }), trust, now)).toMatchObject({ ok: true });
    expect(versionIn(folder)).toEqual(['active', 3]);
  });

  it('say whose is missing as long as none of the new maker has come', () => {
    const folder = emptyFolder();
    install(folder, own(1), local, now);

    expect(inForce(folder, trust, now)).toEqual({
      kind: 'unusable',
      why: 'no policy of "acme" has arrived yet, and the one that was here is of somebody who decides no more',
    });
  });
});

describe('the memory of what was in force, when it is lost', () => {
  it.each([
    ['cut off', '{"newest":{"ver'],
    ['of an older format', '{"newest":{"version":1,"sha256":"","issuedAt":"2026-11-20T09:00:00Z"},"before":null}'],
    ['gone', null],
  ])('(%s) is what the policies here tell: no older one is taken, and a newer one is', (_, text) => {
    const folder = emptyFolder();
    [6, 7].forEach((version) => install(folder, signed({ version }), trust, now));
    const lose = (): void =>
      text === null ? rmSync(join(folder, 'seen.json')) : writeFileSync(join(folder, 'seen.json'), text);

    lose();
    expect(install(folder, signed({ version: 3 }), trust, now)).toMatchObject({ ok: false, code: 'rolled-back' });
    expect(versionIn(folder)).toEqual(['active', 7]);
    expect(install(folder, signed({ version: 8 }), trust, now)).toMatchObject({ ok: true });

    lose();
    truncateSync(join(folder, 'active'), 50);
    expect(install(folder, signed({ version: 6 }), trust, now)).toMatchObject({ ok: false, code: 'rolled-back' });
  });

  it('is no way back with a clock that was set back, either', () => {
    const folder = emptyFolder();
    install(folder, signed({ version: 7, issuedAt: '2026-11-20T09:00:00Z' }), trust, now);
    writeFileSync(join(folder, 'seen.json'), '');

    const early = new Date('2025-01-01T00:00:00Z');
    expect(install(folder, signed({ version: 3, issuedAt: '2025-01-01T00:00:00Z' }), trust, early)).toMatchObject({
      ok: false,
      code: 'rolled-back',
    });
  });

  it('is written anew with the same bundle', () => {
    const folder = emptyFolder();
    install(folder, signed({ version: 7 }), trust, now);
    const whole = readFileSync(join(folder, 'seen.json'), 'utf8');
    writeFileSync(join(folder, 'seen.json'), '{');

    install(folder, signed({ version: 7 }), trust, now);

    expect(readFileSync(join(folder, 'seen.json'), 'utf8')).toBe(whole);
  });
});
