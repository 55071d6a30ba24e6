import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { isDamaged, setAside, storeFault } from './store-faults.ts';

// INVARIANT: the bundler puts the file name of the native half, which it copies beside the script, in place of this name.
declare const SALLYPORT_SQLITE: string | undefined;

export interface SqliteOptions {
  /** How long to wait for another process's lock; two seconds where nothing is said. */
  readonly waitMs?: number;
}

/** Opens a SQLite file for its owner alone, which is made when it is not there. */
export function openSqlite(file: string, { waitMs = 2000 }: SqliteOptions = {}): Database.Database {
  const options = { timeout: waitMs };
  const database =
    typeof SALLYPORT_SQLITE === 'string'
      ? new Database(file, { ...options, nativeBinding: join(import.meta.dirname, SALLYPORT_SQLITE) })
      : new Database(file, options);
  // What SQLite makes beside the file (-wal, -shm) takes its mode.
  chmodSync(file, 0o600);
  return database;
}

/**
 * Opens a file that holds nothing which is not elsewhere too, or which nobody misses. One that is damaged is set aside, and
 * begun anew: it must not keep the rest from working.
 *
 * @param prepare makes the tables
 * @param clear moves the damaged file away; may throw to leave it
 * @throws SallyportError `STORE_UNREADABLE` where the file can not be opened
 */
export function openOrBeginAnew(
  file: string,
  prepare: (database: Database.Database) => void,
  clear: (error: unknown) => void = () => void setAside(file),
  options: SqliteOptions = {},
): Database.Database {
  const opened = (): Database.Database => {
    const database = openSqlite(file, options);
    try {
      prepare(database);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  };
  try {
    return opened();
  } catch (error) {
    if (!isDamaged(error)) {
      throw storeFault(file, error);
    }
    clear(error);
    return opened();
  }
}
