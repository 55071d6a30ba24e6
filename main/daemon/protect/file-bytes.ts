import { fstatSync, readFileSync, readSync, statSync, writeSync } from 'node:fs';

/** The bytes of an open file, from its beginning. */
export function readOpen(file: number): Uint8Array {
  const room = Buffer.alloc(fstatSync(file).size + 1);
  let filled = 0;
  for (;;) {
    const count = readSync(file, room, filled, room.length - filled, filled);
    filled += count;
    if (count === 0 || filled === room.length) {
      return room.subarray(0, filled);
    }
  }
}

/** Writes all bytes at a place of an open file. */
export function writeAll(file: number, bytes: Uint8Array, from: number): void {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(file, bytes, written, bytes.length - written, from + written);
  }
}

/** What the system called an error; empty for errors of another kind. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/**
 * The bytes of a file as they are now; null when there is none.
 *
 * @throws the system's own error, and `not a regular file` for a pipe or a device: to open one may wait for ever
 */
export function readNow(path: string): Uint8Array | null {
  try {
    if (!statSync(path).isFile()) {
      throw Object.assign(new Error('not a regular file'), { code: 'not a regular file' });
    }
    return readFileSync(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) {
      return null;
    }
    throw error;
  }
}
