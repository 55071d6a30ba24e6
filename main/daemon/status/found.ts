import { existsSync } from 'node:fs';
import { SallyportError } from '../../../scanner/model/errors.ts';
import type { WireFailure } from '../../contract/api.ts';
import { openActivity } from '../activity/activity-reader.ts';
import { storeFault } from '../store-faults.ts';
import { traceFile } from '../trace-store.ts';

const DAY_MS = 24 * 3_600_000;
const MOST = 1000;

export interface Found {
  /** How many records of the last day tell of findings that a person is to be told of, up to a thousand; null where nobody knows. */
  readonly count: number | null;
  /** What keeps it from being known; null also where no trace was taken in yet. */
  readonly problem: WireFailure | null;
}

/** Looks into the store of the trace, and changes nothing: a damaged one is left to those who take the trace in. */
export async function foundWithinADay(stateFolder: string, now: Date): Promise<Found> {
  const file = traceFile(stateFolder);
  if (!existsSync(file)) {
    return { count: null, problem: null };
  }
  try {
    return { count: await countedIn(stateFolder, now), problem: null };
  } catch (error) {
    const fault = storeFault(file, error);
    if (fault instanceof SallyportError) {
      const { code, message, remedy } = fault;
      return { count: null, problem: { code, message, remedy } };
    }
    throw fault;
  }
}

async function countedIn(stateFolder: string, now: Date): Promise<number> {
  const reader = openActivity(stateFolder);
  try {
    const since = new Date(now.getTime() - DAY_MS).toISOString();
    return (await reader.count({ kind: 'finding', withFindings: true, text: '"warn"', since }, MOST)).count;
  } finally {
    reader.close();
  }
}
