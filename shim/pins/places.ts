import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isStartedBy, leftBy } from '../../policy/pins/taken-over.ts';
import type { Pins } from '../../policy/pins/pins.ts';
import { pinPath, pinsFolder, readPinsText, updatePins } from './pin-file.ts';

/** Where a program is started from: an entry of a client, and the file that it names. */
export interface Place {
  readonly client: string;
  readonly entry: string;
  /** Path of the script or binary. */
  readonly program: string;
}

/** What a program that stood at this place before is remembered for. */
export interface Former {
  /** Key of the place. */
  readonly place: string;
  readonly pins: Pins;
  /** Every file that names the place. */
  readonly paths: readonly string[];
}

/** As files of pins name it, so that no path stands in them. */
export function placeKey({ client, entry, program }: Place): string {
  return process.getBuiltinModule('node:crypto').hash('sha256', JSON.stringify([client, entry, program]), 'hex');
}

/** Looks for the program that a place started before this one; of several the last one that was written about. */
export function formerAt(place: string, stateFolder: string, serverId: string): Former | null {
  const own = pinPath(stateFolder, serverId);
  const held = filesIn(pinsFolder(stateFolder))
    .filter((path) => path !== own)
    .flatMap((path) => {
      const text = textOf(path);
      const read = text.includes(place) ? readPinsText(text) : null;
      return read?.kind === 'read' && isStartedBy(read.pins, place) ? [{ path, pins: read.pins }] : [];
    })
    .toSorted((one, other) => writtenMs(other.path) - writtenMs(one.path));
  const [last] = held;
  return last === undefined ? null : { place, pins: last.pins, paths: held.map(({ path }) => path) };
}

/** Takes a place out of the files of programs that it starts no more. A file that no other place needs goes. */
export async function leave({ place, paths }: Former): Promise<void> {
  for (const path of paths) {
    await updatePins(path, (read) => {
      const left = read.kind === 'read' && isStartedBy(read.pins, place) ? leftBy(read.pins, place) : undefined;
      if (left === null) {
        rmSync(path, { force: true });
      }
      return left ?? null;
    });
  }
}

/** More servers than anybody has; the bound is for a folder that somebody else has filled. */
const mostFiles = 200;

function filesIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return names.slice(0, mostFiles).map((name) => join(folder, name));
  } catch {
    return []; // There are no pins yet, or not for us to read: then there is nothing to take over.
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // Another shim has just removed it, or it is not for us to read.
  }
}

function writtenMs(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
