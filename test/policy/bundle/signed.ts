import { generateKeyPairSync } from 'node:crypto';
import { bundleBytes } from '../../../policy/bundle/build.ts';
import type { Bundle } from '../../../policy/bundle/bundle.ts';
import { pack } from '../../../policy/bundle/envelope.ts';
import { publicKeyOf, publicTextOf } from '../../../policy/bundle/keys.ts';
import { signBundle } from '../../../policy/bundle/sign.ts';
import type { Trust } from '../../../policy/bundle/verify.ts';
import { builtAndLoaded, folder } from './folder-files.ts';

export const ours = newKeyPair();
export const second = newKeyPair();
export const stranger = newKeyPair();

export const trust: Extract<Trust, { readonly kind: 'managed' }> = {
  kind: 'managed',
  organisation: 'acme',
  keys: [publicKeyOf(ours.publicText), publicKeyOf(second.publicText)],
  threshold: 1,
  lowestVersion: 0,
};

const { bundle } = await builtAndLoaded(folder({ 'person.cedar': 'permit(principal, action, resource);' }));

/** A bundle of Acme with some parts changed, not signed. */
export function unsigned(parts: Partial<Bundle> = {}): Uint8Array {
  return pack({ payload: bundleBytes({ ...bundle, organisation: 'acme', version: 7, ...parts }), signatures: [] });
}

/** The same, signed with our key. */
export function signed(parts: Partial<Bundle> = {}): Uint8Array {
  return signBundle(unsigned(parts), ours.privatePem);
}

function newKeyPair(): { readonly privatePem: string; readonly publicText: string } {
  const privatePem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { privatePem, publicText: publicTextOf(privatePem) };
}
