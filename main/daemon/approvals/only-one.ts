import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
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
  mkdirSync(stateFolder, { recursive: true, mode: 0o700 });
  const lock = openSqlite(join(stateFolder, 'daemon.lock'), { waitMs: 0 });
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
