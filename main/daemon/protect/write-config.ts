import { closeSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { type BackupNote, dropBackup, forgetNext, newBackupId, saveBackup, saveNext } from './backups.ts';
import { takeClientLock } from './client-lock.ts';
import { contentHash } from './content-hash.ts';
import type { Journal, Outcome } from './journal.ts';
import { codeOf, readNow } from './file-bytes.ts';
import { prepareReplacement } from './prepare-replacement.ts';
import { type Replaced, replaceFile } from './replace-file.ts';
import type { OnStep, Replacement } from './replacement.ts';

export interface WriteDeps {
  readonly journal: Journal;
  readonly stateFolder: string;
  readonly now: () => Date;
  readonly onStep: OnStep;
}

/** One file that is to be changed, from bytes that were read to bytes that were thought out. */
export interface ConfigWrite {
  readonly path: string;
  readonly realPath: string;
  readonly clients: readonly string[];
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly entries: BackupNote['entries'];
  readonly givenBack: BackupNote['givenBack'];
  /** The client keeps a lock folder beside the file while it writes. */
  readonly hasLock: boolean;
}

/**
 * Changes one config of a client: backup and journal first, then the file, then the journal again. A process that dies on
 * the way leaves the old file or the new one, and a journal from which the next run tidies up.
 *
 * @returns the replaced file, still open; null when it was written in place
 * @throws SallyportError `CONFIG_CHANGED_MEANWHILE`, `CONFIG_UNWRITABLE` or `CONFIG_LOCKED`; the file is as it was
 */
export async function writeConfig(write: ConfigWrite, deps: WriteDeps): Promise<number | null> {
  refuseReadOnly(write);
  const release = write.hasLock ? await takeClientLock(write.realPath) : () => undefined;
  try {
    // INVARIANT: from the first note in the journal to the last no other Sallyport takes this change for a dead one's.
    return deps.journal.alone(() => writeNow(write, deps));
  } catch (error) {
    throw error instanceof SallyportError ? error : unwritable(write, error);
  } finally {
    release();
  }
}

/** A change that was refused because the file was another than planned. */
export function changedMeanwhile(path: string): SallyportError {
  return new SallyportError({
    code: 'CONFIG_CHANGED_MEANWHILE',
    message: `${path} was changed by another program since it was read, and is left as it is`,
    remedy: 'Run the command again.',
  });
}

/** Any failure of one file as a result: the others are still handled. */
export function asFailure(path: string, error: unknown): SallyportError {
  return error instanceof SallyportError
    ? error
    : new SallyportError({
        code: 'INTERNAL',
        message: `something in Sallyport itself went wrong with ${path}`,
        remedy: 'Report it; the file from before stands in the backups of the state folder.',
        cause: error,
      });
}

function writeNow(write: ConfigWrite, { journal, stateFolder, now, onStep }: WriteDeps): number | null {
  const { path, realPath, clients, before, after, entries, givenBack } = write;
  const id = newBackupId();
  const hashes = { before: contentHash(before), after: contentHash(after) };
  const temporary = join(dirname(realPath), `.sallyport-${id}.tmp`);
  // INVARIANT: no note of a change stands among the backups that the journal does not know: nobody would take it away again.
  journal.begin({ id, realPath, temporary, ...hashes }, now());
  onStep('begun');

  const note = { id, path, realPath, madeAt: now().toISOString(), ...hashes, clients, entries, givenBack };
  const replacement = { target: realPath, temporary, before, after };
  let replaced: Replaced;
  try {
    saveBackup(stateFolder, { ...note, restoredAt: null }, before);
    onStep('backed-up');
    replaced = replaceOrOverwrite(replacement, id, { stateFolder, onStep });
  } catch (error) {
    const there = readNow(realPath);
    if (there !== null && Buffer.compare(there, before) === 0) {
      finish(journal, id, 'undone');
      dropBackup(stateFolder, id);
    }
    throw error;
  }
  if (replaced.kind === 'changed') {
    finish(journal, id, 'undone');
    dropBackup(stateFolder, id);
    throw changedMeanwhile(path);
  }
  finish(journal, id, 'done');
  forgetNext(stateFolder, id);
  onStep('finished');
  verify(write, replaced);
  return replaced.old;
}

function finish(journal: Journal, id: string, outcome: Outcome): void {
  try {
    journal.finish(id, outcome);
  } catch {
    // The file stands as it shall: that the journal calls it unfinished is set right by the next run.
  }
}

/** A file that is a mount of its own, or that another program holds, can not be replaced; it can be written over. */
function replaceOrOverwrite(
  replacement: Replacement,
  id: string,
  { stateFolder, onStep }: Pick<WriteDeps, 'stateFolder' | 'onStep'>,
): Replaced {
  if (prepareReplacement(replacement, onStep)) {
    try {
      return replaceFile(replacement, true, onStep);
    } catch (error) {
      if (!['EBUSY', 'EPERM', 'EACCES', 'EXDEV'].includes(codeOf(error))) {
        throw error;
      }
    }
  }
  saveNext(stateFolder, id, replacement.after);
  return replaceFile(replacement, false, onStep);
}

/** Reads back what was written: a file system that lies is better met now than at the client's next start. */
function verify(
  { path, realPath, after }: ConfigWrite,
  { old }: Extract<Replaced, { readonly kind: 'replaced' }>,
): void {
  const there = readNow(realPath);
  if (there !== null && there.length === after.length && Buffer.compare(there, after) !== 0) {
    if (old !== null) {
      closeSync(old);
    }
    throw new SallyportError({
      code: 'CONFIG_UNWRITABLE',
      message: `${path} does not read back as it was written`,
      remedy: 'Check the disk; the bytes from before stand in the backups of the state folder.',
    });
  }
}

function refuseReadOnly({ path, realPath }: ConfigWrite): void {
  const stats = statSync(realPath, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw changedMeanwhile(path);
  }
  if ((stats.mode & 0o222) === 0) {
    throw unwritable({ path }, null);
  }
}

function unwritable({ path }: Pick<ConfigWrite, 'path'>, cause: unknown): SallyportError {
  const code = codeOf(cause);
  const why: Readonly<Record<string, string>> = {
    ENOSPC: 'the disk is full',
    SQLITE_FULL: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    EFBIG: 'the file would be larger than this process may write',
    EROFS: 'the disk is read-only',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
  };
  return new SallyportError({
    code: 'CONFIG_UNWRITABLE',
    message: `${path} could not be written (${cause === null ? 'it is read-only' : (why[code] ?? code)}), and is as it was`,
    remedy: ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(code)
      ? 'Free some space, then run the command again.'
      : 'Make the file and its folder writable for you, then run the command again.',
    cause,
  });
}
