import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { openOrBeginAnew } from '../sqlite.ts';
import { isDamaged, setAside, storeFault } from '../store-faults.ts';
import type { ChangeKind } from './compare.ts';

/** Something a person may want to know about their configs. */
export interface WatchEvent {
  /** ISO 8601. */
  readonly at: string;
  readonly kind: EventKind;
  readonly path: string;
  readonly client: string | null;
  readonly server: string | null;
  /** The reason, where the kind alone does not say it. */
  readonly detail: string | null;
}

export type EventKind =
  | ChangeKind
  | 'file-malformed'
  | 'file-gone'
  /** The shim is gone from an entry while a client runs that writes its own copy back. */
  | 'client-removed'
  | 'routed-again'
  | 'left-alone'
  | 'restored'
  /** What waited for its client to quit was made. */
  | 'staged-made'
  | 'overlay-withdrawn'
  | 'first-start-worked'
  | 'first-start-failed'
  /** The file changes so often that no more of it is told for a minute. */
  | 'too-many';

/** Keeps what was seen, for `status` and the screens. Holds names and paths, never values. */
export interface EventLog {
  add(event: WatchEvent): void;
  last(count: number): readonly WatchEvent[];
  close(): void;
}

const KEEP = 10_000;

/**
 * Opens the log. One that proves damaged, now or later, is set aside and begun anew: nobody misses it.
 *
 * @throws SallyportError `STORE_UNREADABLE`, here and by whatever is asked of it
 */
export function openEventLog(stateFolder: string): EventLog {
  const file = join(stateFolder, 'events.db');
  let log = statementsOn(openOrBeginAnew(file, prepareTable));
  const attempt = <Answer>(work: (on: typeof log) => Answer): Answer => {
    try {
      return work(log);
    } catch (error) {
      if (!isDamaged(error)) {
        throw storeFault(file, error);
      }
      log.close();
      setAside(file);
      log = statementsOn(openOrBeginAnew(file, prepareTable));
      return work(log);
    }
  };
  return {
    add: ({ at, kind, path, client, server, detail }) =>
      attempt(({ add, forget }) => {
        add.run(at, kind, path, client, server, detail);
        forget.run(KEEP);
      }),
    last: (count) => attempt(({ last }) => last.all(count).toReversed()),
    close: () => log.close(),
  };
}

function statementsOn(database: Database.Database) {
  return {
    add: database.prepare('INSERT INTO event (at, kind, path, client, server, detail) VALUES (?, ?, ?, ?, ?, ?)'),
    forget: database.prepare('DELETE FROM event WHERE number <= (SELECT max(number) FROM event) - ?'),
    last: database.prepare<[number], WatchEvent>(
      'SELECT at, kind, path, client, server, detail FROM event ORDER BY number DESC LIMIT ?',
    ),
    close: () => void database.close(),
  };
}

function prepareTable(database: Database.Database): void {
  database.pragma('journal_mode = WAL');
  database.exec(
    'CREATE TABLE IF NOT EXISTS event (number INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, path TEXT NOT NULL, client TEXT, server TEXT, detail TEXT) STRICT',
  );
  const columns = database.pragma('table_info(event)') as readonly { readonly name: string }[];
  if (!columns.some(({ name }) => name === 'detail')) {
    database.exec('ALTER TABLE event ADD COLUMN detail TEXT');
  }
}
