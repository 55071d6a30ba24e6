import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { fromTheStart, readSince, type TraceCursor, type TraceRow } from '../../shim/record/trace-reader.ts';
import { openSqlite } from './sqlite.ts';

/** The trace as SQLite holds it for those who ask; the segments stay what counts. */
export interface TraceStore {
  /** Takes in what the shims have written since the last time. @returns how many records are new */
  ingest(traceFolder: string): number;
  /** All, in the order of their time. */
  rows(): IterableIterator<TraceRow>;
  /** The newest, oldest first. */
  newest(count: number): readonly TraceRow[];
  /** What was taken in after a mark of `mark()`. */
  after(mark: number): readonly TraceRow[];
  mark(): number;
  close(): void;
}

const FORMAT = 1;

/** Opens the trace beside the store. Taking in twice, or being killed in the middle, changes nothing. */
export function openTraceStore(stateFolder: string): TraceStore {
  const database = openSqlite(join(stateFolder, 'trace.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  migrate(database);
  const put = database.prepare(
    'INSERT OR IGNORE INTO record (segment, seq, time, record, connection) VALUES (?, ?, ?, ?, ?)',
  );
  const keepCursor = database.prepare('INSERT OR REPLACE INTO cursor (id, position) VALUES (0, ?)');

  // One transaction holds the records and how far they reach: after a kill both are there, or neither.
  const takeIn = database.transaction((traceFolder: string, cursor: TraceCursor) => {
    const read = readSince(traceFolder, cursor);
    let added = 0;
    for (const { segment, seq, record, connection } of read.rows) {
      const time = typeof record['time'] === 'string' ? record['time'] : '';
      added += put.run(segment, seq, time, JSON.stringify(record), JSON.stringify(connection)).changes;
    }
    keepCursor.run(JSON.stringify(read.cursor));
    return { added, cursor: read.cursor, hasMore: read.hasMore && read.rows.length > 0 };
  });

  return {
    ingest: (traceFolder) => {
      let cursor = cursorOf(database);
      let added = 0;
      for (let hasMore = true; hasMore;) {
        const taken = takeIn.immediate(traceFolder, cursor);
        ({ cursor, hasMore } = taken);
        added += taken.added;
      }
      return added;
    },
    *rows() {
      for (const row of database.prepare<[], StoredRow>(`${columns} ORDER BY time, segment, seq`).iterate()) {
        yield traceRow(row);
      }
    },
    newest: (count) =>
      database
        .prepare<[number], StoredRow>(`${columns} ORDER BY time DESC, segment DESC, seq DESC LIMIT ?`)
        .all(count)
        .toReversed()
        .map(traceRow),
    after: (mark) =>
      database.prepare<[number], StoredRow>(`${columns} WHERE rowid > ? ORDER BY rowid`).all(mark).map(traceRow),
    mark: () => database.prepare<[], { mark: number | null }>('SELECT max(rowid) AS mark FROM record').get()?.mark ?? 0,
    close: () => database.close(),
  };
}

interface StoredRow {
  readonly segment: string;
  readonly seq: number;
  readonly record: string;
  readonly connection: string;
}

const columns = 'SELECT segment, seq, record, connection FROM record';

function traceRow({ segment, seq, record, connection }: StoredRow): TraceRow {
  return {
    segment,
    seq,
    record: JSON.parse(record) as TraceRow['record'],
    connection: JSON.parse(connection) as TraceRow['connection'],
  };
}

function migrate(database: Database.Database): void {
  if (database.pragma('user_version', { simple: true }) === FORMAT) {
    return;
  }
  database.exec(`
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS record (segment TEXT NOT NULL, seq INTEGER NOT NULL, time TEXT NOT NULL, record TEXT NOT NULL, connection TEXT NOT NULL, PRIMARY KEY (segment, seq)) STRICT;
    CREATE INDEX IF NOT EXISTS record_time ON record (time);
    CREATE TABLE IF NOT EXISTS cursor (id INTEGER PRIMARY KEY, position TEXT NOT NULL) STRICT;
    PRAGMA user_version = ${FORMAT};
    COMMIT;
  `);
}

function cursorOf(database: Database.Database): TraceCursor {
  const row = database.prepare<[], { position: string }>('SELECT position FROM cursor WHERE id = 0').get();
  return row === undefined ? fromTheStart : (JSON.parse(row.position) as TraceCursor);
}
