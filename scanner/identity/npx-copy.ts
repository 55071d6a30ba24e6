import { createHash } from 'node:crypto';
import type { Files } from '../files.ts';
import { at } from '../formats/document.ts';
import { within } from './paths.ts';
import type { PackageRuns } from './step.ts';

const LARGEST_PACKAGE_BYTES = 1024 * 1024;

/** Where `npx` unpacks what it is told, named as npm does: by a hash of the words that it was given. */
export function npxFolder(cache: string, { name, requested }: PackageRuns): string {
  const words = requested === null ? name : `${name}@${requested}`;
  return within(cache, `_npx/${createHash('sha512').update(words).digest('hex').slice(0, 16)}`);
}

/** The `package.json` of the package in such a folder; undefined when there is none of that name. */
export async function unpackedAt(folder: string, { name }: PackageRuns, files: Files): Promise<unknown> {
  const own = await jsonAt(within(folder, `node_modules/${name}/package.json`), LARGEST_PACKAGE_BYTES, files);
  return own.kind === 'json' && at(own.value, ['name']) === name ? own.value : undefined;
}

type Json = { readonly kind: 'absent' | 'unreadable' } | { readonly kind: 'json'; readonly value: unknown };

export async function jsonAt(path: string, limitBytes: number, files: Files): Promise<Json> {
  const found = await files.read(path, limitBytes);
  if (found.kind !== 'bytes') {
    return { kind: found.kind === 'absent' ? 'absent' : 'unreadable' };
  }
  try {
    return { kind: 'json', value: JSON.parse(new TextDecoder().decode(found.bytes)) };
  } catch {
    // Cut off or not npm's: it proves nothing.
    return { kind: 'unreadable' };
  }
}
