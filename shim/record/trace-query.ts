import { isObject, type JsonObject } from '../framing/message.ts';
import type { TraceRow } from './trace-reader.ts';

/** What `log query` can ask for; every part that is given must hold. */
export interface TraceQuery {
  readonly since?: Date;
  readonly until?: Date;
  readonly kind?: string;
  /** As the config entry names it, or as the process tree tells. */
  readonly client?: string;
  readonly server?: string;
  /** As it was called, or as it is recorded. */
  readonly tool?: readonly string[];
  readonly effect?: 'allow' | 'deny' | 'refused';
  readonly session?: string;
}

export function answersQuery({ record, connection }: TraceRow, query: TraceQuery): boolean {
  const time = typeof record['time'] === 'string' ? Date.parse(record['time']) : Number.NaN;
  return (
    !(query.since !== undefined && !(time >= query.since.getTime())) &&
    !(query.until !== undefined && !(time < query.until.getTime())) &&
    isAsked(query.kind, [record['kind']]) &&
    isAsked(query.session, [record['session']]) &&
    isAsked(query.client, [at(connection, 'agent', 'client'), at(connection, 'agent', 'verified', 'client')]) &&
    isAsked(query.server, [at(connection, 'server', 'name'), at(connection, 'server', 'id')]) &&
    (query.tool === undefined || query.tool.some((tool) => isAsked(tool, [at(record, 'action', 'tool')]))) &&
    isAsked(query.effect, [at(record, 'decision', 'effect')])
  );
}

function isAsked(wanted: string | undefined, found: readonly unknown[]): boolean {
  return wanted === undefined || found.includes(wanted);
}

function at(from: JsonObject, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), from);
}
