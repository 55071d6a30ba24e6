import type { Envelope } from './envelope.ts';
import { pack, signedBytes, unpack } from './envelope.ts';
import { signWith } from './keys.ts';

/** Adds a signature to a bundle file; one by the same key is replaced. @throws PolicyRefused for a file or key that is none */
export function signBundle(file: Uint8Array, privatePem: string): Uint8Array {
  const { payload, signatures }: Envelope = unpack(file);
  const added = signWith(privatePem, signedBytes(payload));
  return pack({ payload, signatures: [...signatures.filter(({ keyId }) => keyId !== added.keyId), added] });
}
