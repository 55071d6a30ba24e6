import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChainEnd } from './chain.ts';
import { tombstonesIn, type Tombstone } from './tombstones.ts';
import {
  chainsWithHead,
  claimsNothing,
  type ClosedPart,
  headOf,
  listTrace,
  partOf,
  readPart,
  segmentFile,
  type SegmentName,
} from './trace-files.ts';
import { verifySegment, type ChainFault } from './verify.ts';

export interface TraceReport {
  readonly segments: number;
  readonly records: number;
  readonly faults: readonly TraceFault[];
  /** Chains whose last records no head confirms: the program that wrote them was killed, or writes them now. */
  readonly unconfirmed: readonly string[];
  /** Dropped for age or size, and saying so. */
  readonly dropped: number;
}

export type TraceFault =
  | { readonly segment: string; readonly fault: ChainFault }
  /** Every connection keeps a head from before its first record on: somebody took it away, and perhaps the last records too. */
  | { readonly segment: string; readonly fault: { readonly kind: 'no-head' } }
  /** A segment is gone, and no tombstone says why. */
  | { readonly segment: string; readonly fault: { readonly kind: 'missing' } }
  /** A segment, the folder of a day, the heads or the tombstones: what stands there is not known. */
  | { readonly segment: string; readonly fault: { readonly kind: 'unreadable'; readonly why: string } };

/**
 * Verifies every chain of a trace folder over its segments, or only those that are asked for. While they are read, connections
 * begin, go on in another segment and have old ones dropped: what seems to be wrong is looked at a second time.
 *
 * @param onVerified told after each chain how many segments are done, and of how many
 */
export function verifyTrace(
  traceFolder: string,
  isAsked: (chain: string) => boolean = () => true,
  onVerified: (done: number, total: number) => void = () => undefined,
): TraceReport {
  const first = lookThrough(traceFolder, isAsked, onVerified);
  const doubtful = new Set(first.chains.filter(({ faults }) => faults.length > 0).map(({ chain }) => chain));
  if (doubtful.size === 0 && first.stones.faults.length === 0) {
    return reportOf(first);
  }
  const second = lookThrough(traceFolder, (chain) => doubtful.has(chain));
  const sound = first.chains.filter(({ chain }) => !doubtful.has(chain));
  return reportOf({ ...second, closed: first.closed, chains: [...sound, ...second.chains] });
}

interface VerifiedChain {
  readonly chain: string;
  readonly segments: number;
  readonly records: number;
  readonly faults: readonly TraceFault[];
  readonly isConfirmed: boolean;
}

interface Look {
  readonly stones: ReturnType<typeof tombstonesIn>;
  readonly closed: readonly ClosedPart[];
  readonly chains: readonly VerifiedChain[];
}

function lookThrough(
  traceFolder: string,
  isAsked: (chain: string) => boolean,
  onVerified: (done: number, total: number) => void = () => undefined,
): Look {
  const listing = listTrace(traceFolder);
  const segments = listing.segments.filter(({ chain }) => isAsked(chain));
  const tombstones = readPart('tombstones.jsonl', () => tombstonesIn(traceFolder));
  const stones = tombstones.found ?? { all: [], faults: [] };
  const heads = readPart('heads', () => chainsWithHead(traceFolder));
  const closed = [...listing.closed, ...[tombstones, heads].flatMap((part) => part.closed ?? [])];
  const closedDays = new Set(listing.closed.map(({ path }) => path));
  const found = Map.groupBy(segments, ({ chain }) => chain);
  const withoutSegments = (heads.found ?? [])
    .filter((chain) => isAsked(chain) && !found.has(chain) && !claimsNothing(traceFolder, chain))
    .flatMap((chain) => withoutSegment(traceFolder, chain, closedDays));
  let done = 0;
  const chains = [...found.values()].map((parts): VerifiedChain => {
    // By their numbers and not their days: a clock may have been set back.
    const verified = verifyChain(
      traceFolder,
      parts.toSorted((a, b) => a.part - b.part),
      stones.all,
    );
    done += parts.length;
    onVerified(done, segments.length);
    return verified;
  });
  // A day that is closed says nothing of a chain of other days.
  const isWhole = segments.length === listing.segments.length && (heads.found ?? []).every(isAsked);
  return { stones, closed: isWhole ? closed : [], chains: [...withoutSegments, ...chains] };
}

/** None where the segment that the head tells of may stand in a closed day. */
function withoutSegment(traceFolder: string, chain: string, closedDays: ReadonlySet<string>): readonly VerifiedChain[] {
  const segment = headOf(traceFolder, chain)?.segment ?? chain;
  const fault: TraceFault = { segment, fault: { kind: 'missing' } };
  return closedDays.has(segment.split('/')[0] ?? '')
    ? []
    : [{ chain, segments: 0, records: 0, faults: [fault], isConfirmed: true }];
}

