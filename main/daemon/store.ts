import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { HashMemory } from '../../scanner/real-files.ts';
import { isRecord } from '../../scanner/formats/document.ts';
import type { Inventory } from '../../scanner/model/inventory.ts';
import { openSqlite } from './sqlite.ts';
import { isWritable } from './state-folder.ts';
import { codeOf, isDamaged, setAside, watching } from './store-faults.ts';

/**
 * What is remembered between scans, in one SQLite file. Holds no secret: inventories are stored as they are reported.
 * No method throws: a memory that fails must not take the scan with it.
 */
export interface Store {
  readonly hashes: HashMemory;
  /** The last full inventory of a home. */
  lastInventory(home: string): Inventory | null;
  lastInventories(): readonly Inventory[];
  /** When each server was first seen in a home, also those that went and came back. */
  firstSeen(home: string): ReadonlyMap<string, string>;
  keep(home: string, inventory: Inventory): void;
  /** What went wrong with it since it was opened, for people. */
  faults(): readonly string[];
  close(): void;
}

export type OpenedStore =
  | { readonly kind: 'open'; readonly store: Store; readonly note: string | null }
  | { readonly kind: 'unavailable'; readonly note: string };

const FORMAT = 2;
// An inventory of ten thousand servers is ten megabytes of text: it is never whole in memory.
const SERVERS_A_PART = 200;
const notRemembered = 'this scan is not remembered';

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
  const file = join(stateFolder, 'store.db');
  if (!isWritable(stateFolder)) {
    const copy = readOnlyCopy(file);
    return copy === null
      ? unavailable
      : { kind: 'open', store: copy, note: `the state folder ${stateFolder} is not writable: ${notRemembered}` };
  }
  try {
    return { kind: 'open', store: storeOn(open(file), file), note: null };
  } catch (error) {
    if (!isDamaged(error)) {
      return {
        kind: 'unavailable',
        note: `the store ${file} could not be opened (${codeOf(error)}): ${notRemembered}`,
      };
    }
  }
  try {
    const aside = setAside(file);
    const store = storeOn(open(file), file);
    return { kind: 'open', store, note: `the store was damaged; it was set aside as ${aside} and a new one was begun` };
  } catch (error) {
    return {
      kind: 'unavailable',
      note: `the store ${file} is damaged and in use (${codeOf(error)}): ${notRemembered}`,
    };
  }
}

/**
 * What stands in a store whose folder can not be written. SQLite needs to write beside a file to read it, so a copy is read.
 * Null when there is nothing that could be read.
 */
function readOnlyCopy(file: string): Store | null {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-store-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    for (const ending of ['', '-wal'].filter((one) => existsSync(`${file}${one}`))) {
      copyFileSync(`${file}${ending}`, join(folder, `store.db${ending}`));
    }
    const copy = join(folder, 'store.db');
    if (!existsSync(copy)) {
      remove();
      return null;
    }
    const store = storeOn(open(copy), file);
    process.on('exit', remove);
    return {
      ...store,
      hashes: { get: (key) => store.hashes.get(key), set: () => undefined },
      keep: () => undefined,
      close: () => {
        store.close();
        remove();
      },
    };
  } catch {
    // Not readable, or damaged where nothing can be mended: nothing is known, which the note says.
    remove();
    return null;
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
  if (typeof format === 'number' && format > FORMAT) {
    throw new NewerStore('a newer Sallyport wrote it');
  }
  database.exec(`
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS inventory (home TEXT PRIMARY KEY, collected_at TEXT NOT NULL, document TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS inventory_part (home TEXT NOT NULL, part INTEGER NOT NULL, servers TEXT NOT NULL, PRIMARY KEY (home, part)) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS server (home TEXT NOT NULL, id TEXT NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, PRIMARY KEY (home, id)) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS hash (key TEXT PRIMARY KEY, sha256 TEXT NOT NULL) STRICT, WITHOUT ROWID;
    PRAGMA user_version = ${FORMAT};
    COMMIT;
  `);
}

