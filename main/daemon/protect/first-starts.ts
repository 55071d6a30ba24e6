import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { at } from '../../../scanner/formats/document.ts';
import { segmentsIn } from '../../../shim/record/trace-files.ts';

/** How a server did when its client started it through the shim for the first time. */
export type FirstStart =
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'worked'; readonly at: string }
  /** `why` is about how it ended, never what it printed. */
  | { readonly kind: 'failed'; readonly at: string; readonly why: string };

/** An entry that we have put behind the shim. */
export interface Wrapped {
  readonly client: string;
  readonly server: string;
  /** ISO 8601. */
  readonly since: string;
}

const MOST_SEGMENTS = 5000;
const BEGINNING_BYTES = 64 * 1024;
const LONG_WAIT_MS = 10_000;

/**
 * Reads the record for the first start of each of these entries since it was wrapped. Only the beginning of a connection
 * counts: whether the server answered at all. One that failed and then worked has worked.
 *
 * @param memory what was read before; whoever asks again and again keeps it
 */
export function firstStarts(
  stateFolder: string,
  entries: readonly Wrapped[],
  memory: StartMemory = new Map(),
): readonly FirstStart[] {
  const found = new Map<number, FirstStart>();
  const oldest = entries.map(({ since }) => since.slice(0, 10)).toSorted()[0] ?? '';
  const trace = join(stateFolder, 'trace');
  const segments = segmentsIn(trace).filter(({ day, part }) => day >= oldest && part === 1);
  const connections = segments
    .slice(-MOST_SEGMENTS)
    .flatMap(({ path }) => remembered(join(trace, path), memory) ?? [])
    .toSorted((a, b) => a.at.localeCompare(b.at));
  for (const { client, server, at: time, start } of connections) {
    if (start.kind === 'not-yet') {
      continue;
    }
    for (const [index, entry] of entries.entries()) {
      const isIts = entry.client === client && entry.server === server && entry.since <= time;
      if (isIts && (!found.has(index) || (found.get(index)?.kind === 'failed' && start.kind === 'worked'))) {
        found.set(index, start);
      }
    }
  }
  return entries.map((_, index) => found.get(index) ?? { kind: 'not-yet' });
}

export type StartMemory = Map<string, Connection>;

interface Connection {
  readonly client: string;
  readonly server: string;
  readonly at: string;
  readonly start: FirstStart;
}

function remembered(path: string, memory: StartMemory): Connection | null {
  const known = memory.get(path) ?? connectionIn(path);
  if (known !== null) {
    memory.set(path, known);
  }
  return known;
}

/** Null for one that is still at its beginning, and for what can not be read. */
function connectionIn(path: string): Connection | null {
  const [opening, ...records] = recordsIn(path);
  const [client, server, time] = [
    at(opening, ['agent', 'client']),
    at(opening, ['server', 'name']),
    at(opening, ['time']),
  ];
  const start = typeof time === 'string' ? startOf(records, time) : null;
  return typeof client === 'string' && typeof server === 'string' && typeof time === 'string' && start !== null
    ? { client, server, at: time, start }
    : null;
}

/** Null while nothing can be said yet. */
function startOf(records: readonly unknown[], time: string): FirstStart | null {
  for (const record of records) {
    const kind = at(record, ['kind']);
    const isAnswer = (kind === 'connection' && at(record, ['about']) === 'server') || kind === 'listing';
    if (isAnswer || at(record, ['outcome', 'ended']) === 'answered') {
      return { kind: 'worked', at: time };
    }
    if (kind === 'end') {
      const why = whyEnded(record, time);
      return why === null ? { kind: 'not-yet' } : { kind: 'failed', at: time, why };
    }
  }
  return null;
}

/** Null where the client went away early: some only look whether a server is there. */
function whyEnded(record: unknown, begun: string): string | null {
  const reason = at(record, ['reason']);
  if (reason === 'not-started') {
    return 'its program could not be started';
  }
  if (reason === 'server-exited') {
    const [code, signal] = [at(record, ['exit', 'code']), at(record, ['exit', 'signal'])];
    return `it ended with ${typeof code === 'number' ? `code ${code}` : String(signal)} before it answered`;
  }
  if (reason === 'server-closed') {
    return 'it closed its output before it answered';
  }
  const waitedMs = Date.parse(String(at(record, ['time']))) - Date.parse(begun);
  return waitedMs >= LONG_WAIT_MS ? `its client gave up after ${Math.round(waitedMs / 1000)} seconds` : null;
}

function recordsIn(path: string): readonly unknown[] {
  const lines = beginningOf(path).split('\n').slice(0, -1);
  return lines.map((line) => {
    try {
      return JSON.parse(line) as unknown;
    } catch {
      // `log verify` names such a line; it says nothing about a start.
      return null;
    }
  });
}

function beginningOf(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const room = Buffer.alloc(BEGINNING_BYTES);
      return room.toString('utf8', 0, readSync(file, room, 0, room.length, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    // Pruned since it was listed.
    return '';
  }
}
