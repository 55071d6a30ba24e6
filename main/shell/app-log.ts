import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type AppLog = (event: string, fields: Readonly<Record<string, unknown>>) => void;

const MOST_BYTES = 5_000_000;

/**
 * What the app does and what failed in it, beside what the daemon keeps: one line of JSON each in `app.log`, of which the one
 * before is kept as `app.log.1`. A line that can not be written is lost: nothing of the app ends for it.
 */
export function openAppLog(stateFolder: string, now: () => Date, mostBytes = MOST_BYTES): AppLog {
  const file = join(stateFolder, 'app.log');
  return (event, fields) => {
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > mostBytes) {
        renameSync(file, `${file}.1`);
      }
      appendFileSync(file, `${JSON.stringify({ at: now().toISOString(), event, ...fields })}\n`, { mode: 0o600 });
    } catch {
      // A full disk, a folder that was taken away: there is no other place to say it.
      return;
    }
  };
}
