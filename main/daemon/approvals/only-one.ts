import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { openSqlite } from '../sqlite.ts';
import { isDamaged } from '../store-faults.ts';

/** Being the only daemon of a state folder. */
export interface OnlyDaemon {
  /** Whether our lock still lies there: where the folder was taken away, another daemon can start beside us. */
  isHere(): boolean;
  letGo(): void;
}

/**
 * Makes this process the only daemon of a state folder. The system lets go of the lock when the process ends, however
 * it ends, so there is no stale one.
 *
 * @throws SallyportError `DAEMON_RUNNING` or `STATE_UNWRITABLE`
 */
export function beOnlyDaemon(stateFolder: string): OnlyDaemon {
  const path = join(stateFolder, 'daemon.lock');
  const lock = openLock(path);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') {
      throw new SallyportError({
        code: 'DAEMON_RUNNING',
        message: `a Sallyport daemon runs already for ${stateFolder}`,
        remedy: 'Use that one, or stop it first.',
        cause: error,
      });
    }
    if (isDamaged(error)) {
      throw unusable(path, 'Remove the file, and start the daemon again: it holds nothing.', error);
    }
    throw error;
  }
  const ours = fileAt(path);
  const isHere = (): boolean => {
    try {
      return fileAt(path) === ours;
    } catch {
      // A disk that does not answer at this moment: what can not be seen is not gone.
      return true;
    }
  };
  return { isHere, letGo: () => lock.close() };
}

/** Which file lies there, whatever it is called. */
function fileAt(path: string): string {
  const facts = statSync(path, { bigint: true, throwIfNoEntry: false });
  return facts === undefined ? 'none' : `${facts.dev}:${facts.ino}`;
}

function openLock(path: string): ReturnType<typeof openSqlite> {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return openSqlite(path, { waitMs: 0 });
  } catch (error) {
    throw unusable(path, 'Make the folder writable, or choose another folder with `--state DIR`.', error);
  }
}

function unusable(path: string, remedy: string, cause: unknown): SallyportError {
  return new SallyportError({ code: 'STATE_UNWRITABLE', message: `could not open ${path}`, remedy, cause });
}
