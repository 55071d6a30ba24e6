import { createRequire } from 'node:module';

export type CedarWasm = typeof import('@cedar-policy/cedar-wasm/nodejs');

const requireHere = createRequire(import.meta.url);
const specifier = '@cedar-policy/cedar-wasm/nodejs';

/** Thrown when a text was too much for Cedar. The next use gets an instance that works. */
export class CedarOverrun extends Error {
  constructor(cause: unknown) {
    super('the policy is nested or chained too deeply for Cedar', { cause });
    this.name = 'CedarOverrun';
  }
}

/**
 * Runs something with Cedar's own wasm, which is loaded on first use: it is large, and decisions never need it.
 *
 * @throws CedarOverrun instead of the wasm's own errors
 */
export function withCedar<Result>(run: (cedar: CedarWasm) => Result): Result {
  // The package describes exactly this build in its own types.
  const cedar = requireHere(specifier) as CedarWasm;
  try {
    return run(cedar);
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Error && error.name === 'RuntimeError')) {
      // An instance whose stack ran over answers every later call with the same error.
      delete requireHere.cache[requireHere.resolve(specifier)];
      throw new CedarOverrun(error);
    }
    throw error;
  }
}
