import {
  closeSync,
  constants,
  copyFileSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';

export interface Replacement {
  /** The file itself, no link. */
  readonly target: string;
  /** In the same folder. */
  readonly temporary: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** Moments at which a test may stop the process. */
export type Step =
  | 'backed-up'
  | 'begun'
  | 'temporary-made'
  | 'temporary-half-written'
  | 'temporary-written'
  | 'in-place-half-written'
  | 'replaced'
  | 'folder-synced'
  | 'finished';
export type OnStep = (step: Step) => void;

export type Replaced =
  /** `old` is the replaced file, still open: who holds it open too may yet write to it. Null when it was written in place. */
  | { readonly kind: 'replaced'; readonly old: number | null }
  | { readonly kind: 'changed' };

/**
 * Puts new bytes into a file: readers see the old ones or the new ones. Mode, owner and what the system keeps beside a file
 * stay. Where a new file could not stand for the old one (hard links, an owner we can not give, a folder we can not write),
 * it is written in place; the caller has a backup.
 *
 * @returns `changed` when the file does not hold `before` any more; then nothing is done
 * @throws the system's own error; the file then holds `before`, except in place, where `before` is put back
 */
export function replaceFile(replacement: Replacement, onStep: OnStep): Replaced {
  const old = openSync(replacement.target, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  let isKept = false;
  try {
    const stats = fstatSync(old);
    if (!isUnchanged(old, stats, replacement)) {
      return { kind: 'changed' };
    }
    const isFree = stats.nlink === 1 && makeTemporary(replacement, stats, onStep);
    if (!isFree) {
      writeInPlace(replacement, onStep);
      return { kind: 'replaced', old: null };
    }
    // Last look: what came since is not ours to lose.
    if (!isUnchanged(old, statSync(replacement.target), replacement)) {
      rmSync(replacement.temporary, { force: true });
      return { kind: 'changed' };
    }
    renameSync(replacement.temporary, replacement.target);
    onStep('replaced');
    syncFolder(dirname(replacement.target));
    onStep('folder-synced');
    isKept = true;
    return { kind: 'replaced', old };
  } catch (error) {
    rmSync(replacement.temporary, { force: true });
    throw error;
  } finally {
    if (!isKept) {
      closeSync(old);
    }
  }
}

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

function isUnchanged(old: number, { ino, dev }: Stats, { before }: Replacement): boolean {
  const held = fstatSync(old);
  return held.ino === ino && held.dev === dev && Buffer.compare(readOpen(old), before) === 0;
}

/** False where a new file could not take the old one's place. */
function makeTemporary({ target, temporary, after }: Replacement, stats: Stats, onStep: OnStep): boolean {
  if (!copyAttributes(target, temporary)) {
    return false;
  }
  const file = openSync(temporary, constants.O_WRONLY);
  try {
    onStep('temporary-made');
    ftruncateSync(file, 0);
    const half = Math.floor(after.length / 2);
    writeAll(file, after.subarray(0, half), 0);
    onStep('temporary-half-written');
    writeAll(file, after.subarray(half), half);
    if (!giveTo(file, stats)) {
      closeSync(file);
      rmSync(temporary, { force: true });
      return false;
    }
    fchmodSync(file, stats.mode & 0o7777);
    fsyncSync(file);
  } finally {
    closeQuietly(file);
  }
  onStep('temporary-written');
  return true;
}

/** An empty or copied file with the target's attributes. False when its folder can not be written. */
function copyAttributes(target: string, temporary: string): boolean {
  try {
    closeSync(openSync(temporary, 'wx', 0o600));
  } catch (error) {
    if (codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM') {
      return false;
    }
    throw error;
  }
  if (process.platform === 'darwin') {
    // The system's own copy takes access lists and extended attributes along.
    copyFileSync(target, temporary);
  } else if (process.platform === 'linux') {
    // Node knows no call for them; where this program is missing or refuses, mode and owner are still set below.
    spawnSync('cp', ['--attributes-only', '--preserve=all', '--', target, temporary], { stdio: 'ignore', timeout: 2000 });
  }
  return true;
}

function giveTo(file: number, { uid, gid }: Stats): boolean {
  const mine = fstatSync(file);
  if (mine.uid === uid && mine.gid === gid) {
    return true;
  }
  try {
    fchownSync(file, uid, gid);
    return true;
  } catch {
    // Not ours to give away: the file keeps its owner by being written in place.
    return false;
  }
}

function writeInPlace({ target, before, after }: Replacement, onStep: OnStep): void {
  const file = openSync(target, constants.O_RDWR);
  try {
    const half = Math.floor(after.length / 2);
    writeAll(file, after.subarray(0, half), 0);
    onStep('in-place-half-written');
    writeAll(file, after.subarray(half), half);
    ftruncateSync(file, after.length);
    fsyncSync(file);
  } catch (error) {
    writeAll(file, before, 0);
    ftruncateSync(file, before.length);
    throw error;
  } finally {
    closeSync(file);
  }
  onStep('replaced');
}

function writeAll(file: number, bytes: Uint8Array, from: number): void {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(file, bytes, written, bytes.length - written, from + written);
  }
}

/** A rename is only sure to last once its folder is written; Windows has no such call. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') {
    return;
  }
  const open = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
}

function closeQuietly(file: number): void {
  try {
    closeSync(file);
  } catch {
    // Closed before: it was given up.
  }
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** The bytes of a file as they are now; null when there is none. */
export function readNow(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return null;
    }
    throw error;
  }
}