function reportOf({ stones, closed, chains }: Look): TraceReport {
  return {
    segments: chains.reduce((sum, { segments }) => sum + segments, 0),
    records: chains.reduce((sum, { records }) => sum + records, 0),
    faults: [
      ...closed.map(({ path, why }) => ({ segment: path, fault: { kind: 'unreadable', why } as const })),
      ...stones.faults.map((fault) => ({ segment: 'tombstones.jsonl', fault })),
      ...chains.flatMap(({ faults }) => faults),
    ],
    unconfirmed: chains.filter(({ isConfirmed }) => !isConfirmed).map(({ chain }) => chain),
    dropped: stones.all.length,
  };
}

function verifyChain(
  traceFolder: string,
  parts: readonly SegmentName[],
  tombstones: readonly Tombstone[],
): VerifiedChain {
  const faults: TraceFault[] = [];
  const chain = parts[0]?.chain ?? '';
  const head = headOf(traceFolder, chain);
  const stones = tombstones.filter((one) => one.chain === chain);
  let before: ChainEnd | null = null;
  let expected = 1;
  let records = 0;
  let hasEnd = false;
  for (const [at, part] of parts.entries()) {
    const isAfterGap = part.part > expected;
    const gone = isAfterGap ? goneBefore(traceFolder, part, expected, stones) : [];
    faults.push(...gone.map((segment) => ({ segment, fault: { kind: 'missing' } as const })));
    if (isAfterGap) {
      const stone = stones.find((one) => one.part === part.part - 1);
      before = stone === undefined ? null : { seq: stone.seq, hash: stone.hash };
    }
    expected = part.part + 1;
    try {
      const bytes = readFileSync(join(traceFolder, part.path));
      hasEnd = endsWithEnd(bytes);
      const next = parts[at + 1];
      const verified = verifySegment(bytes, {
        before: before ?? startOf(bytes, part.part),
        // What stands at the end of a full segment, the next one says.
        head:
          next === undefined
            ? head?.segment === part.path
              ? head
              : null
            : next.part === part.part + 1
              ? claimOf(traceFolder, next)
              : null,
      });
      faults.push(...verified.faults.map((fault) => ({ segment: part.path, fault })));
      records += verified.records;
      before = verified.end;
    } catch (error) {
      faults.push({
        segment: part.path,
        fault: { kind: 'unreadable', why: error instanceof Error ? error.message : String(error) },
      });
    }
  }
  if (head === null && !hasEnd) {
    faults.push({ segment: parts.at(-1)?.path ?? chain, fault: { kind: 'no-head' } });
  }
  const headPart = head === null ? null : partOf(head.segment);
  if (head !== null && headPart !== null && headPart >= expected && !stones.some(({ part }) => part === headPart)) {
    faults.push({ segment: head.segment, fault: { kind: 'missing' } });
  }
  if (head?.ended === true && headPart !== null) {
    const later = parts.filter(({ part }) => part > headPart);
    faults.push(...later.map(({ path }) => ({ segment: path, fault: { kind: 'inserted', line: 1 } as const })));
  }
  const isConfirmed = head !== null && head.seq >= (before?.seq ?? 0);
  return { chain, segments: parts.length, records, faults, isConfirmed };
}

/** The segments between two that are there, and of which no tombstone tells. Those before the last of them have no known day. */
function goneBefore(
  traceFolder: string,
  { path, chain, part }: SegmentName,
  from: number,
  stones: readonly Tombstone[],
): readonly string[] {
  const missing = Array.from({ length: part - from }, (_, at) => from + at).filter(
    (one) => !stones.some((stone) => stone.part === one),
  );
  return missing.map((one) =>
    one === part - 1 ? (continuedBy(join(traceFolder, path)) ?? segmentFile(chain, one)) : segmentFile(chain, one),
  );
}

/** The segment that another one says it goes on from. */
function continuedBy(path: string): string | null {
  try {
    const [first = ''] = readFileSync(path, 'utf8').split('\n', 1);
    return /"continues":\{[^}]*"segment":"([^"]+)"/.exec(first)?.[1] ?? null;
  } catch {
    // That one is looked at in its turn, and then reported.
    return null;
  }
}

const longestEnd = 4096;

function endsWithEnd(bytes: Buffer): boolean {
  const last = bytes.subarray(-longestEnd).toString('utf8').trimEnd().split('\n').at(-1) ?? '';
  return last.includes('"kind":"end",');
}

function claimOf(traceFolder: string, { path, part }: SegmentName): ChainEnd | null {
  try {
    return startOf(readFileSync(join(traceFolder, path)), part);
  } catch {
    // That part is looked at in its turn, and then reported.
    return null;
  }
}

/** Of a part whose predecessor is gone: what its own first record says, so that the rest can still be followed. */
function startOf(bytes: Buffer, part: number): ChainEnd | null {
  if (part === 1) {
    return null;
  }
  const found = /^\{"v":1,"seq":(\d+),"prev":"([0-9a-f]{64})"/.exec(bytes.toString('latin1', 0, 200));
  return found?.[1] === undefined || found[2] === undefined ? null : { seq: Number(found[1]) - 1, hash: found[2] };
}
