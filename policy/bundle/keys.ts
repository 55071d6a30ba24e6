import type { KeyObject } from 'node:crypto';
import { PolicyRefused } from '../cedar/fault.ts';

/** A public key that bundles may be signed with. Always Ed25519: the key says how it is used, never the message. */
export interface PublicKey {
  /** 16 hex digits that follow from the key. */
  readonly id: string;
  readonly key: KeyObject;
}

/** @throws PolicyRefused when the text is no such key */
export function publicKeyOf(text: string): PublicKey {
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.length !== 32) {
    throw new PolicyRefused('the public key is not 32 bytes in base64');
  }
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') };
  return { id: idOf(bytes), key: cryptography().createPublicKey({ key: jwk, format: 'jwk' }) };
}

/** The public half of a private key, as one line of base64. @throws PolicyRefused when the text is no private Ed25519 key */
export function publicTextOf(privatePem: string): string {
  return textOfKey(cryptography().createPublicKey(privateKeyOf(privatePem)));
}

/** @throws PolicyRefused when the text is no private Ed25519 key */
export function signWith(
  privatePem: string,
  message: Uint8Array,
): { readonly keyId: string; readonly bytes: Uint8Array } {
  const key = privateKeyOf(privatePem);
  const { id } = publicKeyOf(publicTextOf(privatePem));
  return { keyId: id, bytes: cryptography().sign(null, message, key) };
}

export function isSignedBy({ key }: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  return cryptography().verify(null, message, key, signature);
}

export function sha256(bytes: Uint8Array): string {
  return cryptography().createHash('sha256').update(bytes).digest('hex');
}

function privateKeyOf(pem: string): KeyObject {
  try {
    const key = cryptography().createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') {
      return key;
    }
  } catch {
    // Said below: what OpenSSL says of it may quote the key.
  }
  throw new PolicyRefused('the private key is no Ed25519 key in PEM');
}

function textOfKey(key: KeyObject): string {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');
}

function idOf(bytes: Uint8Array): string {
  return sha256(bytes).slice(0, 16);
}

/** Loaded when it is first needed: a shim that has no policy does not. */
function cryptography(): typeof import('node:crypto') {
  return process.getBuiltinModule('node:crypto');
}
