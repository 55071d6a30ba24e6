import { existsSync } from 'node:fs';
import type { BackupNote } from './backups.ts';
import { contentHash } from './content-hash.ts';
import { readNow } from './file-bytes.ts';
import { journalPath, openJournal } from './journal.ts';

/**
 * Whether a change that a note speaks of was begun and never made, because its process died or is still at it: the file stands as it
 * was, and the journal does not call the change done. The next run that changes something takes such notes away.
 */
export function notMade(stateFolder: string): (note: BackupNote) => boolean {
  let unfinished: ReadonlySet<string> | null = null;
  const hashes = new Map<string, string | null>();
  const hashNow = (realPath: string): string | null => {
    if (!hashes.has(realPath)) {
      hashes.set(realPath, hashOf(realPath));
    }
    return hashes.get(realPath) ?? null;
  };
  return ({ id, realPath, before }) =>
    hashNow(realPath) === before && (unfinished ??= unfinishedIn(stateFolder)).has(id);
}

function hashOf(realPath: string): string | null {
  try {
    const bytes = readNow(realPath);
    return bytes === null ? null : contentHash(bytes);
  } catch {
    // What can not be read is no reason to doubt a note.
    return null;
  }
}

function unfinishedIn(stateFolder: string): ReadonlySet<string> {
  if (!existsSync(journalPath(stateFolder))) {
    return new Set();
  }
  try {
    const journal = openJournal(stateFolder);
    try {
      return new Set(journal.unfinished().map(({ id }) => id));
    } finally {
      journal.close();
    }
  } catch {
    // A journal that can not be read says nothing against a note.
    return new Set();
  }
}
