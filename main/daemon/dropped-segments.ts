import type Database from 'better-sqlite3';
import { droppedSegments, tombstonesSize } from '../../shim/record/tombstones.ts';

/** Rows that one transaction deletes: some ten milliseconds of work. */
const fewAtOnce = 2000;

/**
 * Makes the store forget the records of segments that were dropped for age or size: what the limits of the trace say holds for its copy too.
 * Of a segment that is gone without a tombstone the store keeps all, as nobody of ours took it away.
 *
 * @returns deletes some of what was dropped, inside the transaction of its caller, and gives what to call once that holds and all is done
 */
export function openForgetting(
  database: Database.Database,
): (traceFolder: string) => { readonly hasMore: boolean; readonly noteDone: () => void } {
  const isKnown = database.prepare<[string]>('SELECT 1 FROM reach WHERE segment = ?').pluck();
  // The same records in both: the table of rules goes first, as it finds them by those that are still there.
  const some = 'IN (SELECT rowid FROM record WHERE segment = ? ORDER BY seq LIMIT ?)';
  const dropRules = database.prepare<[string, number]>(`DELETE FROM ruled WHERE at ${some}`);
  const drop = database.prepare<[string, number]>(`DELETE FROM record WHERE rowid ${some}`);
  const forget = database.prepare<[string]>('DELETE FROM reach WHERE segment = ?');
  let knownSize = 0;

  return (traceFolder) => {
    const size = tombstonesSize(traceFolder);
    const noteDone = (): void => {
      knownSize = size;
    };
    const dropped = size === knownSize ? [] : droppedSegments(traceFolder);
    let left = fewAtOnce;
    for (const segment of dropped.filter((path) => isKnown.get(path) !== undefined)) {
      dropRules.run(segment, left);
      left -= drop.run(segment, left).changes;
      if (left <= 0) {
        return { hasMore: true, noteDone };
      }
      forget.run(segment);
    }
    return { hasMore: false, noteDone };
  };
}
