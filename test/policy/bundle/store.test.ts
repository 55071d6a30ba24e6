import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inForce, install } from '../../../policy/bundle/store.ts';
import { signed, trust } from './signed.ts';

const now = new Date('2026-11-21T09:00:00Z');

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
});
