import type { ChainEnd } from './chain.ts';

/** One line of a segment, as it stands there. */
export interface Row {
  /** Counted from 1. */
  readonly line: number;
  readonly hash: string;
  /** Null when the line is no record at all. */
  readonly record: { readonly seq: number; readonly prev: string } | null;
}

export type RecordRow = Row & { readonly record: NonNullable<Row['record']> };

/**
 * Picks the rows that were written here, out of all that stand here: the ones, in their order, between which the most
 * links hold. A link holds where a row carries the hash of the one before it; only who can write all rows that follow
 * can forge one. What is left out was put in between, or was changed beyond use.
 *
 * @param head what somebody else says of the last row
 */
export function trueChain(rows: readonly Row[], start: ChainEnd, head: ChainEnd | null): readonly RecordRow[] {
  const candidates = rows.filter((row): row is RecordRow => row.record !== null && row.record.seq > start.seq);
  return isUnbroken(rows, candidates, start) ? candidates : longest(candidates, start, head);
}

function isUnbroken(rows: readonly Row[], candidates: readonly RecordRow[], start: ChainEnd): boolean {
  let last = start;
  return (
    candidates.length === rows.length &&
    candidates.every((row) => {
      const follows = doesFollow(row, last);
      last = endOf(row);
      return follows;
    })
  );
}

interface Reached {
  readonly row: RecordRow;
  readonly links: number;
  readonly before: Reached | null;
}

function longest(candidates: readonly RecordRow[], start: ChainEnd, head: ChainEnd | null): readonly RecordRow[] {
  const byEnd = new Map<string, Reached>();
  const bySeq = new BestBelow(candidates.map(({ record }) => record.seq));
  let best: Reached | null = null;
  let bestLinks = 0;
  for (const row of candidates) {
    const { seq, prev } = row.record;
    const linked = byEnd.get(`${seq - 1} ${prev}`) ?? null;
    const jumped = bySeq.below(seq);
    const isFirst = doesFollow(row, start);
    const linkedLinks = linked === null ? (isFirst ? 1 : -1) : linked.links + 1;
    const reached: Reached =
      linkedLinks >= (jumped?.links ?? 0)
        ? { row, links: Math.max(linkedLinks, 0), before: linked }
        : { row, links: jumped?.links ?? 0, before: jumped };
    const end = `${seq} ${row.hash}`;
    if ((byEnd.get(end)?.links ?? -1) < reached.links) {
      byEnd.set(end, reached);
    }
    bySeq.add(reached);
    const links = reached.links + (head !== null && head.seq === seq && head.hash === row.hash ? 1 : 0);
    if (links > bestLinks) {
      [best, bestLinks] = [reached, links];
    }
  }
  return withNext(pathTo(best), candidates, start);
}

function pathTo(reached: Reached | null): readonly RecordRow[] {
  const path: RecordRow[] = [];
  for (let at = reached; at !== null; at = at.before) {
    path.push(at.row);
  }
  return path.toReversed();
}

/** Nobody vouches for the last row, and it may be the one before it that was changed. */
function withNext(path: readonly RecordRow[], candidates: readonly RecordRow[], start: ChainEnd): readonly RecordRow[] {
  const last = path.at(-1);
  const next = candidates.find((row) => row.line > (last?.line ?? 0));
  return next !== undefined && next.record.seq === (last?.record.seq ?? start.seq) + 1 ? [...path, next] : path;
}

function doesFollow({ record }: RecordRow, end: ChainEnd): boolean {
  return record.seq === end.seq + 1 && record.prev === end.hash;
}

export function endOf({ record, hash }: RecordRow): ChainEnd {
  return { seq: record.seq, hash };
}

function better(one: Reached | null, other: Reached | null): Reached | null {
  return (other?.links ?? -1) > (one?.links ?? -1) ? other : one;
}

/** The best of those with a lower number, found without looking at all of them: a tree of maxima (Fenwick's). */
class BestBelow {
  readonly #places: ReadonlyMap<number, number>;
  readonly #best: (Reached | null)[];

  constructor(numbers: readonly number[]) {
    const sorted = [...new Set(numbers)].toSorted((a, b) => a - b);
    this.#places = new Map(sorted.map((number, at) => [number, at + 1]));
    this.#best = Array.from({ length: sorted.length + 1 }, () => null);
  }

  add(reached: Reached): void {
    for (let at = this.#place(reached.row.record.seq); at < this.#best.length; at += at & -at) {
      // The earlier one stays: between equals nothing is gained by more rows.
      this.#best[at] = better(this.#best[at] ?? null, reached);
    }
  }

  below(number: number): Reached | null {
    let best: Reached | null = null;
    for (let at = this.#place(number) - 1; at > 0; at -= at & -at) {
      best = better(best, this.#best[at] ?? null);
    }
    return best;
  }

  #place(number: number): number {
    return this.#places.get(number) ?? 1;
  }
}
