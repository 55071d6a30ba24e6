import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openActivity } from '../activity/activity-reader.ts';

const DAY_MS = 24 * 3_600_000;
const MOST = 1000;

/** How many records of the last day tell of findings that a person is to be told of, up to a thousand; null where there is no store. */
export async function foundWithinADay(stateFolder: string, now: Date): Promise<number | null> {
  if (!existsSync(join(stateFolder, 'trace.db'))) {
    return null;
  }
  const reader = openActivity(stateFolder);
  try {
    const since = new Date(now.getTime() - DAY_MS).toISOString();
    return (await reader.count({ kind: 'finding', withFindings: true, text: '"warn"', since }, MOST)).count;
  } finally {
    reader.close();
  }
}
