import { chmodSync, statSync } from 'node:fs';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { readAdvisories } from '../../../scanner/advisory-files.ts';
import type { Machine } from '../../../scanner/machine.ts';
import { readCatalogue } from '../catalogue-file.ts';
import { readLocalSettings } from '../local-settings.ts';
import { openJournal } from '../protect/journal.ts';
import { recover } from '../protect/recover.ts';
import { isWritable } from '../state-folder.ts';
import { policyStatus } from '../status/policy-status.ts';
import { openStore } from '../store.ts';
import { broken, type Finding, mended, note, ok } from './finding.ts';

/** Our own files: whether they are there, ours alone, and whole. */
export async function checkState(
  stateFolder: string,
  machine: Machine,
  now: Date,
  mayMend: boolean,
): Promise<readonly Finding[]> {
  const folder = statSync(stateFolder, { throwIfNoEntry: false });
  if (folder === undefined) {
    return [note('state', `there is no state folder yet (${stateFolder})`, 'Nothing to do: the first scan makes it.')];
  }
  if (!isWritable(stateFolder)) {
    return [
      broken(
        'state',
        `the state folder ${stateFolder} can not be written`,
        'Make it writable for you, or choose another with `--state DIR`.',
      ),
    ];
  }
  return [
    checkMode(stateFolder, folder.mode, mayMend),
    checkJournal(stateFolder, mayMend),
    checkStore(stateFolder),
    await checkCatalogue(stateFolder),
    checkSettings(stateFolder),
    ...(await readAdvisories(stateFolder)).notes.map((text) => broken('policy', text, 'Mend or remove that file.')),
    checkPolicy(stateFolder, machine, now),
  ];
}

function checkMode(stateFolder: string, mode: number, mayMend: boolean): Finding {
  if (process.platform === 'win32' || (mode & 0o077) === 0) {
    return ok('state', `the state folder ${stateFolder} is yours alone`);
  }
  const text = `the state folder ${stateFolder} was open to others`;
  if (!mayMend) {
    return broken('state', text, 'Run `sallyport doctor`.');
  }
  try {
    chmodSync(stateFolder, 0o700);
    return mended('state', text);
  } catch {
    // Somebody else owns it.
    return broken('state', text, 'Take its permissions for others away (`chmod 700`).');
  }
}

/** What a process that died had begun is finished or undone. */
function checkJournal(stateFolder: string, mayMend: boolean): Finding {
  try {
    const journal = openJournal(stateFolder);
    try {
      const open = journal.unfinished().length;
      if (open > 0 && mayMend) {
        recover(journal, stateFolder);
      }
      const text = `${open} ${open === 1 ? 'change was' : 'changes were'} begun and not finished`;
      return open === 0
        ? ok('journal', 'no change of a config is half done')
        : mayMend
          ? mended('journal', `${text}, and ${open === 1 ? 'is' : 'are'} settled now`)
          : broken('journal', text, 'Run `sallyport doctor`.');
    } finally {
      journal.close();
    }
  } catch (error) {
    return fromError('journal', error);
  }
}

function checkStore(stateFolder: string): Finding {
  const opened = openStore(stateFolder);
  if (opened.kind === 'unavailable') {
    return broken('store', opened.note, 'Make the folder writable, or choose another with `--state DIR`.');
  }
  opened.store.close();
  return opened.note === null ? ok('store', 'the memory of earlier scans can be read') : mended('store', opened.note);
}

async function checkCatalogue(stateFolder: string): Promise<Finding> {
  try {
    const { catalogue } = await readCatalogue(stateFolder);
    return ok('policy', `the catalogue is in order (${catalogue.servers.length} servers)`);
  } catch (error) {
    return fromError('policy', error);
  }
}

function checkSettings(stateFolder: string): Finding {
  try {
    const { onDrift } = readLocalSettings(stateFolder);
    return ok('state', `the settings are in order (on drift: ${onDrift})`);
  } catch (error) {
    return fromError('state', error);
  }
}

function checkPolicy(stateFolder: string, machine: Machine, now: Date): Finding {
  const { state, version, mode, note: why } = policyStatus(stateFolder, machine, now);
  switch (state) {
    case 'none':
      return ok('policy', 'there is no policy: everything passes and is recorded');
    case 'in-force':
      return why === null
        ? ok('policy', `policy version ${version} is in force`)
        : broken('policy', `${why}; version ${version}, the one before, decides`, 'Build or sync the policy again.');
    case 'stale':
      return note(
        'policy',
        `policy version ${version} is past its end, and keeps deciding`,
        'Sync or build a newer one.',
      );
    case 'missing':
      return broken(
        'policy',
        `no policy can be used, and ${mode} holds: ${why ?? 'unknown'}`,
        'Build or sync the policy again.',
      );
  }
}

function fromError(about: Finding['about'], error: unknown): Finding {
  if (error instanceof SallyportError) {
    return broken(about, error.message, error.remedy);
  }
  throw error;
}
