import { describe, expect, it } from 'vitest';
import { pack, unpack } from '../../../policy/bundle/envelope.ts';
import { publicKeyOf, signWith } from '../../../policy/bundle/keys.ts';
import { signBundle } from '../../../policy/bundle/sign.ts';
import type { Seen, Trust } from '../../../policy/bundle/verify.ts';
import { verifyBundle } from '../../../policy/bundle/verify.ts';
import { ours, second, signed, stranger, trust, unsigned } from './signed.ts';

const now = new Date('2026-11-21T09:00:00Z');
const seen: Seen = { version: 7, sha256: '0'.repeat(64) };
const { payload, signatures } = unpack(signed());

function resigned(): Uint8Array {
  const other = unpack(signed({ version: 8 }));
  return pack({ payload, signatures: other.signatures });
}

/** Our signature, and more that anybody can write who can not sign. */
function withJunk(count: number, keyId: (at: number) => string, file = signed()): Uint8Array {
  const whole = unpack(file);
  const junk = Array.from({ length: count }, (_, at) => ({ keyId: keyId(at), bytes: new Uint8Array(64) }));
  return pack({ ...whole, signatures: [...whole.signatures, ...junk] });
}

function overPlainBytes(): Uint8Array {
  const { keyId, bytes } = signWith(ours.privatePem, payload);
  return pack({ payload, signatures: [{ keyId, bytes }] });
}

describe('a bundle that is not taken', () => {
  it.each<readonly [string, Uint8Array, string]>([
    ['cut off in the file', signed().subarray(0, 500), 'unreadable'],
    ['cut off inside, with its old signature', pack({ payload: payload.subarray(0, -9), signatures }), 'bad-signature'],
    ['changed by one byte', pack({ payload: Buffer.from(payload).fill(0x20, 0, 1), signatures }), 'bad-signature'],
    ['with the signature of another bundle', resigned(), 'bad-signature'],
    ['signed by a stranger', signBundle(unsigned(), stranger.privatePem), 'unknown-key'],
    [
      "signed by a stranger under our key's name",
      pack({
        payload,
        signatures: signatures.map(({ keyId }) => ({ keyId, bytes: signWith(stranger.privatePem, payload).bytes })),
      }),
      'bad-signature',
    ],
    ['signed without its type and length', overPlainBytes(), 'bad-signature'],
    ['not signed', unsigned(), 'unsigned'],
    ['with more signatures than anybody needs', withJunk(64, (at) => `key ${at}`), 'unreadable'],
    ['with two signatures of one key', withJunk(1, () => signatures[0]?.keyId ?? ''), 'unreadable'],
    ['for another organisation', signed({ organisation: 'other' }), 'other-organisation'],
    ['for no organisation', signed({ organisation: null }), 'other-organisation'],
    ['older than what was here', signed({ version: 6 }), 'rolled-back'],
    ['the same version with other content', signed({ version: 7 }), 'same-version-other-content'],
    ['from the day after tomorrow', signed({ version: 8, issuedAt: '2026-11-22T09:00:01Z' }), 'from-the-future'],
    ['ended before it came', signed({ version: 8, expiresAt: '2026-11-21T08:59:59Z' }), 'expired'],
    ['of a later format', signed({ version: 8, format: 'sallyport.policy/2' as never }), 'unreadable'],
    ['larger than any bundle', Buffer.alloc(16_000_001, 0x20), 'unreadable'],
    [
      'with base64 that is none',
      Buffer.from(Buffer.from(signed()).toString().replace('"payload":"', '"payload":"*')),
      'unreadable',
    ],
    ['something else in JSON', Buffer.from('{"payloadType":"text/plain"}'), 'unreadable'],
  ])('%s', (_, bytes, code) => {
    expect(verifyBundle(bytes, trust, seen, now, true)).toMatchObject({ ok: false, code });
  });

  it.each<readonly [string, Trust, string]>([
    ['lies below the floor of the administrator', { ...trust, lowestVersion: 9 }, 'rolled-back'],
    ['needs two keys and has one', { ...trust, threshold: 2 }, 'bad-signature'],
    ['is signed, and nobody here has a key', { kind: 'local' }, 'unknown-key'],
  ])('%s', (_, by, code) => {
    expect(verifyBundle(signed({ version: 8 }), by, seen, now, true)).toMatchObject({ ok: false, code });
  });

  it('does not count one key twice', () => {
    const twice = unpack(signed({ version: 8 }));
    const bytes = pack({ ...twice, signatures: [...twice.signatures, ...twice.signatures] });

    expect(verifyBundle(bytes, { ...trust, threshold: 2 }, seen, now, true)).toMatchObject({ ok: false });
  });
});

describe('a bundle that is taken', () => {
  it('is newer, ours, signed and in time', () => {
    expect(verifyBundle(signed({ version: 8 }), trust, seen, now, true)).toMatchObject({
      ok: true,
      staleSince: null,
      signedBy: [publicKeyOf(ours.publicText).id],
    });
  });

  it('may be signed by two, by one of them only, and by a stranger too', () => {
    const all = [second, stranger].reduce(
      (file, { privatePem }) => signBundle(file, privatePem),
      signed({ version: 8 }),
    );

    expect(verifyBundle(all, { ...trust, threshold: 2 }, seen, now, true).ok).toBe(true);
  });

  it('may carry as many signatures as a large organisation has keys', () => {
    const bytes = withJunk(63, (at) => `key ${at}`, signed({ version: 8 }));

    expect(verifyBundle(bytes, trust, seen, now, true).ok).toBe(true);
  });

  it('keeps deciding past its end, and says since when it is stale', () => {
    const ended = signed({ expiresAt: '2026-11-20T10:00:00Z' });

    expect(verifyBundle(ended, trust, null, now, false)).toMatchObject({
      ok: true,
      staleSince: new Date('2026-11-20T10:00:00Z'),
    });
  });

  it('may be issued a little ahead of a slow clock', () => {
    expect(verifyBundle(signed({ version: 8, issuedAt: '2026-11-22T08:00:00Z' }), trust, seen, now, true).ok).toBe(
      true,
    );
  });

  it('needs no signature where it was built', () => {
    expect(verifyBundle(unsigned({ organisation: null }), { kind: 'local' }, null, now, true).ok).toBe(true);
  });
});
