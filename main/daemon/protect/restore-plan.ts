import { isDeepStrictEqual } from 'node:util';
import { namedPlace } from '../../../scanner/routing/named-place.ts';
import { editGroups } from '../../../scanner/edit/edit-groups.ts';
import { parseConfig } from '../../../scanner/formats/parse.ts';
import { pathOf } from '../../../scanner/edit/places.ts';
import { pointer as pointerOf } from '../../../scanner/formats/document.ts';
import { namesShim } from '../../../scanner/identity/ours.ts';
import { readBereft, readOurs } from '../../../scanner/routing/our-words.ts';
import type { Format } from '../../../scanner/model/inventory.ts';
import type { Entry } from '../../../scanner/model/launch.ts';
import { rulesOf } from '../../../scanner/routing/client-rules.ts';
import { unrouteEntry } from '../../../scanner/routing/route-entry.ts';
import type { Original } from '../../../scanner/routing/unwrap.ts';
import { backupBytes, type BackupNote } from './backups.ts';
import type { Candidate } from './candidates.ts';
import { contentHash } from './content-hash.ts';
import { entriesIn } from './entries-in.ts';
import { notesOfFile } from './former-names.ts';
import type { EntryName } from './plan.ts';
import type { ConfigWrite } from './write-config.ts';

/** How one file gives back what stood there. */
export interface RestorePlan {
  readonly candidate: Candidate;
  readonly write: ConfigWrite;
  /** The exact bytes from before, since nothing else has changed; else only our own edits go. */
  readonly isExact: boolean;
  readonly entries: readonly EntryName[];
  readonly cannot: readonly (EntryName & { readonly why: string })[];
}

export interface RestorePlanDeps {
  readonly stateFolder: string;
  readonly wanted: (entry: EntryName, path: string) => boolean;
}

/** Works out how a file is given back. @returns null when nothing of ours stands in these bytes, or when they can not be parsed */
export async function planRestore(
  candidate: Candidate,
  bytes: Uint8Array,
  { stateFolder, wanted }: RestorePlanDeps,
): Promise<RestorePlan | null> {
  const ours = await oursIn(candidate, bytes);
  if (ours === null || ours.entries.length === 0) {
    return null;
  }
  const notes = notesOfFile(candidate.realPath, bytes, stateFolder);
  const asked = ours.entries.filter(({ name }) => wanted(name, candidate.path));
  const exact = asked.length === ours.entries.length ? await exactBytes(candidate, bytes, notes, stateFolder) : null;
  const ways = asked.map(({ entry }) => unrouteEntry(entry, originalOf(entry, notes)));
  const edited =
    exact === null
      ? await editGroups(
          bytes,
          ours.format,
          ways.map((way) => way ?? []),
        )
      : { bytes: exact, refusals: asked.map(() => null) };
  const whyNot = (index: number): string | null =>
    exact === null && ways[index] === null
      ? 'its entry was changed by hand and does not say what stood there'
      : (edited.refusals[index] ?? null);
  const entries = asked.filter((_, index) => whyNot(index) === null).map(({ name }) => name);
  return {
    candidate,
    isExact: exact !== null,
    write: {
      path: candidate.path,
      realPath: candidate.realPath,
      clients: [...new Set(candidate.readings.map(({ client }) => client.id))],
      before: bytes,
      after: edited.bytes,
      entries: [],
      givenBack: entries.map(namedPlace),
      hasLock: candidate.readings.some(({ client }) => rulesOf(client.id).lock),
    },
    entries,
    cannot: asked.flatMap(({ name }, index) => {
      const why = whyNot(index);
      return why === null ? [] : [{ ...name, why }];
    }),
  };
}

/** Whether anything can be said about these bytes at all. */
export async function canBeRead(candidate: Candidate, bytes: Uint8Array): Promise<boolean> {
  return (await oursIn(candidate, bytes)) !== null;
}

interface Ours {
  readonly format: Format;
  readonly entries: readonly { readonly entry: Entry; readonly name: EntryName }[];
}

/** Entries of ours in a file, also those somebody has put behind something else; null when it can not be parsed. */
async function oursIn(candidate: Candidate, bytes: Uint8Array): Promise<Ours | null> {
  const [first] = candidate.readings;
  const parsed = first === undefined ? null : await parseConfig(bytes, first.spec.format);
  if (parsed === null || !parsed.ok) {
    return null;
  }
  const entries = entriesIn(candidate, parsed.document)
    .filter(
      ({ entry }) =>
        'command' in entry.launch &&
        ([entry.launch.command, ...entry.launch.args].some(namesShim) || readBereft(entry) !== null),
    )
    .map(({ reading, entry }) => ({
      entry,
      name: { client: reading.client.id, scope: reading.spec.scope, name: entry.name, pointer: entry.pointer },
    }));
  return { format: parsed.format, entries };
}

/** What stood there before, when the file still holds exactly what we wrote and that backup holds nothing of ours. */
async function exactBytes(
  candidate: Candidate,
  bytes: Uint8Array,
  notes: readonly BackupNote[],
  stateFolder: string,
): Promise<Uint8Array | null> {
  const note = notes.find(({ after, restoredAt }) => restoredAt === null && after === contentHash(bytes));
  const before = note === undefined ? null : backupBytes(stateFolder, note);
  const ours = before === null ? null : await oursIn(candidate, before);
  return ours !== null && ours.entries.length === 0 ? before : null;
}

/** What was noted of this server when it was put behind the shim: its entry may have been moved or renamed since. */
function originalOf(entry: Entry, notes: readonly BackupNote[]): Original | null {
  const { pointer, name, launch } = entry;
  const ours = 'problem' in launch ? null : (readOurs(launch) ?? readBereft(entry));
  const places = new Set([namedPlace({ pointer, name }), renamed(pointer, ours?.server ?? name)]);
  const noted = notes
    .map(({ entries }) => entries.filter((one) => places.has(one.pointer)).map(({ original }) => original))
    .filter((originals) => originals.length > 0);
  const same = noted.flat().find(({ command, args }) => isDeepStrictEqual([command, ...args], ours?.words));
  // Two servers of one list may have one name: then only its words say which of them this was.
  const [newest = []] = noted;
  return same ?? (newest.length === 1 ? (newest[0] ?? null) : null);
}

function renamed(pointer: string, name: string): string {
  return pointerOf([...pathOf(pointer).slice(0, -1), name]);
}
