import {
  type ActivityRow,
  type RecordedAnswer,
  type RecordKind,
  recordKinds,
  standings,
} from '../../contract/activity.ts';
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
  /** Of an answer that the daemon recorded: the server of the call that went by it. */
  readonly answered_server: string | null;
}

/** All columns of a `StoredRecord`, from `record AS r`. A call goes by an answer soon, or within ten minutes when its client gave up before. */
export const storedColumns = `r.rowid AS at, r.segment, r.seq, r.time, r.kind, r.session, r.user, r.client, r.server,
  r.server_id, r.standing, r.tool, r.effect, r.call, r.findings, r.record, r.connection,
  CASE WHEN r.kind = 'decision' THEN (SELECT o.record FROM record AS o WHERE o.chain = r.chain AND o.call = r.call AND o.kind = 'outcome' LIMIT 1) END AS outcome,
  CASE WHEN r.kind = 'approval' AND r.server = '' THEN (SELECT d.server FROM record AS d
    WHERE d.asked = 1 AND d.time BETWEEN r.time AND strftime('%Y-%m-%dT%H:%M:%fZ', r.time, '+10 minutes') AND d.tool = r.tool
      AND ${approvalOf('d', 'at')} = ${approvalOf('r', 'at')} AND ${approvalOf('d', 'by')} = ${approvalOf('r', 'by')} LIMIT 1) END AS answered_server`;

/** Null for a record that is nested deeper than SQLite follows. */
function approvalOf(row: 'd' | 'r', part: 'at' | 'by'): string {
  return `CASE WHEN json_valid(${row}.record) THEN json_extract(${row}.record, '$.approval.${part}') END`;
}

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
    answer: stored.kind === 'approval' ? answerOf(record, stored) : null,
  };
}

function answerOf(record: unknown, { server, answered_server: answered }: StoredRecord): RecordedAnswer | null {
  const state = (['asked', 'approved', 'denied', 'expired', 'revoked'] as const).find(
    (known) => known === at(record, ['state']),
  );
  const by = at(record, ['approval', 'by']);
  const until = at(record, ['approval', 'until']);
  return state === undefined
    ? null
    : {
        // The daemon records a call that its agent gave up as denied by nobody.
        state: state === 'denied' && typeof by !== 'string' ? 'withdrawn' : state,
        by: typeof by === 'string' ? by : null,
        until: typeof until === 'string' && !Number.isNaN(Date.parse(until)) ? until : null,
        server: server === '' ? answered : server,
      };
}

/** A kind that this version does not know is shown as a gap in what it knows. */
function kindOf(kind: string | null): RecordKind {
  return recordKinds.find((known) => known === kind) ?? 'gap';
}

function effectOf(effect: string | null): ActivityRow['effect'] {
  return (['allow', 'ask', 'deny', 'refused', 'unanswered'] as const).find((known) => known === effect) ?? null;
}
