import { hashOf, nothingBefore, type ChainEnd } from './chain.ts';

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
  /** What the connection's head says, when this is the segment it speaks of. */
  readonly head: ChainEnd | null;
}

interface Row {
  readonly line: number;
  readonly hash: string;
  /** Null when the line is no record at all. */
  readonly record: { readonly seq: number; readonly prev: string } | null;
}

/**
 * Follows the chain through one segment and names every line that was changed, removed or put in between.
 * A line's hash stands in the line after it, and for the last one in the head.
 */
export function verifySegment(bytes: Buffer, { before, head }: SegmentContext): VerifiedSegment {
  const { rows, unfinished } = rowsOf(bytes);
  const faults: ChainFault[] = [];
  let last: ChainEnd = before ?? { seq: 0, hash: nothingBefore };
  let lastRow: Row | null = null;
  let beforeLast: ChainEnd = last;
  for (const [at, row] of rows.entries()) {
    const { record } = row;
    const following = rows[at + 1]?.record ?? null;
    if (record === null) {
      // Whether a record stood here or nothing did shows in what the next one points to.
      const stood = following !== null && following.prev !== last.hash;
      faults.push(
        stood ? { kind: 'changed', line: row.line, seq: last.seq + 1 } : { kind: 'inserted', line: row.line },
      );
      if (stood) {
        beforeLast = last;
        last = { seq: last.seq + 1, hash: following.prev };
        lastRow = null;
      }
      continue;
    }
    if (record.seq <= last.seq) {
      if (lastRow !== null && record.prev === beforeLast.hash && row.hash !== lastRow.hash) {
        faults.push({ kind: 'inserted', line: lastRow.line });
        last = { seq: record.seq, hash: row.hash };
        lastRow = row;
      } else {
        faults.push({ kind: 'inserted', line: row.line });
      }
      continue;
    }
    if (record.seq > last.seq + 1) {
      faults.push({ kind: 'removed', line: row.line, from: last.seq + 1, to: record.seq - 1 });
    } else if (record.prev !== last.hash) {
      const isKnown =
        following === null
          ? head !== null && head.seq === record.seq && head.hash === row.hash
          : following.prev === row.hash;
      const culprit = lastRow !== null && (isKnown || following === null) ? lastRow : row;
      faults.push({ kind: 'changed', line: culprit.line, seq: culprit === row ? record.seq : last.seq });
    }
    beforeLast = last;
    last = { seq: record.seq, hash: row.hash };
    lastRow = row;
  }
  faults.push(...tailFaults(last, lastRow, head));
  if (unfinished !== null) {
    faults.push({ kind: 'unfinished', line: unfinished });
  }
  return { faults, end: last, records: rows.filter(({ record }) => record !== null).length };
}

function tailFaults(last: ChainEnd, lastRow: Row | null, head: ChainEnd | null): readonly ChainFault[] {
  if (head === null || head.seq < last.seq) {
    return [];
  }
  if (head.seq > last.seq) {
    return [{ kind: 'cut', from: last.seq + 1, to: head.seq }];
  }
  return lastRow !== null && head.hash !== last.hash ? [{ kind: 'changed', line: lastRow.line, seq: last.seq }] : [];
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
