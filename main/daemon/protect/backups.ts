import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Original } from '../../../scanner/routing/unwrap.ts';
import { readState, writeState } from '../state-file.ts';
import { contentHash } from './content-hash.ts';

/** What stands beside the bytes of a backup. Enough to give a file back without the store. */
export interface BackupNote {
  readonly id: string;
  readonly path: string;
  readonly realPath: string;
  /** ISO 8601. */
  readonly madeAt: string;
  readonly before: string;
  readonly after: string;
  /** Ids of the clients that read the file. */
  readonly clients: readonly string[];
  readonly entries: readonly { readonly pointer: string; readonly original: Original }[];
  /** `namedPlace`s of entries that this change gave back. Said before the file is touched: whoever is interrupted has still said it. */
  readonly givenBack: readonly string[];
  /** ISO 8601; null while something of ours may still stand in the file. */
  readonly restoredAt: string | null;
}

const originalSchema = z.object({
  command: z.string(),
  commandRaw: z.nullable(z.string()),
  args: z.array(z.string()),
  argsRaw: z.nullable(z.string()),
  hadArgs: z.boolean(),
});
const noteSchema = z.object({
  id: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  path: z.string(),
  realPath: z.string(),
  madeAt: z.string(),
  before: z.string(),
  after: z.string(),
  clients: z.array(z.string()),
  entries: z.array(z.object({ pointer: z.string(), original: originalSchema })),
  // Notes of the first version have none.
  givenBack: z.optional(z.array(z.string())),
  restoredAt: z.nullable(z.string()),
});

const KEEP_DAYS = 30;
const KEEP_NEWEST = 20;

export function backupFolder(stateFolder: string): string {
  return join(stateFolder, 'backups');
}

export function newBackupId(): string {
  return randomBytes(8).toString('hex');
}

/** Keeps a file's exact bytes before they are changed: on disk, for this person only, before anything else is done. */
export function saveBackup(stateFolder: string, note: BackupNote, bytes: Uint8Array): void {
  const folder = backupFolder(stateFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    writeNew(join(folder, `${note.id}.bytes`), bytes);
    writeNote(stateFolder, note);
  } catch (error) {
    dropBackup(stateFolder, note.id);
    throw error;
  }
}

/** Takes a backup away again: the change it was made for was not made. */
export function dropBackup(stateFolder: string, id: string): void {
  for (const ending of ['bytes', 'json', 'next']) {
    rmSync(join(backupFolder(stateFolder), `${id}.${ending}`), { force: true });
  }
}

/** Keeps the bytes that are about to be written over a file in place, so that a half-written file can be told from any other. */
export function saveNext(stateFolder: string, id: string, bytes: Uint8Array): void {
  writeNew(join(backupFolder(stateFolder), `${id}.next`), bytes);
}

export function nextBytes(stateFolder: string, id: string): Uint8Array | null {
  return readIfThere(join(backupFolder(stateFolder), `${id}.next`));
}

export function forgetNext(stateFolder: string, id: string): void {
  rmSync(join(backupFolder(stateFolder), `${id}.next`), { force: true });
}

export function writeNote(stateFolder: string, note: BackupNote): void {
  writeState(join(backupFolder(stateFolder), `${note.id}.json`), `${JSON.stringify(note)}\n`);
}

/** All backups, the newest first; notes that can not be read are left out: their bytes stay. */
export function readNotes(stateFolder: string): readonly BackupNote[] {
  return namesIn(backupFolder(stateFolder))
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const parsed = noteSchema.safeParse(asJson(readState(join(backupFolder(stateFolder), name))));
      return parsed.success ? [{ ...parsed.data, givenBack: parsed.data.givenBack ?? [] }] : [];
    })
    .toSorted((a, b) => b.madeAt.localeCompare(a.madeAt));
}

/** The bytes a backup keeps, when they are still those that were put there. */
export function backupBytes(stateFolder: string, { id, before }: BackupNote): Uint8Array | null {
  const bytes = readIfThere(join(backupFolder(stateFolder), `${id}.bytes`));
  return bytes !== null && contentHash(bytes) === before ? bytes : null;
}

/** Removes backups whose file was given back long ago, and bytes that no note speaks of. */
export function expireBackups(stateFolder: string, now: Date): void {
  const folder = backupFolder(stateFolder);
  const oldest = now.getTime() - KEEP_DAYS * 24 * 3600 * 1000;
  const notes = new Map(readNotes(stateFolder).map((note) => [note.id, note]));
  for (const name of namesIn(folder)) {
    const note = notes.get(name.replace(/\.(?:bytes|json|next)$/, ''));
    const isOver =
      note === undefined
        ? // Another Sallyport may just have taken it away.
          (statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? oldest) < oldest
        : note.restoredAt !== null && Date.parse(note.restoredAt) < oldest;
    if (isOver) {
      rmSync(join(folder, name), { force: true });
    }
  }
  thinOut(folder, [...notes.values()]);
}

/**
 * A file that is changed again and again leaves the bytes of its first backup and of the newest: those a person may want.
 * All notes stay, so that every entry can still be given back.
 */
function thinOut(folder: string, notes: readonly BackupNote[]): void {
  for (const ofFile of Map.groupBy(notes, ({ realPath }) => realPath).values()) {
    for (const { id } of ofFile.slice(KEEP_NEWEST, -1)) {
      rmSync(join(folder, `${id}.bytes`), { force: true });
    }
  }
}

function writeNew(path: string, bytes: Uint8Array): void {
  writeFileSync(path, bytes, { flag: 'wx', mode: 0o600, flush: true });
}

function readIfThere(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch {
    // Gone or unreadable: what can not be had from here is taken from the entry itself.
    return null;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // No folder: nothing was ever changed.
    return [];
  }
}

function asJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    // Read as no note at all.
    return null;
  }
}
