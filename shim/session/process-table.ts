/** A process at one moment. Pid and start mark it: a pid alone is given out again. */
export interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  /** Comparable text, fixed for the life of the process. */
  readonly started: string;
  /** Program file; null when this user may not see it. */
  readonly path: string | null;
  /** Command line, as far as this user may see it. */
  readonly args: readonly string[];
}

/** What this system tells about processes. Reading only. */
export interface ProcessTable {
  /** Null when there is no such process. */
  read(pid: number): ProcessFacts | null;
  /** A process and those above it, nearest first, up to the first of all, in one look. */
  lineage(pid: number): readonly ProcessFacts[];
  /** Every process of this system that can be seen. */
  all(): readonly ProcessFacts[];
  /** Direct and further descendants that run now. */
  descendants(pid: number): readonly ProcessFacts[];
}

const mostAncestors = 64;

/** Walks up from a process; `find` looks one up. */
export function walkUp(pid: number, find: (pid: number) => ProcessFacts | null): readonly ProcessFacts[] {
  const found: ProcessFacts[] = [];
  for (let next = pid; next > 1 && found.length < mostAncestors;) {
    const facts = find(next);
    if (facts === null) {
      break;
    }
    found.push(facts);
    next = facts.parent;
  }
  return found;
}
