import {
  appendFileSync,
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { cryptography } from './chain.ts';

/** What is missing in the record, written down beside it because it could not be written into it. */
export interface GapMarker {
  /** The launcher had to start a server without us, or a shim ended with records that it could not write. */
  readonly reason: 'runtime-broken' | 'record-unwritable';
  readonly at: string;
  readonly client: string | null;
  readonly server: string | null;
  /** How many records were lost; null where there would have been a connection of unknown length. */
  readonly records: number | null;
}

interface LostRecords {
  readonly at: Date;
  readonly client: string;
  readonly server: string;
  readonly records: number;
}

const fileName = 'gaps.jsonl';
const takenName = /^gaps\.\d+\.jsonl$/;

const roomBytes = 4096;

/** Keeps room on the disk for markers: once it is full there is nowhere left to say what is missing. */
export function keepRoomForMarkers(stateFolder: string): void {
  const path = roomPath(stateFolder);
  if (statSync(path, { throwIfNoEntry: false })?.size !== roomBytes) {
    // Some file systems need no room for bytes that are all the same.
    writeFileSync(path, cryptography().randomBytes(roomBytes), { mode: 0o600 });
  }
}

function roomPath(stateFolder: string): string {
  return join(stateFolder, 'trace', '.room');
}

/**
 * Leaves a marker for records that a connection has lost for good, for the next record and for `shim status`.
 *
 * @param append tests put a full disk here
 */
export function leaveGapMarker(
  stateFolder: string,
  { at, client, server, records }: LostRecords,
  append: (path: string, text: string) => void = (path, text) => appendFileSync(path, text, { mode: 0o600 }),
): void {
  const hex = (name: string): string => Buffer.from(name.slice(0, 100)).toString('hex');
  const marker = {
    v: 1,
    reason: 'record-unwritable',
    at: Math.floor(at.getTime() / 1000),
    records,
    client: hex(client),
    server: hex(server),
  };
  const path = join(stateFolder, fileName);
  const line = `${JSON.stringify(marker)}\n`;
  try {
    append(path, line);
  } catch {
    // The same full disk, which may have taken a part.
    useRoom(stateFolder, () => append(path, `\n${line}`));
  }
}

function useRoom(stateFolder: string, use: () => void): void {
  try {
    rmSync(roomPath(stateFolder));
    use();
  } catch {
    // No room was kept, or another was faster: the mode has decided about the calls, and there is nowhere left to say it.
  }
}

/** Markers that no record has yet. */
export function gapMarkersIn(stateFolder: string): readonly GapMarker[] {
  return [fileName, ...takenIn(stateFolder)].flatMap((name) => markersIn(join(stateFolder, name)) ?? []);
}

/** Whoever takes markers has them on record long before. */
const takenForMs = 60_000;

/** Gives back what was taken by a shim that was killed before it could put it into the record. */
export function giveBackLeftMarkers(stateFolder: string, now: Date): void {
  for (const name of takenIn(stateFolder)) {
    const left = join(stateFolder, name);
    // A rename changes the time of the entry, and not that of its text. One that lies ahead is of before the clock was set back.
    if (Math.abs(now.getTime() - statSync(left).ctimeMs) > takenForMs && markersIn(left) !== null) {
      giveBack(left, join(stateFolder, fileName));
      rmSync(left);
    }
  }
}

/**
 * Takes the markers, to put them into the record. The first to ask gets them, and nobody else, unless they can not be
 * written: then they are there again.
 *
 * @param put whether they are on record now, or a promise of it
 */
export function takeGapMarkers(
  stateFolder: string,
  put: (markers: readonly GapMarker[]) => boolean | Promise<boolean>,
): void {
  const shared = join(stateFolder, fileName);
  const mine = join(stateFolder, `gaps.${process.pid}.jsonl`);
  try {
    renameSync(shared, mine);
  } catch {
    // The usual case: there is none.
    return;
  }
  const markers = markersIn(mine);
  if (markers === null) {
    return;
  }
  const settle = (isWritten: boolean): void => {
    try {
      if (!isWritten) {
        giveBack(mine, shared);
      }
      rmSync(mine);
    } catch {
      // The full disk that kept them from the record. They count where they are, and whoever tidies gives them back.
    }
  };
  const written = put(markers);
  if (typeof written === 'boolean') {
    settle(written);
  } else {
    void written.then(settle);
  }
}

/** Without others that have come meanwhile it takes no room, which there may be none of. */
function giveBack(mine: string, shared: string): void {
  try {
    linkSync(mine, shared);
  } catch {
    // Others have come, or this file system has no second names.
    appendFileSync(shared, readFileSync(mine), { mode: 0o600 });
  }
}

/** Null for what is not there (the usual case), is no file, or is not ours to read. */
function markersIn(path: string): readonly GapMarker[] | null {
  try {
    return readFileSync(path, 'utf8').split('\n').flatMap(markerOf);
  } catch {
    // It stays where it is: no server waits for that.
    return null;
  }
}

function takenIn(stateFolder: string): readonly string[] {
  try {
    return readdirSync(stateFolder).filter((name) => takenName.test(name));
  } catch {
    // There is no state yet, or it can not be read: whoever shows it says so.
    return [];
  }
}

function markerOf(line: string): readonly GapMarker[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    // The end of the file, or a line cut by a full disk.
    return [];
  }
  if (typeof parsed !== 'object' || parsed === null || !('at' in parsed) || typeof parsed.at !== 'number') {
    return [];
  }
  const name = (value: unknown): string | null =>
    typeof value === 'string' ? Buffer.from(value, 'hex').toString('utf8') : null;
  const records = 'records' in parsed && typeof parsed.records === 'number' ? parsed.records : null;
  return [
    {
      reason: 'reason' in parsed && parsed.reason === 'record-unwritable' ? 'record-unwritable' : 'runtime-broken',
      at: new Date(parsed.at * 1000).toISOString(),
      client: name('client' in parsed ? parsed.client : null),
      server: name('server' in parsed ? parsed.server : null),
      records,
    },
  ];
}
