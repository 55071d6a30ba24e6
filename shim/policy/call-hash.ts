import type { Action } from '../pipeline.ts';
import type { KeyedHash } from '../record/argument-hash.ts';

/** Tells in a session whether a call is the one before again; empty without a key, when no two calls are the same. */
export function callHash(hash: KeyedHash | null, { method, target, input }: Action): string {
  return hash?.({ method, target, input }).slice(0, 16) ?? '';
}
