import type Database from 'better-sqlite3';
import { tombstonesIn } from '../../shim/record/tombstones.ts';
import { segmentFile } from '../../shim/record/trace-files.ts';
import type { TraceCursor } from '../../shim/record/trace-reader.ts';

/** Rows that one transaction deletes: some ten milliseconds of work. */
const fewAtOnce = 2000;

/**
 * Makes the store forget the records of segments that were dropped for age or size: what the limits of the trace say holds for its copy too.
 * Of a segment that is gone without a tombstone the store keeps all, as nobody of ours took it away.
 *
 * @returns `forget` deletes some, inside the transaction of its caller, and gives the part of `before` that is still to be forgotten
 */
export function openForgetting(database: Database.Database): {
  readonly forget: (traceFolder: string, before: TraceCursor, now: TraceCursor) => TraceCursor;
} {
  const drop = database.prepare<[string, number]>(
    'DELETE FROM record WHERE rowid IN (SELECT rowid FROM record WHERE segment = ? LIMIT ?)',
  );
  return {
    forget: (traceFolder, before, now) => {
      const gone = Object.keys(before).filter((segment) => !Object.hasOwn(now, segment));
      if (gone.length === 0) {
        return {};
      }
      const dropped = new Set(
        tombstonesIn(traceFolder).all.map(({ day, chain, part }) => `${day}/${segmentFile(chain, part)}`),
      );
      let left = fewAtOnce;
      const later = gone.filter((segment) => {
        if (dropped.has(segment) && left > 0) {
          left -= drop.run(segment, left).changes;
        }
        return dropped.has(segment) && left <= 0;
      });
      return Object.fromEntries(later.map((segment) => [segment, before[segment] ?? 0]));
    },
  };
}
