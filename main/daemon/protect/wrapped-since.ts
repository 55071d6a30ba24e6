import { type BackupNote, readNotes } from './backups.ts';

/** When each entry of a file was put behind the shim, by its `namedPlace`, as far as our notes say that it should still be there. */
export function wrappedSince(stateFolder: string, realPath: string): ReadonlyMap<string, string> {
  return wrappedIn(readNotes(stateFolder), realPath);
}

/** The same by notes that were read before, the newest first. */
export function wrappedIn(notes: readonly BackupNote[], realPath: string): ReadonlyMap<string, string> {
  const since = new Map<string, string>();
  const ofFile = notes.filter((note) => note.realPath === realPath && note.restoredAt === null);
  for (const { entries, madeAt, givenBack } of ofFile.toReversed()) {
    entries.forEach(({ pointer }) => since.set(pointer, madeAt));
    givenBack.forEach((pointer) => since.delete(pointer));
  }
  return since;
}
