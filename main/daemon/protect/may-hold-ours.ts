import { statSync } from 'node:fs';
import { readNotes } from './backups.ts';
import { readNow } from './file-bytes.ts';
import { looksLikeOurs } from './looks-like-ours.ts';

/**
 * Whether something of ours may stand in a file that could not be understood. One that we never wrote, and that does not
 * hold our launcher as a value anywhere, is somebody else's trouble: it keeps nobody from leaving.
 */
export function mayHoldOurs(path: string | null, stateFolder: string): boolean {
  if (path === null || readNotes(stateFolder).some((note) => note.path === path && note.restoredAt === null)) {
    return true;
  }
  try {
    // Pipes and devices must not be opened, and hold no entries.
    return statSync(path).isFile() && looksLikeOurs(Buffer.from(readNow(path) ?? []).toString('utf8'));
  } catch {
    // What can not be read may hold anything.
    return true;
  }
}
