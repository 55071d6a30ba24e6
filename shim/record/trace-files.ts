import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ChainEnd } from './chain.ts';

/** One segment file, by its place below the trace folder. */
export interface SegmentName {
  /** `yyyy-mm-dd/<session>-<connection>[.n].jsonl`, always with `/`. */
  readonly path: string;
  readonly day: string;
  /** `<session>-<connection>`. */
  readonly chain: string;
  /** Counted from 1. */
  readonly part: number;
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const filePattern = /^(s[0-9a-f]+-[0-9a-f]+)(?:\.(\d+))?\.jsonl$/;

/** A part of the trace that is there and can not be read, such as what a client left that ran as root. */
export interface ClosedPart {
  /** Below the trace folder: of a segment, of the folder of a day, or of what lies beside them. */
  readonly path: string;
  readonly why: string;
}

export interface TraceListing {
  readonly segments: readonly SegmentName[];
  /** Days whose segments can not be listed. */
  readonly closed: readonly ClosedPart[];
}

/** All segments, oldest day first, and each chain in its order. Files we did not name are left out. */
export function segmentsIn(traceFolder: string): readonly SegmentName[] {
  return listTrace(traceFolder).segments;
}

/** The same with what is closed. */
export function listTrace(traceFolder: string, days = daysIn(traceFolder)): TraceListing {
  const listed = days.map((day) => readPart(day, () => segmentsOfDay(traceFolder, day)));
  return {
    segments: listed.flatMap(({ found }) => found ?? []),
    closed: listed.flatMap(({ closed }) => closed ?? []),
  };
}

/** Reads a part of the trace, so that one that is closed does not hide the others. One that is not there gives null twice. */
export function readPart<Found>(
  path: string,
  read: () => Found,
): { readonly found: Found | null; readonly closed: ClosedPart | null } {
  try {
    return { found: read(), closed: null };
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) {
      throw error;
    }
    return { found: null, closed: error.code === 'ENOENT' ? null : { path, why: error.message } };
  }
}

/** The days that have a folder, oldest first. */
export function daysIn(traceFolder: string): readonly string[] {
  return namesIn(traceFolder)
    .filter((day) => dayPattern.test(day))
    .toSorted();
}

function segmentsOfDay(traceFolder: string, day: string): readonly SegmentName[] {
  return namesIn(join(traceFolder, day))
    .flatMap((file) => segmentName(day, file))
    .toSorted((a, b) => (a.chain === b.chain ? a.part - b.part : a.chain < b.chain ? -1 : 1));
}

export interface Head extends ChainEnd {
  readonly segment: string;
  readonly ended: boolean;
}

/** What a connection last said of its chain; null when it said nothing that can be read. */
export function headOf(traceFolder: string, chain: string): Head | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(headPath(traceFolder, chain), 'utf8'));
  } catch {
    // No head, or half of one: the tail is then unconfirmed, which the caller says.
    return null;
  }
  return isHead(parsed) ? parsed : null;
}

/** Whether a connection has said that it writes no more. */
export function hasEnded(traceFolder: string, chain: string): boolean {
  return headOf(traceFolder, chain)?.ended === true;
}

/** Chains that have a head, whether or not a segment of theirs is left. */
export function chainsWithHead(traceFolder: string): readonly string[] {
  return namesIn(join(traceFolder, 'heads')).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []));
}

/** Whether a head tells of no record: its writer was killed, or found no room, before it could write the first one; or it is gone meanwhile. */
export function claimsNothing(traceFolder: string, chain: string): boolean {
  const head = headOf(traceFolder, chain);
  return head === null
    ? (statSync(headPath(traceFolder, chain), { throwIfNoEntry: false })?.size ?? 0) === 0
    : head.seq === 0;
}

export function headPath(traceFolder: string, chain: string): string {
  return join(traceFolder, 'heads', `${chain}.json`);
}

/** `<session>-<connection>[.n].jsonl` */
export function segmentFile(chain: string, part: number): string {
  return `${chain}${part === 1 ? '' : `.${part}`}.jsonl`;
}

/** The part of its chain that a path below the trace folder names; null when it names none. */
export function partOf(path: string): number | null {
  const [day = '', file = ''] = path.split('/');
  return segmentName(day, file)[0]?.part ?? null;
}

function isHead(value: unknown): value is Head {
  return (
    typeof value === 'object' &&
    value !== null &&
    'segment' in value &&
    typeof value.segment === 'string' &&
    'seq' in value &&
    typeof value.seq === 'number' &&
    'hash' in value &&
    typeof value.hash === 'string' &&
    'ended' in value &&
    typeof value.ended === 'boolean'
  );
}

function segmentName(day: string, file: string): readonly SegmentName[] {
  const found = filePattern.exec(file);
  const chain = found?.[1];
  return chain === undefined ? [] : [{ path: `${day}/${file}`, day, chain, part: Number(found?.[2] ?? 1) }];
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return [];
    }
    throw error;
  }
}
