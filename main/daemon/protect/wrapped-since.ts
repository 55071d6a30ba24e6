import { type BackupNote, readNotes } from './backups.ts';
import { notMade } from './not-made.ts';

/** When each entry of a file was put behind the shim, by its `namedPlace`, as far as our notes say that it should still be there. */
export function wrappedSince(stateFolder: string, realPath: string): ReadonlyMap<string, string> {
  return wrappedIn(readNotes(stateFolder), realPath, notMade(stateFolder));
}

/** The same for many files; our notes are read once, and only when somebody asks. */
export function wrappedHere(stateFolder: string): (realPath: string) => ReadonlyMap<string, string> {
  let ours: { readonly notes: readonly BackupNote[]; readonly isNotMade: (note: BackupNote) => boolean } | null = null;
  const known = new Map<string, ReadonlyMap<string, string>>();
  return (realPath) => {
    const { notes, isNotMade } = (ours ??= { notes: readNotes(stateFolder), isNotMade: notMade(stateFolder) });
    const since = known.get(realPath) ?? wrappedIn(notes, realPath, isNotMade);
    known.set(realPath, since);
    return since;
  };
}

/** The same by notes that were read before, the newest first. @param isNotMade whether a note speaks of a change that was only begun */
function wrappedIn(
  notes: readonly BackupNote[],
  realPath: string,
  isNotMade: (note: BackupNote) => boolean,
): ReadonlyMap<string, string> {
  const since = new Map<string, string>();
  const ofFile = notes.filter(
    (note) => note.realPath === realPath && note.restoredAt === null && (note.entries.length === 0 || !isNotMade(note)),
  );
  for (const { entries, madeAt, givenBack: back } of ofFile.toReversed()) {
    entries.forEach(({ pointer }) => since.set(pointer, madeAt));
    back.forEach((pointer) => since.delete(pointer));
  }
  return since;
}

/** The entries of a file that were last given back by us, by their `namedPlace`: that they have no shim is what somebody wanted. */
export function givenBack(stateFolder: string, realPath: string): ReadonlySet<string> {
  const places = new Set<string>();
  const ofFile = readNotes(stateFolder).filter((note) => note.realPath === realPath);
  for (const note of ofFile.toReversed()) {
    note.entries.forEach(({ pointer }) => places.delete(pointer));
    note.givenBack.forEach((place) => places.add(place));
  }
  return places;
}
