import { at } from '../../../scanner/formats/document.ts';
import type { TraceRow } from '../../../shim/record/trace-reader.ts';
import { ConnectionSoFar, type ConnectionThen, findingOf, type RecordedFinding } from './connection-then.ts';
import { KeptValues } from './kept-values.ts';
import { listAt, objectAt, textAt, textsAt } from './record-parts.ts';

/** One decided call as the trace tells it. Null is what was not recorded. */
export interface RecordedCall {
  /** `<session>-<connection>/<number>`: names it for good. */
  readonly id: string;
  /** ISO 8601. */
  readonly time: string;
  readonly person: string;
  readonly agent: {
    readonly client: string;
    readonly version: string | null;
    readonly verifiedClient: string | null;
    readonly executable: string | null;
    readonly delegation: readonly string[];
    readonly agentOnly: boolean;
  };
  readonly server: RecordedServer & { readonly name: string };
  readonly direction: 'up' | 'down';
  readonly method: string;
  readonly tool: string | null;
  /** False where a credential was taken out of it. */
  readonly isToolWhole: boolean;
  /** Null also where no policy had a part in the decision: then nothing in `matched` was recorded. */
  readonly toolClass: { readonly effect: 'read' | 'write' | 'destructive'; readonly external: boolean } | null;
  /** Whether the server had listed this tool on the connection; also yes where that can not be told. */
  readonly isListed: boolean;
  readonly argNames: readonly string[];
  /** The arguments, where a policy wanted them kept. */
  readonly input: object | null;
  readonly content: {
    readonly inspected: 'full' | 'partial' | 'none';
    readonly findings: readonly RecordedFinding[];
    /** In the lists that the server had given on the connection. */
    readonly definitions: ConnectionThen['definitions'];
  };
  /** Parts of the context that were recorded: `session`, `ip`, `interactive`. */
  readonly matched: object;
  /** What decided; null where the record does not say it. */
  readonly policy: ConnectionThen['policy'];
  readonly decided: Decided;
}

export interface RecordedServer {
  /** As the inventory calls it. */
  readonly id: string | null;
  /** What policies call it; null where it was not known yet when the connection ended. */
  readonly identity: string | null;
  readonly version: string | null;
  readonly standing: string | null;
}

export interface Decided {
  /** `ask` whatever the answer was. */
  readonly effect: 'allow' | 'ask' | 'deny';
  readonly reasons: readonly string[];
  readonly mode: string | null;
}

/** Reasons that are no decision: the guard was paused, it failed, or the call was given up while it was held. */
const undecided = new Set(['paused', 'could-not-decide', 'withdrawn-while-held']);

/** Whether a policy has decided the call, or what inspection saw in it. */
export function isDecided({ reasons }: Decided): boolean {
  return !reasons.some((reason) => undecided.has(reason));
}

/**
 * The decided calls among the rows of a trace, in their order. Reads the rows twice, because what a server is may be
 * recorded after its first call.
 *
 * @param rows gives the rows anew each time
 */
export function* recordedCalls(rows: () => Iterable<TraceRow>, stateFolder: string): IterableIterator<RecordedCall> {
  const servers = new Map<string, RecordedServer>();
  const clients = new Map<string, string>();
  for (const { record } of rows()) {
    const about = record['about'];
    if (about === 'identity') {
      const part = (name: string): string | null => textAt(record, 'server', name);
      const [id, identity, version] = [part('id'), part('identity'), part('version')];
      servers.set(connectionOf(record), { id, identity, version, standing: part('standing') });
    } else if (about === 'client') {
      const version = textAt(record, 'info', 'version');
      if (version !== null) {
        clients.set(connectionOf(record), version);
      }
    }
  }
  const values = new KeptValues(stateFolder);
  const connections = new Map<string, ConnectionSoFar>();
  for (const row of rows()) {
    const connection = connectionOf(row.record);
    const soFar = connections.get(connection) ?? new ConnectionSoFar();
    connections.set(connection, soFar);
    soFar.learn(row.record);
    const effect = at(row.record, ['decision', 'effect']);
    if (row.record['kind'] === 'decision' && (effect === 'allow' || effect === 'deny')) {
      const clientVersion = clients.get(connection) ?? null;
      yield callOf(row, effect, { server: servers.get(connection) ?? unknown, clientVersion, soFar, values });
    }
  }
}

const unknown: RecordedServer = { id: null, identity: null, version: null, standing: null };

interface Around {
  readonly server: RecordedServer;
  readonly clientVersion: string | null;
  readonly soFar: ConnectionThen;
  readonly values: KeptValues;
}

function callOf(
  { record, connection }: TraceRow,
  effect: 'allow' | 'deny',
  { server, clientVersion, soFar, values }: Around,
): RecordedCall {
  const id = connectionOf(record);
  const call = Number(record['call']);
  const time = String(record['time']);
  const tool = textAt(record, 'action', 'tool');
  const sha256 = textAt(record, 'decision', 'policyHash');
  return {
    id: `${id}/${call}`,
    time,
    person: textAt(connection, 'user', 'name') ?? 'unknown',
    agent: {
      client: textAt(connection, 'agent', 'client') ?? 'unknown',
      version: clientVersion,
      verifiedClient: textAt(connection, 'agent', 'verified', 'client'),
      executable: textAt(connection, 'agent', 'verified', 'path'),
      delegation: textsAt(connection, 'agent', 'delegation'),
      agentOnly: at(connection, ['agent', 'mode']) === 'agent-only',
    },
    server: { name: textAt(connection, 'server', 'name') ?? 'unknown', ...server },
    direction: record['direction'] === 'down' ? 'down' : 'up',
    method: textAt(record, 'action', 'method') ?? 'unknown',
    tool,
    isToolWhole: tool?.includes('‹redacted:') !== true,
    toolClass: classIn(record),
    isListed: tool !== null && soFar.hasListed(tool),
    argNames: textsAt(record, 'inputs', 'argNames'),
    input: values.find(id, time.slice(0, 10), textAt(record, 'inputs', 'value')),
    content: {
      inspected: inspectedIn(record),
      findings: listAt(record, 'content', 'findings').map(findingOf),
      definitions: soFar.definitions,
    },
    matched: objectAt(record, 'inputs', 'matched') ?? {},
    policy: sha256 === null ? soFar.policy : { sha256 },
    decided: {
      effect: at(record, ['decision', 'asked']) === true ? 'ask' : effect,
      reasons: textsAt(record, 'decision', 'reasons'),
      mode: textAt(record, 'decision', 'mode'),
    },
  };
}

function classIn(record: TraceRow['record']): RecordedCall['toolClass'] {
  const effect = at(record, ['action', 'class', 'effect']);
  return effect === 'read' || effect === 'write' || effect === 'destructive'
    ? { effect, external: at(record, ['action', 'class', 'external']) === true }
    : null;
}

function inspectedIn(record: TraceRow['record']): RecordedCall['content']['inspected'] {
  const inspected = at(record, ['content', 'inspected']);
  return inspected === 'full' || inspected === 'partial' ? inspected : 'none';
}

function connectionOf(record: TraceRow['record']): string {
  return `${String(record['session'])}-${String(record['connection'])}`;
}
