import { hashOf, nothingBefore, type ChainEnd } from './chain.ts';
import { endOf, trueChain, type RecordRow, type Row } from './true-chain.ts';

/** What does not fit in a chain of records, by its line in the file, counted from 1. */
export type ChainFault =
  | { readonly kind: 'changed'; readonly line: number; readonly seq: number }
  | { readonly kind: 'inserted'; readonly line: number }
  /** Records that are missing in front of this line. */
  | { readonly kind: 'removed'; readonly line: number; readonly from: number; readonly to: number }
  /** The head knows of more records than there are. */
  | { readonly kind: 'cut'; readonly from: number; readonly to: number }
  /** The last line has no end: whoever wrote it was killed in the middle. */
  | { readonly kind: 'unfinished'; readonly line: number };

export interface VerifiedSegment {
  readonly faults: readonly ChainFault[];
  /** Where the chain stands at the end of this segment. */
  readonly end: ChainEnd;
  readonly records: number;
}

export interface SegmentContext {
  /** Where the chain stood before; null for the first segment of a connection. */
  readonly before: ChainEnd | null;
  /** What the connection's head says, when this is the segment it speaks of; `ended` when nothing was written after it. */
  readonly head: (ChainEnd & { readonly ended?: boolean }) | null;
}

/**
 * Follows the chain through one segment and names every line that was changed, removed or put in between.
 * A line's hash stands in the line after it, and for the last one in the head.
 */
export function verifySegment(bytes: Buffer, { before, head }: SegmentContext): VerifiedSegment {
  const { rows, unfinished } = rowsOf(bytes);
  const start: ChainEnd = before ?? { seq: 0, hash: nothingBefore };
  const most = head?.ended === true ? head.seq : Infinity;
  const chain = trueChain(rows, start, head).filter(({ record }) => record.seq <= most);
  const faults: ChainFault[] = [];
  let last: ChainEnd = start;
  let lastRow: RecordRow | null = null;
  for (const row of chain) {
    const { seq, prev } = row.record;
    faults.push(...faultsBetween(rows, lastRow?.line ?? 0, row.line, { from: last.seq + 1, to: seq - 1 }));
    if (seq === last.seq + 1 && prev !== last.hash) {
      const culprit = lastRow ?? row;
      faults.push({ kind: 'changed', line: culprit.line, seq: culprit.record.seq });
    }
    last = endOf(row);
    lastRow = row;
  }
  const to = Math.max(head?.seq ?? 0, last.seq);
  faults.push(...tailFaults(rows, lastRow?.line ?? 0, { from: last.seq + 1, to }));
  if (head !== null && lastRow !== null && head.seq === last.seq && head.hash !== last.hash) {
    faults.push({ kind: 'changed', line: lastRow.line, seq: last.seq });
  }
  if (unfinished !== null) {
    faults.push({ kind: 'unfinished', line: unfinished });
  }
  return {
    faults,
    end: head !== null && head.seq >= last.seq ? head : last,
    records: rows.filter(({ record }) => record !== null).length,
  };
}

interface Missing {
  readonly from: number;
  readonly to: number;
}

/** What stands between two lines that belong here, against the records that are missing there. */
function faultsBetween(rows: readonly Row[], after: number, until: number, missing: Missing): readonly ChainFault[] {
  const { faults, gone } = compared(rows.slice(after, until - 1), missing);
  return gone === null ? faults : [...faults, { kind: 'removed', line: until, ...gone }];
}

function tailFaults(rows: readonly Row[], after: number, missing: Missing): readonly ChainFault[] {
  const { faults, gone } = compared(rows.slice(after), missing);
  return gone === null ? faults : [...faults, { kind: 'cut', ...gone }];
}

/** A line in the place of a missing record is that record, changed; one more than that was put in. */
function compared(
  found: readonly Row[],
  { from, to }: Missing,
): { readonly faults: readonly ChainFault[]; readonly gone: Missing | null } {
  let next = from;
  const faults = found.map(({ line }): ChainFault => {
    if (next > to) {
      return { kind: 'inserted', line };
    }
    next += 1;
    return { kind: 'changed', line, seq: next - 1 };
  });
  return { faults, gone: next > to ? null : { from: next, to } };
}

function rowsOf(bytes: Buffer): { readonly rows: readonly Row[]; readonly unfinished: number | null } {
  const rows: Row[] = [];
  let from = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, from)) {
    const line = bytes.subarray(from, at);
    rows.push({ line: rows.length + 1, hash: hashOf(line), record: recordOf(line) });
    from = at + 1;
  }
  return { rows, unfinished: from < bytes.length ? rows.length + 1 : null };
}

function recordOf(line: Buffer): Row['record'] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line.toString('utf8'));
  } catch {
    // Named as changed or inserted by whoever asked.
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null || !('seq' in parsed) || !('prev' in parsed)) {
    return null;
  }
  const { seq, prev } = parsed;
  return typeof seq === 'number' && Number.isSafeInteger(seq) && typeof prev === 'string' ? { seq, prev } : null;
}
