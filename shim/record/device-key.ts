import { chmodSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cryptography } from './chain.ts';

const keyBytes = 32;

/** Reads the key of this laptop's argument hashes, making it on first use. */
export function deviceKey(stateFolder: string): Buffer {
  return keyIn(join(stateFolder, 'device.key'));
}

/** Reads the key by which daemon, shims and command line know one another, making it on first use. */
export function daemonKey(stateFolder: string): Buffer {
  return keyIn(join(stateFolder, 'daemon.key'));
}

/** Two programs may make a key at once: the first whole file wins and both read it. */
function keyIn(path: string): Buffer {
  const known = readKey(path);
  if (known !== null) {
    return known;
  }
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, cryptography().randomBytes(keyBytes), { mode: 0o600, flush: true });
  chmodSync(draft, 0o600);
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!isExisting(error)) {
      throw error;
    }
  } finally {
    unlinkSync(draft);
  }
  return readFileSync(path);
}

function readKey(path: string): Buffer | null {
  try {
    const key = readFileSync(path);
    return key.length === keyBytes ? key : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
