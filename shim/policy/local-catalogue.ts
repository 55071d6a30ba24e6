import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalogue, emptyCatalogue } from '../../policy/catalogue/catalogue.ts';
import { isObject } from '../framing/message.ts';
import { hashOf } from '../record/chain.ts';

/** The person's own catalogue, or what keeps it from counting. */
export type LocalCatalogue =
  | { readonly kind: 'read'; readonly catalogue: Catalogue }
  /** `lastGood` is what a shim of this person last made of it; null when none ever could. */
  | { readonly kind: 'invalid'; readonly why: string; readonly lastGood: Catalogue | null };

const format = 1;

/**
 * Reads `policy/catalogue.yaml`. Its parser is heavy, so what it made of these bytes is kept beside the file: a shim that
 * finds the same bytes loads nothing else.
 */
export async function localCatalogue(stateFolder: string): Promise<LocalCatalogue> {
  const path = join(stateFolder, 'policy', 'catalogue.yaml');
  const cache = join(stateFolder, 'policy', 'catalogue.cache.json');
  const known = kept(cache);
  const lastGood = known?.catalogue ?? null;
  try {
    const text = readFileSync(path, 'utf8');
    const sha256 = hashOf(text);
    if (text.trim() === '') {
      return { kind: 'read', catalogue: emptyCatalogue };
    }
    return known?.sha256 === sha256
      ? { kind: 'read', catalogue: known.catalogue }
      : await parsed(text, cache, sha256, lastGood);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    if (code === 'ENOENT') {
      return { kind: 'read', catalogue: emptyCatalogue };
    }
    return { kind: 'invalid', why: code ?? 'it can not be read', lastGood };
  }
}

function kept(path: string): { readonly sha256: string; readonly catalogue: Catalogue } | null {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isObject(value) && value['format'] === format && typeof value['sha256'] === 'string'
      ? // Written by this very module, into a folder of this person alone.
        { sha256: value['sha256'], catalogue: value['catalogue'] as Catalogue }
      : null;
  } catch {
    // None yet, or not whole: it is made again.
    return null;
  }
}

async function parsed(
  text: string,
  cache: string,
  sha256: string,
  lastGood: Catalogue | null,
): Promise<LocalCatalogue> {
  const { parseCatalogue } = await import('../../policy/catalogue/parse.ts');
  const result = await parseCatalogue(text);
  if (!result.ok) {
    const [first] = result.problems;
    const why = first === undefined ? 'it is not valid' : `line ${first.line}: ${first.message}`;
    return { kind: 'invalid', why, lastGood };
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
