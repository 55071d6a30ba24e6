import { existsSync, rmSync } from 'node:fs';
import { backupBytes, dropBackup, forgetNext, nextBytes, readNotes } from './backups.ts';
import { contentHash } from './content-hash.ts';
import type { Change, Journal, Outcome } from './journal.ts';
import { codeOf, readNow } from './file-bytes.ts';
import { replaceFile } from './replace-file.ts';

export interface Recovered {
  readonly realPath: string;
  readonly outcome: Outcome;
}

/**
 * Finishes or undoes what a process that died had begun. Files hold the old bytes or the new ones; only one that was being
 * written in place can hold a part of each, and gets the old ones back.
 */
export function recover(journal: Journal, stateFolder: string): readonly Recovered[] {
  return journal.alone(() =>
    journal.unfinished().flatMap((change) => {
      const outcome = settled(change, stateFolder);
      if (outcome === null) {
        return [];
      }
      journal.finish(change.id, outcome);
      if (outcome === 'undone') {
        dropBackup(stateFolder, change.id);
      }
      return [{ realPath: change.realPath, outcome }];
    }),
  );
}

/** Null while its folder can not be looked into: it stays unfinished for a later run, and the other files do not wait for it. */
function settled(change: Change, stateFolder: string): Outcome | null {
  try {
    return settle(change, stateFolder);
  } catch (error) {
    if (codeOf(error) === '') {
      throw error;
    }
    return null;
  }
}

function settle({ id, realPath, temporary, before, after }: Change, stateFolder: string): Outcome {
  if (existsSync(temporary)) {
    rmSync(temporary, { force: true });
  }
  const now = readNow(realPath);
  const hash = now === null ? null : contentHash(now);
  const [note, next] = [readNotes(stateFolder).find((one) => one.id === id), nextBytes(stateFolder, id)];
  const old = note === undefined ? null : backupBytes(stateFolder, note);
  const isTorn = now !== null && old !== null && next !== null && isMixture(now, next, old);
  if (isTorn && hash !== after && hash !== before) {
    replaceFile({ target: realPath, temporary, before: now, after: old }, false, () => undefined);
  }
  forgetNext(stateFolder, id);
  if (hash === after) {
    return 'done';
  }
  return hash === before || isTorn ? 'undone' : 'overtaken';
}

/** A file that was being written over: it begins as the new bytes and goes on as the old ones. */
function isMixture(now: Uint8Array, next: Uint8Array, old: Uint8Array): boolean {
  let begun = 0;
  while (begun < now.length && now[begun] === next[begun]) {
    begun += 1;
  }
  return begun > 0 && Buffer.compare(now.subarray(begun), old.subarray(begun)) === 0;
}
