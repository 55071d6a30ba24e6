import { join } from 'node:path';
import { openSqlite } from '../sqlite.ts';
import type { ChangeKind } from './compare.ts';

/** Something a person may want to know about their configs. */
export interface WatchEvent {
  /** ISO 8601. */
  readonly at: string;
  readonly kind: ChangeKind | 'file-malformed' | 'file-gone' | 'routed-again' | 'left-alone' | 'restored';
  readonly path: string;
  readonly client: string | null;
  readonly server: string | null;
}

/** Keeps what was seen, for `status` and the screens. Holds names and paths, never values. */
export interface EventLog {
  add(event: WatchEvent): void;
  last(count: number): readonly WatchEvent[];
  close(): void;
}

const KEEP = 10_000;

export function openEventLog(stateFolder: string): EventLog {
  const database = openSqlite(join(stateFolder, 'events.db'));
  database.pragma('journal_mode = WAL');
  database.exec(
    'CREATE TABLE IF NOT EXISTS event (number INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, path TEXT NOT NULL, client TEXT, server TEXT) STRICT',
  );
  const add = database.prepare('INSERT INTO event (at, kind, path, client, server) VALUES (?, ?, ?, ?, ?)');
  const forget = database.prepare('DELETE FROM event WHERE number <= (SELECT max(number) FROM event) - ?');
  const last = database.prepare<[number], WatchEvent>(
    'SELECT at, kind, path, client, server FROM event ORDER BY number DESC LIMIT ?',
  );
  return {
    add: ({ at, kind, path, client, server }) => {
      add.run(at, kind, path, client, server);
      forget.run(KEEP);
    },
    last: (count) => last.all(count).toReversed(),
    close: () => database.close(),
  };
}
