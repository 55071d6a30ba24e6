import { spawnSync } from 'node:child_process';
import {
  closeSync,
  constants,
  copyFileSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { writeAll } from './file-bytes.ts';
import type { OnStep, Replacement } from './replacement.ts';

/**
 * Writes the new bytes beside the file, with the file's mode, owner and whatever else the system keeps with it.
 *
 * @returns false where a new file could not stand for the old one: hard links, an owner we can not give. Then nothing is
 * left behind, and the file can only be written in place
 * @throws the system's own error, also where the folder may not be written: whoever closed it wants nothing changed there
 */
export function prepareReplacement(replacement: Replacement, onStep: OnStep): boolean {
  const stats = statSync(replacement.target);
  if (stats.nlink > 1) {
    return false;
  }
  try {
    copyAttributes(replacement);
    const isReady = fillTemporary(replacement, stats, onStep);
    if (!isReady) {
      rmSync(replacement.temporary, { force: true });
    }
    return isReady;
  } catch (error) {
    rmSync(replacement.temporary, { force: true });
    throw error;
  }
}

/** A new file with the target's attributes. */
function copyAttributes({ target, temporary }: Replacement): void {
  closeSync(openSync(temporary, 'wx', 0o600));
  if (process.platform === 'darwin') {
    // The system's own copy takes access lists and extended attributes along.
    copyFileSync(target, temporary);
  } else if (process.platform === 'linux') {
    // Node knows no call for them; where this program is missing or refuses, mode and owner are still set.
    spawnSync('cp', ['--attributes-only', '--preserve=all', '--', target, temporary], {
      stdio: 'ignore',
      timeout: 2000,
      env: { PATH: `/usr/bin:/bin:${process.env['PATH'] ?? ''}` },
    });
  }
}

/** False when the new file can not be given to the old one's owner. */
function fillTemporary({ temporary, after }: Replacement, stats: Stats, onStep: OnStep): boolean {
  const file = openSync(temporary, constants.O_WRONLY | constants.O_TRUNC);
  try {
    onStep('temporary-made');
    const half = Math.floor(after.length / 2);
    writeAll(file, after.subarray(0, half), 0);
    onStep('temporary-half-written');
    writeAll(file, after.subarray(half), half);
    if (!giveTo(file, stats)) {
      return false;
    }
    fchmodSync(file, stats.mode & 0o7777);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  onStep('temporary-written');
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
