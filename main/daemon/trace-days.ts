import { statSync } from 'node:fs';
import { join } from 'node:path';
import { daysIn, listTrace, type TraceListing } from '../../shim/record/trace-files.ts';

/** Which segments may hold something new. */
export interface TraceDays {
  /** @returns what is to be read now, and what to call once all of it was */
  toLookAt(traceFolder: string): TraceListing & { readonly noteAllRead: () => void };
}

const dayMs = 24 * 3_600_000;
/** A shim whose clock is wrong writes under another day: whoever runs for long finds that, too. */
const forgetAfterMs = 10 * 60_000;

/**
 * Shims begin a new file with each day (UTC). So what stands under days before yesterday was written to for the last time, and
 * thousands of files need not be looked at each time that one of today grows.
 */
export function traceDays(nowMs: () => number = Date.now): TraceDays {
  const read = new Map<string, number>();
  let sinceMs = nowMs();
  return {
    toLookAt: (traceFolder) => {
      const now = nowMs();
      if (Math.abs(now - sinceMs) > forgetAfterMs) {
        read.clear();
        sinceMs = now;
      }
      const yesterday = new Date(now - dayMs).toISOString().slice(0, 10);
      const days = daysIn(traceFolder)
        .map((day) => ({ day, changedMs: changedMsOf(join(traceFolder, day)) }))
        .filter(({ day, changedMs }) => read.get(day) !== changedMs);
      const listing = listTrace(
        traceFolder,
        days.map(({ day }) => day),
      );
      return {
        ...listing,
        noteAllRead: () => {
          for (const { day, changedMs } of days) {
            if (day < yesterday && !listing.closed.some(({ path }) => path === day)) {
              read.set(day, changedMs);
            }
          }
        },
      };
    },
  };
}

/** Another one once a file has come or gone. */
function changedMsOf(folder: string): number {
  return statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
