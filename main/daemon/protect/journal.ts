import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { openSqlite } from '../sqlite.ts';

/** A change of one file, noted before it is made. */
export interface Change {
  readonly id: string;
  readonly realPath: string;
  readonly temporary: string;
  /** Content hashes. */
  readonly before: string;
  readonly after: string;
}

export type Outcome = 'done' | 'undone' | 'overtaken';

/** What was begun and what was finished. Stands in a file of its own: a damaged store must not take it along. */
export interface Journal {
  begin(change: Change, now: Date): void;
  finish(id: string, outcome: Outcome): void;
  unfinished(): readonly Change[];
  /**
   * Runs something short while no other Sallyport of this state folder changes a file. What stands in the journal as
   * unfinished at such a moment was begun by a process that is dead.
   *
   * @throws SallyportError `CONFIG_LOCKED` when another one is at it for too long
   */
  alone<Result>(work: () => Result): Result;
  close(): void;
}

const FORMAT = 1;
const LONGEST_WAIT_MS = 10_000;
const KEEP_DAYS = 90;

export function journalPath(stateFolder: string): string {
  return join(stateFolder, 'journal.db');
}

/** @throws SallyportError `STATE_UNWRITABLE`: without a journal no file is changed */
export function openJournal(stateFolder: string): Journal {
  const path = journalPath(stateFolder);
  try {
    mkdirSync(stateFolder, { recursive: true, mode: 0o700 });
    const journal = openDatabase(path);
    try {
      return journalOn(journal, openLock(`${path}.lock`));
    } catch (error) {
      journal.close();
      throw error;
    }
  } catch (error) {
    const isDamaged =
      error instanceof Error && 'code' in error && /^SQLITE_(?:NOTADB|CORRUPT)/.test(String(error.code));
    throw new SallyportError({
      code: 'STATE_UNWRITABLE',
      message: `the journal ${path} ${isDamaged ? 'is damaged' : 'can not be written'}, and without it no config is changed`,
      remedy: isDamaged
        ? 'Move the file away, then run it again: which changes were begun is all that it held.'
        : 'Free some space, make the state folder writable, or choose another with `--state`.',
      cause: error,
    });
  }
}

function openDatabase(path: string): Database.Database {
  const database = openSqlite(path);
  try {
    database.pragma(`busy_timeout = ${LONGEST_WAIT_MS}`);
    database.pragma('journal_mode = WAL');
    // A change that was begun must be known even after the power went.
    database.pragma('synchronous = FULL');
    if (database.pragma('user_version', { simple: true }) !== FORMAT) {
      database.exec(`
        BEGIN IMMEDIATE;
        CREATE TABLE IF NOT EXISTS change (
          id TEXT PRIMARY KEY, real_path TEXT NOT NULL, temporary TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
          begun_at TEXT NOT NULL, outcome TEXT
        ) STRICT;
        PRAGMA user_version = ${FORMAT};
        COMMIT;
      `);
    }
    // Damage behind the head of the file shows only when its rows are read.
    database.prepare('SELECT count(outcome) FROM change').get();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * A database that is never written: its lock is what we want. The system lets go of it when a process dies, and unlike the
 * journal's own it can be held while rows are written there for good.
 */
function openLock(path: string): Database.Database {
  const lock = openSqlite(path);
  lock.pragma(`busy_timeout = ${LONGEST_WAIT_MS}`);
  return lock;
}

function journalOn(database: Database.Database, lock: Database.Database): Journal {
  const begin = database.prepare(
    'INSERT INTO change (id, real_path, temporary, before, after, begun_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const finish = database.prepare('UPDATE change SET outcome = ? WHERE id = ?');
  const unfinished = database.prepare<
    [],
    { id: string; real_path: string; temporary: string; before: string; after: string }
  >('SELECT id, real_path, temporary, before, after FROM change WHERE outcome IS NULL ORDER BY begun_at');
  const forget = database.prepare('DELETE FROM change WHERE outcome IS NOT NULL AND begun_at < ?');
  return {
    begin: ({ id, realPath, temporary, before, after }, now) => {
      forget.run(new Date(now.getTime() - KEEP_DAYS * 24 * 3600 * 1000).toISOString());
      begin.run(id, realPath, temporary, before, after, now.toISOString());
    },
    finish: (id, outcome) => void finish.run(outcome, id),
    unfinished: () => unfinished.all().map(({ real_path: realPath, ...row }) => ({ ...row, realPath })),
    alone: (work) => {
      takeLock(lock);
      try {
        return work();
      } finally {
        lock.exec('ROLLBACK');
      }
    },
    close: () => {
      lock.close();
      database.close();
    },
  };
}

function takeLock(lock: Database.Database): void {
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    throw new SallyportError({
      code: 'CONFIG_LOCKED',
      message: 'another Sallyport is changing configs at this moment',
      remedy: 'Wait until it is done, then try again.',
      cause: error,
    });
  }
}
