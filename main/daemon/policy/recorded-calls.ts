import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at } from '../../../scanner/formats/document.ts';
import type { TraceRow } from '../../../shim/record/trace-reader.ts';
import { valuesFolder } from '../../../shim/record/value-file.ts';

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
  readonly server: {
    readonly name: string;
    /** What policies call it; null where it was not known yet when the connection ended. */
    readonly identity: string | null;
    readonly version: string | null;
  };
  readonly method: string;
  readonly tool: string | null;
  /** False where a credential was taken out of it. */
  readonly isToolWhole: boolean;
  readonly toolClass: { readonly effect: 'read' | 'write' | 'destructive'; readonly external: boolean } | null;
  readonly argNames: readonly string[];
  /** The arguments, where a policy wanted them kept. */
  readonly input: object | null;
  readonly findings: readonly string[];
  /** Parts of the context that were recorded: `session`, `ip`, `interactive`. */
  readonly matched: object;
  /** `ask` whatever the answer was. */
  readonly decided: { readonly effect: 'allow' | 'ask' | 'deny'; readonly reasons: readonly string[] };
}

/**
 * The decided calls among the rows of a trace, in their order. Reads the rows twice, because what a server is may be
 * recorded after its first call.
 *
 * @param rows gives the rows anew each time
 */
export function* recordedCalls(rows: () => Iterable<TraceRow>, stateFolder: string): IterableIterator<RecordedCall> {
  const servers = new Map<string, { readonly identity: string | null; readonly version: string | null }>();
  const clients = new Map<string, string>();
  for (const { record } of rows()) {
    const about = record['about'];
    if (about === 'identity') {
      servers.set(connectionOf(record), {
        identity: textAt(record, 'server', 'identity'),
        version: textAt(record, 'server', 'version'),
      });
    } else if (about === 'client') {
      const version = textAt(record, 'info', 'version');
      if (version !== null) {
        clients.set(connectionOf(record), version);
      }
    }
  }
  const values = new Values(stateFolder);
  for (const row of rows()) {
    const effect = at(row.record, ['decision', 'effect']);
    if (row.record['kind'] === 'decision' && (effect === 'allow' || effect === 'deny')) {
      const connection = connectionOf(row.record);
      const known = servers.get(connection) ?? { identity: null, version: null };
      yield callOf(row, effect, known, clients.get(connection) ?? null, values);
    }
  }
}

function callOf(
  { record, connection }: TraceRow,
  effect: 'allow' | 'deny',
  server: { readonly identity: string | null; readonly version: string | null },
  clientVersion: string | null,
  values: Values,
): RecordedCall {
  const id = connectionOf(record);
  const call = Number(record['call']);
  const time = String(record['time']);
  const toolClass = at(record, ['action', 'class', 'effect']);
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
    method: textAt(record, 'action', 'method') ?? 'unknown',
    tool: textAt(record, 'action', 'tool'),
    isToolWhole: textAt(record, 'action', 'tool')?.includes('‹redacted:') !== true,
    toolClass:
      toolClass === 'read' || toolClass === 'write' || toolClass === 'destructive'
        ? { effect: toolClass, external: at(record, ['action', 'class', 'external']) === true }
        : null,
    argNames: textsAt(record, 'inputs', 'argNames'),
    input: values.find(id, time.slice(0, 10), textAt(record, 'inputs', 'value')),
    findings: listAt(record, 'content', 'findings').flatMap((finding) => textAt(finding, 'rule') ?? []),
    matched: objectAt(record, 'inputs', 'matched') ?? {},
    decided: {
      effect: at(record, ['decision', 'asked']) === true ? 'ask' : effect,
      reasons: textsAt(record, 'decision', 'reasons'),
    },
  };
}

/** Values that were kept beside the trace, read once a connection and day. */
class Values {
  readonly #stateFolder: string;
  readonly #read = new Map<string, ReadonlyMap<string, string>>();

  constructor(stateFolder: string) {
    this.#stateFolder = stateFolder;
  }

  find(connection: string, day: string, sha256: string | null): object | null {
    if (sha256 === null) {
      return null;
    }
    // A call just before midnight may have its value in the next day's file.
    const text = this.#days()
      .filter((one) => one >= day)
      .slice(0, 2)
      .map((one) => this.#of(one, connection).get(sha256))
      .find((one) => one !== undefined);
    const value: unknown = text === undefined ? null : parsed(text);
    return typeof value === 'object' ? value : null;
  }

  #days(): readonly string[] {
    try {
      return readdirSync(valuesFolder(this.#stateFolder)).toSorted();
    } catch {
      // Nothing was ever kept.
      return [];
    }
  }

  #of(day: string, connection: string): ReadonlyMap<string, string> {
    const key = `${day}/${connection}`;
    const known = this.#read.get(key) ?? readValues(join(valuesFolder(this.#stateFolder), day, `${connection}.jsonl`));
    this.#read.set(key, known);
    return known;
  }
}

function readValues(path: string): ReadonlyMap<string, string> {
  let lines: readonly string[];
  try {
    lines = readFileSync(path, 'utf8').split('\n');
  } catch {
    // Deleted, as values may be.
    return new Map();
  }
  return new Map(
    lines.flatMap((line): readonly (readonly [string, string])[] => {
      const value = parsed(line);
      const [sha256, text] = [textAt(value, 'sha256'), textAt(value, 'text')];
      return sha256 === null || text === null ? [] : [[sha256, text]];
    }),
  );
}

function connectionOf(record: TraceRow['record']): string {
  return `${String(record['session'])}-${String(record['connection'])}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A line that was cut off.
    return null;
  }
}

function textAt(from: unknown, ...path: readonly string[]): string | null {
  const value = at(from, path);
  return typeof value === 'string' ? value : null;
}

function listAt(from: unknown, ...path: readonly string[]): readonly unknown[] {
  const value = at(from, path);
  return Array.isArray(value) ? value : [];
}

function textsAt(from: unknown, ...path: readonly string[]): readonly string[] {
  return listAt(from, ...path).filter((one) => typeof one === 'string');
}

function objectAt(from: unknown, ...path: readonly string[]): object | null {
  const value = at(from, path);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}
