import { at } from '../../../scanner/formats/document.ts';
import type { TraceRow } from '../../../shim/record/trace-reader.ts';
import type { ServerThen } from './servers-then.ts';

/** The parts of a record by which people look for it. What a record does not have is null. */
export interface TraceColumns {
  /** `<session>-<connection>` of its segment: calls are counted in it. */
  readonly chain: string;
  readonly kind: string | null;
  readonly session: string | null;
  readonly user: string | null;
  readonly client: string | null;
  readonly server: string | null;
  readonly server_id: string | null;
  /** Of the server: what denied the call, else what its connection said. */
  readonly standing: string | null;
  readonly tool: string | null;
  /** As recorded, but for a call that did not run although nobody said no: that is `unanswered`. */
  readonly effect: string | null;
  /** 1 for a call about which a person was asked, whatever came of it; null for all others. */
  readonly asked: 1 | null;
  readonly call: number | null;
  /** 1 for a result that is an error, or none; null for what has no result. */
  readonly failed: 0 | 1 | null;
  readonly findings: number;
}

/** Takes a record apart. Records come from files that others can write: every part may be of another type, and is then left out. */
export function traceColumns({ segment, record, connection }: TraceRow, serverThen: ServerThen): TraceColumns {
  const outcome = at(record, ['outcome']);
  const reasons = at(record, ['decision', 'reasons']);
  const because: readonly unknown[] = Array.isArray(reasons) ? reasons : [];
  const isUnanswered = because.some((reason) => unanswered.has(reason));
  const effect = text(at(record, ['decision', 'effect']));
  const findings = at(record, ['content', 'findings']);
  return {
    chain: segment.slice(segment.indexOf('/') + 1).replace(/(\.\d+)?\.jsonl$/, ''),
    kind: text(record['kind']),
    session: text(record['session']),
    user: text(at(connection, ['user', 'name'])),
    client: text(at(connection, ['agent', 'client'])),
    server: text(at(connection, ['server', 'name'])),
    server_id: serverThen.id,
    standing: barring.find((standing) => because.includes(standing)) ?? serverThen.standing,
    tool: text(at(record, ['action', 'tool'])),
    effect: effect === 'deny' && isUnanswered ? 'unanswered' : effect,
    asked: isUnanswered || at(record, ['decision', 'asked']) === true ? 1 : null,
    call: whole(record['call']),
    failed: typeof outcome === 'object' && outcome !== null ? failedOf(outcome) : null,
    findings: Array.isArray(findings) ? findings.length : 0,
  };
}

/** Reasons of calls that their agent took back, or whose time ran out while a person was asked. */
const unanswered: ReadonlySet<unknown> = new Set(['withdrawn-while-held', 'approval/withdrawn', 'approval/pending']);

/** Reasons that are standings: a server may be banned while it is connected. */
const barring = ['malicious', 'banned'] as const;

function failedOf(outcome: object): 0 | 1 {
  const isOk = 'ok' in outcome && outcome.ok === true;
  const isError = 'isError' in outcome && outcome.isError === true;
  return isOk && !isError ? 0 : 1;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function whole(value: unknown): number | null {
  return Number.isSafeInteger(value) ? (value as number) : null;
}
