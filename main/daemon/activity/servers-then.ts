import type Database from 'better-sqlite3';
import { at } from '../../../scanner/formats/document.ts';
import type { TraceRow } from '../../../shim/record/trace-reader.ts';

/** What the server of a connection was, as the connection's records say. */
export interface ServerThen {
  readonly id: string | null;
  readonly standing: string | null;
}

const notYet: ServerThen = { id: null, standing: null };
const wholeSegment = Number.MAX_SAFE_INTEGER;

/**
 * Tells each record's server while records are taken in, the ones of a segment in their order. A shim writes down what its
 * server is once it knows, often behind the first call: what stands before it in its segment is put right then.
 */
export function openServersThen(database: Database.Database): (row: TraceRow) => ServerThen {
  const known = new Map<string, ServerThen>();
  // A decision may name the standing that denied it; all others have what the connection said.
  const before = database.prepare<[string, number], ServerThen>(
    `SELECT server_id AS id, standing FROM record WHERE segment = ? AND seq < ? AND kind <> 'decision' ORDER BY seq DESC LIMIT 1`,
  );
  const putRight = database.prepare<[string, string | null, string, number]>(
    'UPDATE record SET server_id = ?, standing = coalesce(standing, ?) WHERE segment = ? AND seq < ? AND server_id IS NULL',
  );
  const soFar = ({ segment, seq, record }: TraceRow): ServerThen => {
    const earlier = at(record, ['continues', 'segment']);
    return typeof earlier === 'string'
      ? (known.get(earlier) ?? before.get(earlier, wholeSegment) ?? notYet)
      : (before.get(segment, seq) ?? notYet);
  };
  return (row) => {
    const { segment, seq, record } = row;
    const then = known.get(segment) ?? soFar(row);
    const told = record['about'] === 'identity' ? identified(record) : null;
    if (told !== null && then.id === null) {
      putRight.run(told.id, told.standing, segment, seq);
    }
    known.set(segment, told ?? then);
    return told ?? then;
  };
}

function identified(record: TraceRow['record']): (ServerThen & { readonly id: string }) | null {
  const id = at(record, ['server', 'id']);
  const standing = at(record, ['server', 'standing']);
  return typeof id === 'string' ? { id, standing: typeof standing === 'string' ? standing : null } : null;
}
