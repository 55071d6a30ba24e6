import { setTimeout as sleep } from 'node:timers/promises';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { readNow, readOpen } from './file-bytes.ts';
import { type ConfigWrite, type WriteDeps, writeConfig } from './write-config.ts';

export interface HoldDeps extends WriteDeps {
  /** How long a client's late writes are met. */
  readonly holdMs: number;
}

export interface Holding {
  /** The write that was made. */
  readonly write: ConfigWrite;
  /** The file it replaced, still open; null when there is none to look at. */
  readonly old: number | null;
  /** Our change on top of somebody else's bytes; null when it is there already, or when they can not be parsed yet. */
  readonly again: (theirs: Uint8Array) => Promise<ConfigWrite | null>;
}

const LOOK_EVERY_MS = 50;
const MOST_TRIES = 3;

/**
 * Stays with a file for a moment after it was replaced. A client that still held the old file open may write to it, and one
 * that remembers the old content may write it back: both times its change is kept and ours is made again on top, up to three
 * times, when the client is quiet or the moment is over.
 *
 * @returns how often it was made again
 */
export async function holdFile({ write, old, again }: Holding, deps: HoldDeps): Promise<number> {
  let ours = write.after;
  let seenLate = write.before;
  let previous = ours;
  let tries = 0;
  const until = Date.now() + deps.holdMs;
  for (let isOver = deps.holdMs === 0; !isOver && tries < MOST_TRIES;) {
    await sleep(LOOK_EVERY_MS);
    isOver = Date.now() >= until;
    const now = readNow(write.realPath);
    if (now === null) {
      continue;
    }
    const late = old === null ? seenLate : readOpen(old);
    // A newer file wins over a late write to the old one: its writer has read what we wrote or does not care.
    const theirs = Buffer.compare(now, ours) !== 0 ? now : late;
    const isQuiet = Buffer.compare(theirs, previous) === 0;
    previous = theirs;
    if (theirs === late && Buffer.compare(late, seenLate) === 0) {
      continue;
    }
    const next = isQuiet || isOver ? await again(theirs) : null;
    if (next !== null && (await isWritten({ ...next, before: now }, deps))) {
      seenLate = late;
      ours = next.after;
      tries += 1;
    }
  }
  return tries;
}

/** False when the file is being written at this moment: the next look sees the result. */
async function isWritten(write: ConfigWrite, deps: WriteDeps): Promise<boolean> {
  try {
    await writeConfig(write, deps);
    return true;
  } catch (error) {
    if (error instanceof SallyportError) {
      return false;
    }
    throw error;
  }
}
