import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { withLog } from './write-ahead-log.ts';

type Row = Readonly<Record<string, unknown>>;

/** Another program's SQLite file: its bytes with those of its log, or only its place where it is too large to be taken along. */
export type Foreign =
  | { readonly kind: 'bytes'; readonly file: Uint8Array; readonly log: Uint8Array }
  | { readonly kind: 'large'; readonly path: string };

const MOST_ROWS = 2000;

/** Rows by the first query that its tables answer; null when none does. Nothing is locked, written or made beside the file. */
export async function foreignRows(foreign: Foreign, queries: readonly string[]): Promise<readonly Row[] | null> {
  const { DatabaseSync: Opened } = await import('node:sqlite');
  try {
    const database =
      foreign.kind === 'bytes' ? new Opened(':memory:') : new Opened(untouched(foreign.path), { readOnly: true });
    try {
      if (foreign.kind === 'bytes') {
        database.deserialize(withLog(foreign.file, foreign.log));
      }
      return firstAnswer(database, queries);
    } finally {
      database.close();
    }
  } catch {
    // No database, or one that its owner was just writing: a gap, which the caller names.
    return null;
  }
}

/** `immutable` keeps SQLite from making files beside it and from touching the owner's locks. The log is then not seen. */
function untouched(path: string): URL {
  const address = pathToFileURL(path);
  address.search = 'mode=ro&immutable=1';
  return address;
}

function firstAnswer(database: DatabaseSync, queries: readonly string[]): readonly Row[] | null {
  for (const query of queries) {
    try {
      return database.prepare(`${query} LIMIT ${MOST_ROWS}`).all();
    } catch {
      // Tables of another version: the next query is for those.
    }
  }
  return null;
}