/** Never opened and never changed: what its tables mean is not known here. */
class NewerStore extends Error {
  readonly code = 'a newer Sallyport wrote it';
}

function storeOn(database: Database.Database, file: string): Store {
  const readHash = database.prepare<[string], { sha256: string }>('SELECT sha256 FROM hash WHERE key = ?');
  const writeHash = database.prepare('INSERT OR REPLACE INTO hash (key, sha256) VALUES (?, ?)');
  const one = database.prepare<[string], { document: string }>('SELECT document FROM inventory WHERE home = ?');
  const homes = database.prepare<[], string>('SELECT home FROM inventory ORDER BY home').pluck();
  const parts = database
    .prepare<[string], string>('SELECT servers FROM inventory_part WHERE home = ? ORDER BY part')
    .pluck();
  const last = (home: string): Inventory | null => {
    const row = one.get(home);
    return row === undefined ? null : kept(row.document, () => parts.iterate(home));
  };
  const seen = database.prepare<[string], { id: string; first_seen: string }>(
    'SELECT id, first_seen FROM server WHERE home = ?',
  );
  const { attempt, faults } = watching(file, () => database.close());
  return {
    hashes: {
      get: (key) => attempt(() => readHash.get(key)?.sha256, undefined),
      set: (key, sha256) => attempt(() => void writeHash.run(key, sha256), undefined),
    },
    lastInventory: (home) => attempt(() => last(home), null),
    lastInventories: () => attempt(() => homes.all().flatMap((home) => last(home) ?? []), []),
    firstSeen: (home) => attempt(() => new Map(seen.all(home).map((row) => [row.id, row.first_seen])), new Map()),
    keep: (home, inventory) => attempt(() => keep(database, home, inventory), undefined),
    faults,
    close: () => database.close(),
  };
}

function keep(database: Database.Database, home: string, inventory: Inventory): void {
  const server = database.prepare(
    'INSERT INTO server (home, id, first_seen, last_seen) VALUES (?, ?, ?, ?) ON CONFLICT (home, id) DO UPDATE SET last_seen = excluded.last_seen',
  );
  const part = database.prepare('INSERT INTO inventory_part (home, part, servers) VALUES (?, ?, ?)');
  const { servers } = inventory;
  database.transaction(() => {
    database
      .prepare('INSERT OR REPLACE INTO inventory (home, collected_at, document) VALUES (?, ?, ?)')
      .run(home, inventory.collectedAt, JSON.stringify({ ...inventory, servers: [] }));
    database.prepare('DELETE FROM inventory_part WHERE home = ?').run(home);
    for (let at = 0; at < servers.length; at += SERVERS_A_PART) {
      part.run(home, at / SERVERS_A_PART, JSON.stringify(servers.slice(at, at + SERVERS_A_PART)));
    }
    for (const { id, firstSeen, lastSeen } of servers) {
      server.run(home, id, firstSeen, lastSeen);
    }
  })();
}

/**
 * An inventory as `keep` wrote it; the first format had all servers in the document itself. Whoever may write this file is the
 * person; what is checked is that it is whole.
 */
function kept(document: string, parts: () => Iterable<string>): Inventory {
  const value: unknown = JSON.parse(document);
  const isWhole =
    isRecord(value) &&
    ['clients', 'sources', 'servers'].every((key) => Array.isArray(value[key])) &&
    ['completeness', 'summary', 'device', 'user', 'policy', 'tool'].every((key) => isRecord(value[key]));
  if (!isWhole) {
    throw new SyntaxError('the store holds something else than an inventory');
  }
  const inventory = value as unknown as Inventory;
  const servers = [...inventory.servers];
  for (const part of parts()) {
    const more: unknown = JSON.parse(part);
    if (!Array.isArray(more)) {
      throw new SyntaxError('the store holds something else than servers');
    }
    servers.push(...(more as Inventory['servers']));
  }
  return { ...inventory, servers };
}
