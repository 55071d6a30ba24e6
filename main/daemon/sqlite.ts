import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

// INVARIANT: the bundler puts the file name of the native half, which it copies beside the script, in place of this name.
declare const SALLYPORT_SQLITE: string | undefined;

/** Opens a SQLite file for its owner alone, which is made when it is not there. Waits up to two seconds for another process's lock, or as told. */
export function openSqlite(file: string, { waitMs = 2000 }: { readonly waitMs?: number } = {}): Database.Database {
  const options = { timeout: waitMs };
  const database =
    typeof SALLYPORT_SQLITE === 'string'
      ? new Database(file, { ...options, nativeBinding: join(import.meta.dirname, SALLYPORT_SQLITE) })
      : new Database(file, options);
  // What SQLite makes beside the file (-wal, -shm) takes its mode.
  chmodSync(file, 0o600);
  return database;
}
