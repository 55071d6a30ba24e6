import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { openSqlite } from '../sqlite.ts';
import { isDamaged } from '../store-faults.ts';

/**
 * Makes this process the only daemon of a state folder. The system lets go of the lock when the process ends, however
 * it ends, so there is no stale one.
 *
 * @returns how to let go
 * @throws SallyportError `DAEMON_RUNNING`
 */
export function beOnlyDaemon(stateFolder: string): () => void {
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
  return () => lock.close();
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
