import type Database from 'better-sqlite3';
import type { TraceRow } from '../../../shim/record/trace-reader.ts';

const NEWEST_DECISIONS = 200;

/** The newest decisions of a session, oldest first, and what their connections said of themselves. */
export function decisionsOf(database: Database.Database, session: string): readonly TraceRow[] {
  const rows = database
    .prepare<[string, string, number], { segment: string; seq: number; record: string; connection: string }>(
      `SELECT segment, seq, record, connection FROM record WHERE session = ? AND kind = 'connection'
       UNION ALL SELECT * FROM (SELECT segment, seq, record, connection FROM record
       WHERE session = ? AND kind = 'decision' ORDER BY time DESC, rowid DESC LIMIT ?)`,
    )
    .all(session, session, NEWEST_DECISIONS);
  return rows
    .map(({ segment, seq, record, connection }) => ({
      segment,
      seq,
      record: JSON.parse(record) as TraceRow['record'],
      connection: JSON.parse(connection) as TraceRow['connection'],
    }))
    .toReversed();
}
