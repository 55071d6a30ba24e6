import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalogue, emptyCatalogue } from '../../policy/catalogue/catalogue.ts';
import { isObject } from '../framing/message.ts';
import { hashOf } from '../record/chain.ts';

/** The person's own catalogue, or what keeps it from counting. */
export type LocalCatalogue =
  | { readonly kind: 'read'; readonly catalogue: Catalogue }
  /** The one before stays in force where there was one. */
  | { readonly kind: 'invalid'; readonly why: string };

const format = 1;

/**
 * Reads `policy/catalogue.yaml`. Its parser is heavy, so what it made of these bytes is kept beside the file: a shim that
 * finds the same bytes loads nothing else.
 */
export async function localCatalogue(stateFolder: string): Promise<LocalCatalogue> {
  const path = join(stateFolder, 'policy', 'catalogue.yaml');
  const text = readIfThere(path);
  if (text === null || text.trim() === '') {
    return { kind: 'read', catalogue: emptyCatalogue };
  }
  const cache = join(stateFolder, 'policy', 'catalogue.cache.json');
  const sha256 = hashOf(text);
  return cached(cache, sha256) ?? parsed(text, cache, sha256);
}

function cached(path: string, sha256: string): LocalCatalogue | null {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isObject(value) && value['format'] === format && value['sha256'] === sha256
      ? // Written by this very function, into a folder of this person alone.
        { kind: 'read', catalogue: value['catalogue'] as Catalogue }
      : null;
  } catch {
    // None yet, or not whole: it is made again.
    return null;
  }
}

async function parsed(text: string, cache: string, sha256: string): Promise<LocalCatalogue> {
  const { parseCatalogue } = await import('../../policy/catalogue/parse.ts');
  const result = await parseCatalogue(text);
  if (!result.ok) {
    const [first] = result.problems;
    return { kind: 'invalid', why: first === undefined ? 'it is not valid' : `line ${first.line}: ${first.message}` };
  }
  const { catalogue } = result;
  try {
    const draft = `${cache}.${process.pid}`;
    writeFileSync(draft, JSON.stringify({ format, sha256, catalogue }), { mode: 0o600 });
    renameSync(draft, cache);
  } catch {
    // A folder that can not be written costs the next start some time, nothing else.
  }
  return { kind: 'read', catalogue };
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return null;
    }
    throw error;
  }
}
