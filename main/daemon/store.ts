import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { HashMemory } from '../../scanner/real-files.ts';
import type { Inventory } from '../../scanner/model/inventory.ts';
import { openSqlite } from './sqlite.ts';
import { isWritable } from './state-folder.ts';

/** What is remembered between scans, in one SQLite file. Holds no secret: inventories are stored as they are reported. */
export interface Store {
  readonly hashes: HashMemory;
  /** The last full inventory of a home. */
  lastInventory(home: string): Inventory | null;
  lastInventories(): readonly Inventory[];
  /** When each server was first seen in a home, also those that went and came back. */
  firstSeen(home: string): ReadonlyMap<string, string>;
  keep(home: string, inventory: Inventory): void;
  close(): void;
}

export type OpenedStore =
  | { readonly kind: 'open'; readonly store: Store; readonly note: string | null }
  | { readonly kind: 'unavailable'; readonly note: string };

const FORMAT = 1;

/** Opens the store in a state folder, making it when needed. A folder that can not be written is a fact to report, not a failure. */
export function openStore(stateFolder: string): OpenedStore {
  const unavailable: OpenedStore = {
    kind: 'unavailable',
    note: `the state folder ${stateFolder} is not writable: what changed since the last scan is not known, and this scan is not remembered`,
  };
  try {
    mkdirSync(stateFolder, { recursive: true, mode: 0o700 });
  } catch {
    // Read-only disk, no permission, a file in the way: all mean the same to a scan.
    return unavailable;
  }
  if (!isWritable(stateFolder)) {
    return unavailable;
  }
  const file = join(stateFolder, 'store.db');
  try {
    return { kind: 'open', store: storeOn(open(file)), note: null };
  } catch (error) {
    if (!isDamaged(error)) {
      return {
        kind: 'unavailable',
        note: `the store ${file} could not be opened (${codeOf(error)}): this scan is not remembered`,
      };
    }
    const aside = `${file}.damaged-${Date.now()}`;
    renameSync(file, aside);
    return {
      kind: 'open',
      store: storeOn(open(file)),
      note: `the store was damaged; it was set aside as ${aside} and a new one was begun`,
    };
  }
}

function open(file: string): Database.Database {
  const database = openSqlite(file);
  try {
    // Nothing is in a new store yet that waiting for the disk could save.
    database.pragma('synchronous = OFF');
    database.pragma('journal_mode = WAL');
    migrate(database);
    database.pragma('synchronous = NORMAL');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function migrate(database: Database.Database): void {
  const format = database.pragma('user_version', { simple: true });
  if (format === FORMAT) {
    return;
  }
  database.exec(`
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS inventory (home TEXT PRIMARY KEY, collected_at TEXT NOT NULL, document TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS server (home TEXT NOT NULL, id TEXT NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, PRIMARY KEY (home, id)) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS hash (key TEXT PRIMARY KEY, sha256 TEXT NOT NULL) STRICT, WITHOUT ROWID;
    PRAGMA user_version = ${FORMAT};
    COMMIT;
  `);
}

function storeOn(database: Database.Database): Store {
  const readHash = database.prepare<[string], { sha256: string }>('SELECT sha256 FROM hash WHERE key = ?');
  const writeHash = database.prepare('INSERT OR REPLACE INTO hash (key, sha256) VALUES (?, ?)');
  return {
    hashes: {
      get: (key) => readHash.get(key)?.sha256,
      set: (key, sha256) => void writeHash.run(key, sha256),
    },
    lastInventory: (home) => {
      const row = database
        .prepare<[string], { document: string }>('SELECT document FROM inventory WHERE home = ?')
        .get(home);
      return row === undefined ? null : (JSON.parse(row.document) as Inventory);
    },
    lastInventories: () =>
      database
        .prepare<[], { document: string }>('SELECT document FROM inventory ORDER BY home')
        .all()
        .map(({ document }) => JSON.parse(document) as Inventory),
    firstSeen: (home) =>
      new Map(
        database
          .prepare<[string], { id: string; first_seen: string }>('SELECT id, first_seen FROM server WHERE home = ?')
          .all(home)
          .map((row) => [row.id, row.first_seen]),
      ),
    keep: (home, inventory) => {
      const seen = database.prepare(
        'INSERT INTO server (home, id, first_seen, last_seen) VALUES (?, ?, ?, ?) ON CONFLICT (home, id) DO UPDATE SET last_seen = excluded.last_seen',
      );
      database.transaction(() => {
        database
          .prepare('INSERT OR REPLACE INTO inventory (home, collected_at, document) VALUES (?, ?, ?)')
          .run(home, inventory.collectedAt, JSON.stringify(inventory));
        for (const { id, firstSeen, lastSeen } of inventory.servers) {
          seen.run(home, id, firstSeen, lastSeen);
        }
      })();
    },
    close: () => database.close(),
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function isDamaged(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_CORRUPT') || codeOf(error) === 'SQLITE_NOTADB';
}
