import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readState, writeState } from './state-file.ts';

const shape = /^[0-9a-f]{64}$/;

/**
 * What keeps the fingerprints of secrets to this device. Made once and kept in the state folder, never reported; where nothing can be
 * kept, fingerprints hold for one run.
 */
export function fingerprintSalt(stateFolder: string, mayWrite: boolean): string {
  const path = join(stateFolder, 'fingerprint.key');
  const known = knownSalt(path);
  if (known !== null) {
    return known;
  }
  const salt = randomBytes(32).toString('hex');
  if (!mayWrite) {
    return salt;
  }
  remember(path, salt);
  // Another scan may have made one at the same moment: what stands there now holds.
  return knownSalt(path) ?? salt;
}

function knownSalt(path: string): string | null {
  try {
    const salt = (readState(path) ?? '').trim();
    return shape.test(salt) ? salt : null;
  } catch {
    // An unreadable file is as good as none: a new salt is made.
    return null;
  }
}

function remember(path: string, salt: string): void {
  try {
    writeState(path, `${salt}\n`, 'crash');
  } catch {
    // A full disk: this scan goes on under a salt of its own, and the store says that nothing is remembered.
  }
}
