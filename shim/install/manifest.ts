import { createHash } from 'node:crypto';
import { accessSync, closeSync, constants, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Name of the list of parts in the folder of a version. The launcher goes by it too, line by line. */
export const manifestName = 'manifest';

interface Part {
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly name: string;
}

/** The list of these files of a folder: size, hash and name, a line each. */
export function manifestOf(folder: string, names: readonly string[]): string {
  return names
    .map((name) => `${statSync(join(folder, name)).size} ${hashOfFile(join(folder, name))} ${name}\n`)
    .join('');
}

/** Names on the list of a version; none where the list is missing or not whole. */
export function listedIn(folder: string): readonly string[] {
  return partsIn(folder).map(({ name }) => name);
}

/**
 * Whether a version is what was installed.
 *
 * @param depth by `sizes`, which finds what was cut short or left out, or by `bytes`, which finds everything
 */
export function isAsListed(folder: string, depth: 'sizes' | 'bytes'): boolean {
  const parts = partsIn(folder);
  return parts.length > 0 && parts.every((part) => isAs(join(folder, part.name), part, depth));
}

function partsIn(folder: string): readonly Part[] {
  let text: string;
  try {
    text = readFileSync(join(folder, manifestName), 'utf8');
  } catch {
    // Never written, or lost: nothing vouches for what lies here.
    return [];
  }
  const parts = text.split('\n').flatMap((line): readonly Part[] => {
    const [size = '', sha256 = '', name = ''] = line.split(' ');
    return /^\d+$/.test(size) && /^[0-9a-f]{64}$/.test(sha256) ? [{ sizeBytes: Number(size), sha256, name }] : [];
  });
  return text.endsWith('\n') ? parts : [];
}

function isAs(path: string, { name, sizeBytes, sha256 }: Part, depth: 'sizes' | 'bytes'): boolean {
  try {
    // A copy or a restored backup may have lost its mode, and the launcher then starts servers without us.
    accessSync(path, name === 'node' ? constants.X_OK : constants.R_OK);
    return statSync(path).size === sizeBytes && (depth === 'sizes' || hashOfFile(path) === sha256);
  } catch {
    // Gone, or not ours to read: either way it can not be used.
    return false;
  }
}

/** In pieces: the runtime has more than a hundred megabytes. */
function hashOfFile(path: string): string {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(1024 * 1024);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
      hash.update(piece.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
