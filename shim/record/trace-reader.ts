import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type JsonObject } from '../framing/message.ts';
import { type ClosedPart, readPart, segmentsIn, type SegmentName } from './trace-files.ts';

/** How far each segment has been read, in bytes, always to the end of a line. Plain data: it may be stored. */
export interface TraceCursor {
  readonly [segment: string]: number;
}

/** One record, with what its segment says of the connection. `segment` and `seq` name it for good. */
export interface TraceRow {
  readonly segment: string;
  readonly seq: number;
  readonly record: JsonObject;
  /** `user`, `agent`, `server`, `version` of the connection. */
  readonly connection: JsonObject;
}

export interface TraceRead {
  readonly rows: readonly TraceRow[];
  readonly cursor: TraceCursor;
  /** Lines that are no records; `log verify` names them. */
  readonly unreadable: number;
  /** Segments that can not be read: they are looked at again the next time. */
  readonly closed: readonly ClosedPart[];
  /** There is more: the limit was reached. */
  readonly hasMore: boolean;
}

export const fromTheStart: TraceCursor = {};
const defaultLimitBytes = 32 * 1024 * 1024;

/**
 * Reads what was written since a cursor. Reading again from the same cursor gives the same rows, and a line that is
 * only half there is left for the next time, so a reader that stores rows and cursor together misses and doubles nothing.
 *
 * @param segments where to look; the cursor that comes back is about these
 */
export function readSince(
  traceFolder: string,
  cursor: TraceCursor,
  limitBytes = defaultLimitBytes,
  segments = segmentsIn(traceFolder),
): TraceRead {
  const rows: TraceRow[] = [];
  const next: Record<string, number> = {};
  let left = limitBytes;
  const closed: ClosedPart[] = [];
  let unreadable = 0;
  let hasMore = false;
  for (const segment of segments) {
    const from = cursor[segment.path] ?? 0;
    next[segment.path] = from;
    const part = readPart(segment.path, () => segmentSince(traceFolder, segment, from, left));
    if (part.closed !== null) {
      closed.push(part.closed);
    }
    if (part.found === null) {
      continue;
    }
    const { read, sizeBytes, isCut } = part.found;
    hasMore ||= isCut;
    rows.push(...read.rows);
    unreadable += read.unreadable;
    next[segment.path] = from + sizeBytes;
    left -= sizeBytes;
  }
  return { rows, cursor: next, unreadable, closed, hasMore };
}

/** Null where there is nothing new. */
function segmentSince(
  traceFolder: string,
  segment: SegmentName,
  from: number,
  left: number,
): { readonly read: RowsRead; readonly sizeBytes: number; readonly isCut: boolean } | null {
  const path = join(traceFolder, segment.path);
  // Most have not grown, and to ask for a size is far cheaper than to open; one may have been dropped for age meanwhile.
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) <= from) {
    return null;
  }
  const { bytes, isCut } = left > 0 ? wholeLines(path, from, left) : nothingRead;
  const read =
    bytes.length === 0 ? noRows : rowsOf(segment, bytes, from === 0 ? null : openingOf(traceFolder, segment));
  return { read, sizeBytes: bytes.length, isCut };
}

/** A record as it is exported: by itself, with all it needs to be understood. */
export function exported({ record, connection }: TraceRow): JsonObject {
  return { ...record, ...connection };
}

interface RowsRead {
  readonly rows: readonly TraceRow[];
  readonly unreadable: number;
}

const noRows: RowsRead = { rows: [], unreadable: 0 };

function rowsOf(segment: SegmentName, bytes: Buffer, opening: JsonObject | null): RowsRead {
  const rows: TraceRow[] = [];
  let connection: JsonObject = opening ?? {};
  let unreadable = 0;
  for (const line of bytes.toString('utf8').split('\n').slice(0, -1)) {
    const record = parsed(line);
    const seq = record?.['seq'];
    if (record === null || typeof seq !== 'number') {
      unreadable += 1;
      continue;
    }
    if (record['kind'] === 'connection' && isObject(record['agent'])) {
      connection = factsOf(record);
    }
    rows.push({ segment: segment.path, seq, record, connection });
  }
  return { rows, unreadable };
}

function openingOf(traceFolder: string, { path }: SegmentName): JsonObject | null {
  const first = wholeLines(join(traceFolder, path), 0, 64 * 1024)
    .bytes.toString('utf8')
    .split('\n', 1)[0];
  const record = first === undefined ? null : parsed(first);
  return record === null ? null : factsOf(record);
}

function factsOf({ user, agent, server, version }: JsonObject): JsonObject {
  return { user, agent, server, version };
}

function parsed(line: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : null;
  } catch {
    // Counted by the caller.
    return null;
  }
}

interface Read {
  readonly bytes: Buffer;
  /** The limit was reached before the end of the file. */
  readonly isCut: boolean;
}

const nothingRead: Read = { bytes: Buffer.alloc(0), isCut: true };

/** Whole lines from an offset on; none when there is no whole one yet, or when not even one fits into the limit. */
function wholeLines(path: string, from: number, limitBytes: number): Read {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.alloc(Math.max(0, Math.min(size - from, limitBytes)));
    const read = readSync(file, bytes, 0, bytes.length, from);
    return { bytes: bytes.subarray(0, bytes.subarray(0, read).lastIndexOf(0x0a) + 1), isCut: size - from > limitBytes };
  } finally {
    closeSync(file);
  }
}
