import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { openOrBeginAnew } from '../sqlite.ts';
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

export function openEventLog(stateFolder: string): EventLog {
  const database = openOrBeginAnew(join(stateFolder, 'events.db'), prepareTable);
  const add = database.prepare('INSERT INTO event (at, kind, path, client, server, detail) VALUES (?, ?, ?, ?, ?, ?)');
  const forget = database.prepare('DELETE FROM event WHERE number <= (SELECT max(number) FROM event) - ?');
  const last = database.prepare<[number], WatchEvent>(
    'SELECT at, kind, path, client, server, detail FROM event ORDER BY number DESC LIMIT ?',
  );
  return {
    add: ({ at, kind, path, client, server, detail }) => {
      add.run(at, kind, path, client, server, detail);
      forget.run(KEEP);
    },
    last: (count) => last.all(count).toReversed(),
    close: () => database.close(),
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
