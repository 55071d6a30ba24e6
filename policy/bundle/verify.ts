import { PolicyRefused } from '../cedar/fault.ts';
import type { Bundle } from './bundle.ts';
import type { Envelope } from './envelope.ts';
import { signedBytes, unpack } from './envelope.ts';
import type { PublicKey } from './keys.ts';
import { isSignedBy, sha256 } from './keys.ts';
import type { LoadedBundle } from './load.ts';
import { loadBundle } from './load.ts';

/** Whose bundles are taken. */
export type Trust =
  /** Built on this laptop from its own folder: unsigned, and for nobody else. */
  | { readonly kind: 'local' }
  | {
      readonly kind: 'managed';
      readonly organisation: string;
      readonly keys: readonly PublicKey[];
      /** How many different keys must have signed. */
      readonly threshold: number;
      /** Set by the administrator; no bundle below it is taken. */
      readonly lowestVersion: number;
    };

/** The highest that was taken from the same maker before. */
export interface Seen {
  readonly version: number;
  readonly sha256: string;
}

export type RefusalCode =
  | 'unreadable'
  | 'unsigned'
  | 'unknown-key'
  | 'bad-signature'
  | 'other-organisation'
  | 'rolled-back'
  | 'same-version-other-content'
  | 'from-the-future'
  | 'expired';

export type Verified =
  | {
      readonly ok: true;
      readonly loaded: LoadedBundle;
      /** Of the signed bytes: what records and reports call the policy by. */
      readonly sha256: string;
      /** A stale one keeps deciding. */
      readonly staleSince: Date | null;
      readonly signedBy: readonly string[];
    }
  | { readonly ok: false; readonly code: RefusalCode; readonly message: string };

const clockToleranceMs = 24 * 3_600_000;

/**
 * Checks a bundle file: signature first, over the bytes as they are, then what they say.
 *
 * @param now never earlier than what was issued here before, so that a clock that is turned back revives nothing
 * @param replaces whether another one decides that would give way to it; else it is taken past its end, too
 */
export function verifyBundle(
  bytes: Uint8Array,
  trust: Trust,
  seen: Seen | null,
  now: Date,
  replaces: boolean,
): Verified {
  try {
    const envelope = unpack(bytes);
    const signed = checkSignatures(envelope, trust);
    if (!signed.ok) {
      return signed;
    }
    const loaded = loadBundle(envelope.payload);
    const hash = sha256(envelope.payload);
    const refusal = whatIsWrong(loaded.bundle, hash, trust, seen, now, replaces);
    const end = loaded.bundle.expiresAt === null ? null : new Date(loaded.bundle.expiresAt);
    const staleSince = end !== null && end <= now ? end : null;
    return refusal ?? { ok: true, loaded, sha256: hash, staleSince, signedBy: signed.keyIds };
  } catch (error) {
    if (error instanceof PolicyRefused) {
      return refused('unreadable', error.message);
    }
    throw error;
  }
}

/** Null for policies of this laptop. */
export function organisationOf(trust: Trust): string | null {
  return trust.kind === 'local' ? null : trust.organisation;
}

type Refused = Extract<Verified, { readonly ok: false }>;

function checkSignatures(
  { payload, signatures }: Envelope,
  trust: Trust,
): Refused | { readonly ok: true; readonly keyIds: readonly string[] } {
  if (trust.kind === 'local') {
    return signatures.length === 0
      ? { ok: true, keyIds: [] }
      : refused('unknown-key', 'the bundle is signed, and this computer has no key to check it with');
  }
  if (signatures.length === 0) {
    return refused('unsigned', 'the bundle is not signed');
  }
  const known = signatures.flatMap((signature) => {
    const key = trust.keys.find(({ id }) => id === signature.keyId);
    return key === undefined ? [] : [{ key, bytes: signature.bytes }];
  });
  if (known.length === 0) {
    return refused('unknown-key', 'the bundle is signed with a key that this computer does not trust');
  }
  const message = signedBytes(payload);
  const keyIds = new Set(known.filter(({ key, bytes }) => isSignedBy(key, message, bytes)).map(({ key }) => key.id));
  return keyIds.size >= Math.max(trust.threshold, 1)
    ? { ok: true, keyIds: [...keyIds] }
    : refused('bad-signature', 'the bundle was changed after it was signed, or too few keys have signed it');
}

function whatIsWrong(
  bundle: Bundle,
  hash: string,
  trust: Trust,
  seen: Seen | null,
  now: Date,
  replaces: boolean,
): Refused | null {
  if (bundle.organisation !== organisationOf(trust)) {
    return refused('other-organisation', 'the bundle is for another organisation');
  }
  if (seen !== null && bundle.version < seen.version) {
    return refused('rolled-back', `the bundle has the version ${bundle.version}, and ${seen.version} was here before`);
  }
  const lowest = trust.kind === 'local' ? 0 : trust.lowestVersion;
  if (bundle.version < lowest) {
    return refused(
      'rolled-back',
      `the bundle has the version ${bundle.version}, and none below ${lowest} may be taken`,
    );
  }
  if (seen?.version === bundle.version && seen.sha256 !== hash) {
    return refused('same-version-other-content', `another bundle with the version ${bundle.version} was here before`);
  }
  if (new Date(bundle.issuedAt).getTime() > now.getTime() + clockToleranceMs) {
    return refused('from-the-future', `the bundle is issued at ${bundle.issuedAt}, which is more than a day ahead`);
  }
  // Without any policy an old one is better than none, and it is reported as stale; so is the very one that was here.
  const isOld = bundle.expiresAt !== null && new Date(bundle.expiresAt) <= now;
  return isOld && replaces && seen !== null && seen.sha256 !== hash
    ? refused('expired', `the bundle has ended at ${bundle.expiresAt}`)
    : null;
}

function refused(code: RefusalCode, message: string): Refused {
  return { ok: false, code, message };
}
