import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { openSqlite } from '../sqlite.ts';

/**
 * Makes this process the only daemon of a state folder. The system lets go of the lock when the process ends, however
 * it ends, so there is no stale one.
 *
 * @returns how to let go
 * @throws SallyportError `DAEMON_RUNNING`
 */
export function beOnlyDaemon(stateFolder: string): () => void {
  const lock = openLock(join(stateFolder, 'daemon.lock'));
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
    throw error;
  }
  return () => lock.close();
}

function openLock(path: string): ReturnType<typeof openSqlite> {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return openSqlite(path, { waitMs: 0 });
  } catch (error) {
    throw new SallyportError({
      code: 'STATE_UNWRITABLE',
      message: `could not open ${path}`,
      remedy: 'Make the folder writable, or choose another folder with `--state DIR`.',
      cause: error,
    });
  }
}
