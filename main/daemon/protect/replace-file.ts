import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, readOpen, writeAll } from './file-bytes.ts';
import type { OnStep, Replacement } from './replacement.ts';

export type Replaced =
  /** `old` is the replaced file, still open: who holds it open too may yet write to it. Null when it was written in place. */
  { readonly kind: 'replaced'; readonly old: number | null } | { readonly kind: 'changed' };

/**
 * Puts the new bytes in the file's place: readers see the old ones or the new ones. Only in place, where there is no other
 * way, they may see a part; the caller has a backup.
 *
 * @returns `changed` when the file does not hold `before` any more; then nothing is done
 * @throws the system's own error; the file then holds `before`
 */
export function replaceFile(replacement: Replacement, isPrepared: boolean, onStep: OnStep): Replaced {
  const old = openSync(replacement.target, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  let isHeld = true;
  try {
    if (!isUnchanged(old, replacement)) {
      return { kind: 'changed' };
    }
    if (!isPrepared) {
      writeInPlace(replacement, onStep);
      return { kind: 'replaced', old: null };
    }
    if (process.platform === 'win32') {
      // There an open file can not be replaced.
      closeSync(old);
      isHeld = false;
    }
    renameOver(replacement);
    onStep('replaced');
    syncFolder(dirname(replacement.target));
    onStep('folder-synced');
    const kept = isHeld ? old : null;
    isHeld = false;
    return { kind: 'replaced', old: kept };
  } finally {
    if (isHeld) {
      closeSync(old);
    }
    rmSync(replacement.temporary, { force: true });
  }
}

/** The file we hold is still the one the path leads to, and still holds what it did. */
function isUnchanged(old: number, { target, before }: Replacement): boolean {
  const isSame = Buffer.compare(readOpen(old), before) === 0;
  const held = fstatSync(old);
  const there = statSync(target);
  return isSame && held.ino === there.ino && held.dev === there.dev;
}

/** Programs that look at files (virus scanners, indexers) hold them for moments on Windows. */
function renameOver({ temporary, target }: Replacement): void {
  for (let waitMs = 20; ; waitMs *= 2) {
    try {
      renameSync(temporary, target);
      return;
    } catch (error) {
      if (waitMs > 640 || !['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error))) {
        throw error;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, waitMs);
    }
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

/** A rename is only sure to last once its folder is written. Some disks have no such call: then it lasts a little later. */
function syncFolder(folder: string): void {
  try {
    const open = openSync(folder, constants.O_RDONLY);
    try {
      fsyncSync(open);
    } finally {
      closeSync(open);
    }
  } catch {
    // The file is in its place; nothing is to be undone.
  }
}
