import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { codeOf } from './file-bytes.ts';

const STALE_AFTER_MS = 10_000;
const LONGEST_WAIT_MS = 3000;
const LOOK_EVERY_MS = 50;

/**
 * Takes the lock that Cline keeps beside its settings while it writes: a folder with an owner file, stale after ten seconds.
 *
 * @returns how to let go again
 * @throws SallyportError `CONFIG_LOCKED` when somebody else keeps it
 */
export async function takeClientLock(path: string): Promise<() => void> {
  const folder = `${path}.lock`;
  const until = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    try {
      mkdirSync(folder);
      writeFileSync(join(folder, 'owner'), `sallyport ${process.pid}\n`);
      return () => rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') {
        throw error;
      }
    }
    if (ageMs(folder) > STALE_AFTER_MS) {
      rmSync(folder, { recursive: true, force: true });
    } else if (Date.now() > until) {
      throw new SallyportError({
        code: 'CONFIG_LOCKED',
        message: `${path} is being written by its client (${folder} exists)`,
        remedy: 'Wait until the client is done, then try again.',
      });
    } else {
      await sleep(LOOK_EVERY_MS);
    }
  }
}

function ageMs(folder: string): number {
  const stats = statSync(folder, { throwIfNoEntry: false });
  return stats === undefined ? 0 : Date.now() - stats.mtimeMs;
}
