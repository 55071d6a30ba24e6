import { readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PruneLimits } from './prune.ts';
import { hasEnded } from './trace-files.ts';
import { valuesFolder } from './value-file.ts';

interface KeptValues {
  readonly day: string;
  readonly path: string;
  /** `<session>-<connection>`. */
  readonly chain: string;
  readonly sizeBytes: number;
  readonly changedMs: number;
}

/** Removes kept values that are too old or, the oldest first, too much; never those of a connection that still runs. */
export function pruneValues(stateFolder: string, { totalBytes, days }: PruneLimits, now: Date): void {
  const today = dayOf(now);
  const oldest = dayOf(new Date(now.getTime() - days * 24 * 3_600_000));
  const all = valuesIn(valuesFolder(stateFolder));
  let left = all.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  for (const { day, path, chain, sizeBytes } of all) {
    const isOld = day < oldest;
    if (!isOld && (left <= totalBytes || (day >= today && !hasEnded(join(stateFolder, 'trace'), chain)))) {
      continue;
    }
    rmSync(path, { force: true });
    left -= sizeBytes;
    removeIfEmpty(join(valuesFolder(stateFolder), day));
  }
}

function valuesIn(folder: string): readonly KeptValues[] {
  return namesIn(folder)
    .filter((day) => /^\d{4}-\d\d-\d\d$/.test(day))
    .flatMap((day) => namesIn(join(folder, day)).map((file) => valuesOf(folder, day, file)))
    .toSorted((a, b) => (a.day === b.day ? a.changedMs - b.changedMs : a.day < b.day ? -1 : 1));
}

function valuesOf(folder: string, day: string, file: string): KeptValues {
  const path = join(folder, day, file);
  const { size: sizeBytes, mtimeMs: changedMs } = statSync(path);
  return { day, path, chain: file.replace(/\.jsonl$/, ''), sizeBytes, changedMs };
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Other connections of that day stay, and the folder with them.
    return;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // No folder: no value was ever kept.
    return [];
  }
}
