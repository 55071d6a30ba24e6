import { createRequire } from 'node:module';
import type Database from 'better-sqlite3';

/** SQLite, loaded when it is first needed: native code can be no part of a startup snapshot. */
export function sqlite(): typeof Database {
  return createRequire(import.meta.url)('better-sqlite3') as typeof Database;
}
