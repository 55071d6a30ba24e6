import { existsSync } from 'node:fs';
import { type BackupNote, readNotes, writeNote } from './backups.ts';
import { contentHash } from './content-hash.ts';

/**
 * Notes of what we did to a file, also under a name that it has no more, as when its project was renamed: nothing is at the old
 * place, and exactly what we wrote there stands here.
 */
export function notesOfFile(realPath: string, bytes: Uint8Array, stateFolder: string): readonly BackupNote[] {
  const notes = readNotes(stateFolder);
  const hash = contentHash(bytes);
  const former = new Set(
    notes
      .filter((note) => note.restoredAt === null && note.after === hash && !existsSync(note.realPath))
      .map((note) => note.realPath),
  );
  return notes.filter((note) => note.realPath === realPath || former.has(note.realPath));
}

/** Lets the notes of a renamed file follow it to where it stands now. */
export function followFile(
  { path, realPath }: { readonly path: string; readonly realPath: string },
  bytes: Uint8Array,
  stateFolder: string,
): void {
  for (const note of notesOfFile(realPath, bytes, stateFolder)) {
    if (note.realPath !== realPath) {
      writeNote(stateFolder, { ...note, path, realPath });
    }
  }
}
