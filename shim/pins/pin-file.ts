import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Pins, pinsFormat } from '../../policy/pins/pins.ts';
import { isObject } from '../framing/message.ts';

/** What a file of pins says. */
export type ReadPins =
  | { readonly kind: 'read'; readonly pins: Pins }
  | { readonly kind: 'none' }
  /** Something else stands there: nothing is known, which is not the same as nothing being remembered. */
  | { readonly kind: 'unreadable' };

export function pinsFolder(stateFolder: string): string {
  return join(stateFolder, 'pins');
}

export function pinPath(stateFolder: string, serverId: string): string {
  return join(pinsFolder(stateFolder), `${serverId}.json`);
}

export function readPins(path: string): ReadPins {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT'
      ? { kind: 'none' }
      : { kind: 'unreadable' };
  }
  return readPinsText(text);
}

/** What the text of a file of pins says. */
export function readPinsText(text: string): ReadPins {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) &&
      value['format'] === pinsFormat &&
      isObject(value['entries']) &&
      Array.isArray(value['whole'])
      ? // Written by `updatePins` alone, into a folder of this person alone.
        { kind: 'read', pins: value as unknown as Pins }
      : { kind: 'unreadable' };
  } catch {
    // Written whole or not at all, so somebody else wrote it.
    return { kind: 'unreadable' };
  }
}

const tries = 400;
const betweenTriesMs = 5;
/** Whoever holds it does so for a moment; longer, and its process has died. */
const staleMs = 2000;

/**
 * Changes the pins of a server, one program at a time, and whole or not at all.
 *
 * @param change is given what stands there now; null leaves it as it is
 */
export async function updatePins(path: string, change: (read: ReadPins) => Pins | null): Promise<Pins | null> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const lock = `${path}.lock`;
  await take(lock);
  try {
    const pins = change(readPins(path));
    if (pins !== null) {
      const draft = `${path}.${process.pid}`;
      writeFileSync(draft, `${JSON.stringify(pins)}\n`, { mode: 0o600 });
      renameSync(draft, path);
    }
    return pins;
  } finally {
    rmSync(lock, { force: true });
  }
}

async function take(lock: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      closeSync(openSync(lock, 'wx', 0o600));
      return;
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      if (!isTaken || attempt >= tries) {
        throw error;
      }
      removeIfStale(lock);
      await pause(betweenTriesMs);
    }
  }
}

function removeIfStale(lock: string): void {
  const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  if (since !== undefined && Date.now() - since > staleMs) {
    rmSync(lock, { force: true });
  }
}

/** Changes whenever the file does. */
export function pinSignature(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stats === undefined ? '-' : `${stats.ino}.${stats.size}.${stats.mtimeNs}`;
}
