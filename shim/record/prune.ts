import { closeSync, openSync, readFileSync, rmdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { raiseTombstones, type Tombstone } from './tombstones.ts';
import {
  chainsWithHead,
  claimsNothing,
  hasEnded,
  headPath,
  readPart,
  segmentsIn,
  type SegmentName,
} from './trace-files.ts';
import { verifySegment } from './verify.ts';

export interface PruneLimits {
  readonly totalBytes: number;
  readonly days: number;
}

export const defaultLimits: PruneLimits = { totalBytes: 500 * 1024 * 1024, days: 30 };

export const pruneEveryMs = 60 * 60 * 1000;
const lockGoesStaleMs = 10 * 60 * 1000;

/** Drops what is too much or too old, unless somebody has done so within the hour. @returns whether it was done now */
export function pruneNowAndThen(traceFolder: string, limits: PruneLimits, now: Date): boolean {
  const marker = join(traceFolder, '.pruned');
  if (awayFrom(marker, now) < pruneEveryMs || !lock(traceFolder, now)) {
    return false;
  }
  try {
    prune(traceFolder, limits, now);
    writeFileSync(marker, '', { mode: 0o600 });
    utimesSync(marker, now, now);
    return true;
  } finally {
    rmSync(lockPath(traceFolder), { force: true });
  }
}

/**
 * Drops whole segments, the oldest first, and leaves a tombstone for each before it goes. Of today only those are dropped
 * that nobody writes any more. What can not be read stays, because a tombstone says where its chain stood. @returns the
 * tombstones
 */
export function prune(traceFolder: string, { totalBytes, days }: PruneLimits, now: Date): readonly Tombstone[] {
  const today = now.toISOString().slice(0, 10);
  const oldest = new Date(now.getTime() - days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const sized = segmentsIn(traceFolder)
    .flatMap((segment) => {
      const { found } = readPart(segment.path, () => statSync(join(traceFolder, segment.path)));
      return found === null ? [] : [{ segment, sizeBytes: found.size, mtimeMs: found.mtimeMs }];
    })
    .toSorted((a, b) =>
      a.segment.day === b.segment.day ? a.mtimeMs - b.mtimeMs : a.segment.day < b.segment.day ? -1 : 1,
    );
  const lastParts = new Map<string, number>();
  sized.forEach(({ segment: { chain, part } }) => lastParts.set(chain, Math.max(part, lastParts.get(chain) ?? 0)));
  let left = sized.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const stones: Tombstone[] = [];
  const paths: SegmentName[] = [];
  for (const { segment, sizeBytes } of sized) {
    const reason = segment.day < oldest ? 'age' : left > totalBytes ? 'size' : null;
    const isLast = segment.part === lastParts.get(segment.chain);
    if (reason === null || (segment.day >= today && isLast && !hasEnded(traceFolder, segment.chain))) {
      continue;
    }
    const bytes = readPart(segment.path, () => readFileSync(join(traceFolder, segment.path))).found;
    if (bytes === null) {
      continue;
    }
    const { end } = verifySegment(bytes, { before: null, head: null });
    const { chain, part, day } = segment;
    stones.push({ chain, part, day, sizeBytes, ...end, reason, droppedAt: now.toISOString() });
    paths.push(segment);
    left -= sizeBytes;
  }
  if (stones.length > 0) {
    raiseTombstones(traceFolder, stones);
  }
  for (const { path } of paths) {
    rmSync(join(traceFolder, path));
    removeIfEmpty(join(traceFolder, dirname(path)));
  }
  const kept = new Set(segmentsIn(traceFolder).map(({ chain }) => chain));
  for (const { chain } of stones) {
    if (!kept.has(chain)) {
      rmSync(headPath(traceFolder, chain), { force: true });
    }
  }
  const yesterday = now.getTime() - 24 * 60 * 60 * 1000;
  for (const chain of chainsWithHead(traceFolder)) {
    // Whoever made it a day ago and wrote nothing since is not going to.
    if (!kept.has(chain) && claimsNothing(traceFolder, chain) && changedAt(headPath(traceFolder, chain)) < yesterday) {
      rmSync(headPath(traceFolder, chain), { force: true });
    }
  }
  return stones;
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Other segments of that day stay, and the folder with them.
    return;
  }
}

function lockPath(traceFolder: string): string {
  return join(traceFolder, '.prune-lock');
}

function lock(traceFolder: string, now: Date): boolean {
  const path = lockPath(traceFolder);
  if (awayFrom(path, now) > lockGoesStaleMs) {
    // Whoever held it was killed.
    rmSync(path, { force: true });
  }
  try {
    closeSync(openSync(path, 'wx', 0o600));
    return true;
  } catch {
    // Another program is at it, or there is no folder to tidy.
    return false;
  }
}

/** How far a file's time is from now: one that lies ahead was written before the clock was set back, and must not hold for as long. */
function awayFrom(path: string, now: Date): number {
  return Math.abs(now.getTime() - changedAt(path));
}

/** Milliseconds since 1970; zero when there is no such file. */
function changedAt(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}
