import { closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { largestBundleBytes } from './envelope.ts';

/** Null when it is not there, not ours to read, or larger than any bundle. */
export function readWhole(path: string): Uint8Array | null {
  try {
    return statSync(path).size > largestBundleBytes ? null : readFileSync(path);
  } catch {
    // The caller tells missing from damaged by what it remembers.
    return null;
  }
}

/** Writes a file whole or not at all, and so that it is still there after a crash. */
export function writeWhole(folder: string, name: string, bytes: Uint8Array): void {
  const temporary = join(folder, `${name}.new`);
  writeFileSync(temporary, bytes, { mode: 0o600, flush: true });
  renameSync(temporary, join(folder, name));
  syncNames(folder);
}

/** Leaves everything as it is when there is no such file. */
export function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      throw error;
    }
  }
}

/** The name of a file is in its folder, and is lost with it. */
function syncNames(folder: string): void {
  // Windows opens no folders, and keeps names safe by itself.
  if (process.platform !== 'win32') {
    const opened = openSync(folder, 'r');
    try {
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
  }
}
