import { type ActivityRow, type RecordKind, recordKinds, standings } from '../../contract/activity.ts';
import { at } from '../../../scanner/formats/document.ts';
import type { TraceColumns } from './trace-columns.ts';

/** A record as the store keeps it, with its outcome where it is a decision that has one. */
export interface StoredRecord extends Omit<TraceColumns, 'chain' | 'asked' | 'failed' | 'findings'> {
  readonly at: number;
  readonly segment: string;
  readonly seq: number;
  readonly time: string;
  /** Null for one that an earlier version took in. */
  readonly findings: number | null;
  readonly record: string;
  readonly connection: string;
  readonly outcome: string | null;
}

/** All columns of a `StoredRecord`, from `record AS r`. */
export const storedColumns = `r.rowid AS at, r.segment, r.seq, r.time, r.kind, r.session, r.user, r.client, r.server,
  r.server_id, r.standing, r.tool, r.effect, r.call, r.findings, r.record, r.connection,
  CASE WHEN r.kind = 'decision' THEN (SELECT o.record FROM record AS o WHERE o.chain = r.chain AND o.call = r.call AND o.kind = 'outcome' LIMIT 1) END AS outcome`;

/** A record as a row of the activity screen. */
export function activityRow(stored: StoredRecord): ActivityRow {
  const record: unknown = JSON.parse(stored.record);
  const outcome: unknown = stored.outcome === null ? record : JSON.parse(stored.outcome);
  const reasons = at(record, ['decision', 'reasons']);
  const method = at(record, ['action', 'method']);
  const ok = at(outcome, ['outcome', 'ok']);
  const durationMs = at(outcome, ['outcome', 'durationMs']);
  return {
    at: stored.at,
    segment: stored.segment,
    seq: stored.seq,
    time: stored.time,
    kind: kindOf(stored.kind),
    session: stored.session,
    user: stored.user,
    client: stored.client,
    server: stored.server,
    serverId: stored.server_id,
    standing: standings.find((known) => known === stored.standing) ?? null,
    call: stored.call,
    method: typeof method === 'string' ? method : null,
    tool: stored.tool,
    effect: effectOf(stored.effect),
    reasons: Array.isArray(reasons) ? reasons.filter((reason) => typeof reason === 'string') : [],
    ok: typeof ok === 'boolean' ? ok && at(outcome, ['outcome', 'isError']) !== true : null,
    durationMs: typeof durationMs === 'number' ? durationMs : null,
    findings: stored.findings ?? 0,
  };
}

/** A kind that this version does not know is shown as a gap in what it knows. */
function kindOf(kind: string | null): RecordKind {
  return recordKinds.find((known) => known === kind) ?? 'gap';
}

function effectOf(effect: string | null): ActivityRow['effect'] {
  return (['allow', 'ask', 'deny', 'refused', 'unanswered'] as const).find((known) => known === effect) ?? null;
}
