import { statSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { ClosedPart } from '../../shim/record/trace-files.ts';
import { readSince, type TraceRow } from '../../shim/record/trace-reader.ts';
import { rulesIn } from './activity/rules-in.ts';
import { openServersThen, type ServerThen } from './activity/servers-then.ts';
import { type TraceColumns, traceColumns } from './activity/trace-columns.ts';
import { openForgetting } from './dropped-segments.ts';
import { openOrBeginAnew, openSqlite, type SqliteOptions } from './sqlite.ts';
import { type TraceDays, traceDays } from './trace-days.ts';

/** The trace as SQLite holds it for those who ask; the segments stay what counts. */
export interface TraceStore {
  /** Takes in what the shims have written since the last time, and forgets what was dropped for age or size. @returns how many records are new */
  ingest(traceFolder: string): number;
  /** Takes in a part of it, for those who must not be kept from other work for long. */
  ingestSome(traceFolder: string, limitBytes: number): { readonly added: number; readonly hasMore: boolean };
  /** Parts of the trace that could not be read when it was last taken in. */
  closed(): readonly ClosedPart[];
  /** All in the order of their time, or those that come after one. */
  rows(after?: StoredRow | null): IterableIterator<StoredRow>;
  /** The newest, oldest first. */
  newest(count: number): TraceLook;
  /** What was taken in after the mark of an earlier look, by whatever program. */
  after(mark: number): TraceLook;
  /** How long SQLite's own log has become. */
  logBytes(): number;
  close(): void;
}

/** A record with what was known of its server. */
export interface StoredRow extends TraceRow {
  readonly serverThen: ServerThen;
}

/** Rows, and how far the trace reached when they were read: a look from there on neither misses nor doubles a row. */
export interface TraceLook {
  readonly rows: readonly StoredRow[];
  readonly mark: number;
}

const FORMAT = 5;
const PAGE_BYTES = 4096;

export interface TraceOptions extends SqliteOptions {
  readonly days?: TraceDays;
  /** Moves a damaged file away; may throw to leave it. */
  readonly clear?: (error: unknown) => void;
  /** Who brings the log into the file now and then, which waits for the disk: SQLite while it takes in, or somebody beside it. */
  readonly logIsBroughtIn?: 'by-sqlite' | 'by-others';
}

/** A log of sixty megabytes is brought in, not one of four: each time waits for the disk. */
export const longLogBytes = 64 * 1024 * 1024;

export function traceFile(stateFolder: string): string {
  return join(stateFolder, 'trace.db');
}

/**
 * Opens the trace beside the store. Taking in twice, or being killed in the middle, changes nothing.
 *
 * @throws SallyportError `STORE_UNREADABLE`; what SQLite throws later on is of a file that was damaged or got into the way since
 */
export function openTraceStore(
  stateFolder: string,
  { days = traceDays(), clear, logIsBroughtIn = 'by-sqlite', ...options }: TraceOptions = {},
): TraceStore {
  const file = traceFile(stateFolder);
  const database = openOrBeginAnew(file, prepareTables, clear, options);
  database.pragma(`wal_autocheckpoint = ${logIsBroughtIn === 'by-sqlite' ? longLogBytes / PAGE_BYTES : 0}`);
  const put = database.prepare(
    `INSERT OR IGNORE INTO record (segment, seq, time, record, connection, ${names.join(', ')}) VALUES (?, ?, ?, ?, ?, ${names.map((name) => `@${name}`).join(', ')})`,
  );
  const reachOf = database.prepare<[string], { bytes: number }>('SELECT bytes FROM reach WHERE segment = ?');
  const keepReach = database.prepare('INSERT OR REPLACE INTO reach (segment, bytes) VALUES (?, ?)');

  const putRules = openRules(database);
  const forget = openForgetting(database);
  let closed: readonly ClosedPart[] = [];

  // One transaction holds the records and how far they reach: after a kill both are there, or neither.
  const takeIn = database.transaction((traceFolder: string, limitBytes?: number) => {
    const { segments, closed: closedDays, noteAllRead } = days.toLookAt(traceFolder);
    const from = Object.fromEntries(segments.map(({ path }) => [path, reachOf.get(path)?.bytes ?? 0]));
    const read = readSince(traceFolder, from, limitBytes, segments);
    closed = [...closedDays, ...read.closed];
    const serverThen = openServersThen(database);
    let added = 0;
    for (const row of read.rows) {
      const { segment, seq, record, connection } = row;
      const time = timeOf(record);
      const texts = [segment, seq, time, JSON.stringify(record), JSON.stringify(connection)];
      const { changes, lastInsertRowid } = put.run(...texts, traceColumns(row, serverThen(row)));
      if (changes > 0) {
        putRules(row, time, lastInsertRowid);
      }
      added += changes;
    }
    for (const [segment, bytes] of Object.entries(read.cursor)) {
      if (bytes !== from[segment]) {
        keepReach.run(segment, bytes);
      }
    }
    const forgetting = forget(traceFolder);
    const hasMore = (read.hasMore && read.rows.length > 0) || forgetting.hasMore;
    const noteDone = (): void => {
      noteAllRead();
      forgetting.noteDone();
    };
    return { added, hasMore, noteDone };
  });
  const ingestSome = (traceFolder: string, limitBytes?: number): { added: number; hasMore: boolean } => {
    const { added, hasMore, noteDone } = takeIn.immediate(traceFolder, limitBytes);
    // Only now is it in the store for good.
    if (!hasMore) {
      noteDone();
    }
    return { added, hasMore };
  };

  return {
    ingest: (traceFolder) => {
      let added = 0;
      for (let hasMore = true; hasMore;) {
        const taken = ingestSome(traceFolder);
        ({ hasMore } = taken);
        added += taken.added;
      }
      return added;
    },
    ingestSome,
    closed: () => closed,
    *rows(after = null) {
      const from = after === null ? '' : 'WHERE (time, segment, seq) > (?, ?, ?)';
      const all = database.prepare<unknown[], RowTexts>(`${columns} ${from} ORDER BY time, segment, seq`);
      const place = after === null ? [] : [timeOf(after.record), after.segment, after.seq];
      for (const row of all.iterate(...place)) {
        yield storedRow(row);
      }
    },
    newest: (count) =>
      look(database, 'INDEXED BY record_time ORDER BY time DESC, segment DESC, seq DESC LIMIT ?', count, (rows) =>
        rows.toReversed(),
      ),
    after: (mark) => look(database, 'WHERE rowid > ? ORDER BY rowid', mark),
    logBytes: () => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0,
    close: () => database.close(),
  };
}

/** Brings the log of a trace into its file, as far as no reader still needs it, and empties it. Others go on reading meanwhile. */
export function bringLogIn(file: string): void {
  const database = openSqlite(file, { waitMs: 200 });
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

function prepareTables(database: Database.Database): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  // A dozen indexes grow with each record: with the usual two megabytes most of their pages are read again and again.
  database.pragma('cache_size = -65536');
  migrate(database);
  // Another file than ours, which says that it has our format, is found out now.
  database.prepare('SELECT 1 FROM record, reach, ruled');
}

function timeOf(record: TraceRow['record']): string {
  return typeof record['time'] === 'string' ? record['time'] : '';
}

interface RowTexts {
  readonly segment: string;
  readonly seq: number;
  readonly record: string;
  readonly connection: string;
  readonly server_id: string | null;
  readonly standing: string | null;
}

const columns = 'SELECT segment, seq, record, connection, server_id, standing FROM record';

/** In one transaction, so that nothing is taken in between the rows and the mark. */
function look(
  database: Database.Database,
  which: string,
  value: number,
  inOrder: (rows: readonly RowTexts[]) => readonly RowTexts[] = (rows) => rows,
): TraceLook {
  return database.transaction((): TraceLook => {
    const rows = inOrder(database.prepare<[number], RowTexts>(`${columns} ${which}`).all(value)).map(storedRow);
    const newest = database.prepare<[], { mark: number | null }>('SELECT max(rowid) AS mark FROM record').get();
    return { rows, mark: newest?.mark ?? 0 };
  })();
}

function storedRow({ server_id: id, standing, ...texts }: RowTexts): StoredRow {
  return { ...traceRow(texts), serverThen: { id, standing } };
}

function traceRow({ segment, seq, record, connection }: Omit<RowTexts, 'server_id' | 'standing'>): TraceRow {
  return {
    segment,
    seq,
    record: JSON.parse(record) as TraceRow['record'],
    connection: JSON.parse(connection) as TraceRow['connection'],
  };
}

const names: readonly (keyof TraceColumns)[] = [
  'chain',
  'kind',
  'session',
  'user',
  'client',
  'server',
  'server_id',
  'standing',
  'tool',
  'effect',
  'asked',
  'call',
  'failed',
  'findings',
];

function migrate(database: Database.Database): void {
  const formatNow = (): unknown => database.pragma('user_version', { simple: true });
  if (formatNow() === FORMAT) {
    return;
  }
  database
    .transaction(() => {
      // Looked at again behind the lock: another program may have been faster.
      const format = formatNow();
      if (format === FORMAT) {
        return;
      }
      database.exec(`
      CREATE TABLE IF NOT EXISTS record (segment TEXT NOT NULL, seq INTEGER NOT NULL, time TEXT NOT NULL, record TEXT NOT NULL, connection TEXT NOT NULL, PRIMARY KEY (segment, seq)) STRICT;
      CREATE INDEX IF NOT EXISTS record_time ON record (time);
      CREATE TABLE IF NOT EXISTS reach (segment TEXT PRIMARY KEY, bytes INTEGER NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS ruled (at INTEGER NOT NULL, rule TEXT NOT NULL, time TEXT NOT NULL, PRIMARY KEY (at, rule)) STRICT, WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS ruled_rule ON ruled (rule, time, at);
    `);
      const present = database.prepare<[], string>(`SELECT name FROM pragma_table_info('record')`).pluck().all();
      const missing = names.filter((name) => !present.includes(name));
      database.exec(
        missing
          .map((name) => `ALTER TABLE record ADD COLUMN ${name} ${numbers.has(name) ? 'INTEGER' : 'TEXT'};`)
          .join('\n'),
      );
      if (format === 1 || format === 2) {
        fillColumns(database, names);
      } else if (format === 3 || format === 4) {
        fillColumns(database, [...missing, 'server_id']);
      }
      if (format === 1 || format === 2 || format === 3) {
        // How far each segment was read stood in one text, which was written anew with every record.
        database.exec(
          'INSERT OR IGNORE INTO reach SELECT key, value FROM cursor, json_each(position); DROP TABLE cursor',
        );
      }
      database.exec(`
      DROP INDEX IF EXISTS record_kind;
      CREATE INDEX record_kind ON record (kind, time, effect, asked, failed);
      CREATE INDEX IF NOT EXISTS record_asked ON record (asked, time) WHERE asked IS NOT NULL;
      CREATE INDEX IF NOT EXISTS record_session ON record (session, time);
      CREATE INDEX IF NOT EXISTS record_user ON record (user, time);
      CREATE INDEX IF NOT EXISTS record_client ON record (client, time);
      CREATE INDEX IF NOT EXISTS record_server ON record (server, time);
      CREATE INDEX IF NOT EXISTS record_server_id ON record (server_id, time) WHERE server_id IS NOT NULL;
      CREATE INDEX IF NOT EXISTS record_standing ON record (standing, time) WHERE standing IS NOT NULL;
      CREATE INDEX IF NOT EXISTS record_listing ON record (server, time) WHERE kind = 'listing';
      CREATE INDEX IF NOT EXISTS record_tool ON record (tool, time) WHERE tool IS NOT NULL;
      CREATE INDEX IF NOT EXISTS record_effect ON record (effect, time) WHERE effect IS NOT NULL;
      CREATE INDEX IF NOT EXISTS record_failed ON record (time) WHERE failed = 1;
      CREATE INDEX IF NOT EXISTS record_findings ON record (time) WHERE findings > 0;
      CREATE INDEX IF NOT EXISTS record_call ON record (chain, call) WHERE call IS NOT NULL;
      PRAGMA user_version = ${FORMAT};
    `);
    })
    .immediate();
}

const numbers: ReadonlySet<keyof TraceColumns> = new Set(['call', 'asked', 'failed', 'findings']);

/** A trace of an earlier format: its records are all there, only not yet taken apart as now. */
function fillColumns(database: Database.Database, columnNames: readonly (keyof TraceColumns)[]): void {
  const fill = database.prepare(
    `UPDATE record SET ${columnNames.map((name) => `${name} = @${name}`).join(', ')} WHERE rowid = ?`,
  );
  const some = database.prepare<[number], Omit<RowTexts, 'server_id' | 'standing'> & { at: number; time: string }>(
    `SELECT rowid AS at, time, segment, seq, record, connection FROM record WHERE rowid > ? ORDER BY rowid LIMIT 10000`,
  );
  const serverThen = openServersThen(database);
  const putRules = openRules(database);
  for (let stored = some.all(0); stored.length > 0; stored = some.all(stored.at(-1)?.at ?? 0)) {
    for (const { at, time, ...row } of stored) {
      const whole = traceRow(row);
      fill.run(at, traceColumns(whole, serverThen(whole)));
      putRules(whole, time, at);
    }
  }
}

/** Writes down what had a part in a record. */
function openRules(database: Database.Database): (row: TraceRow, time: string, at: number | bigint) => void {
  const put = database.prepare('INSERT OR IGNORE INTO ruled (at, rule, time) VALUES (?, ?, ?)');
  return (row, time, at) => rulesIn(row).forEach((rule) => put.run(at, rule, time));
}
