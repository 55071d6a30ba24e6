import { chmodSync, statSync } from 'node:fs';
import { readAdvisories } from '../../../scanner/advisory-files.ts';
import type { Machine } from '../../../scanner/machine.ts';
import { readCatalogue } from '../catalogue-file.ts';
import { readLocalSettings } from '../local-settings.ts';
import { type Change, openJournal } from '../protect/journal.ts';
import { recover } from '../protect/recover.ts';
import type { ProcessTable } from '../../../shim/session/process-table.ts';
import { classifierHere } from '../status/classifier-here.ts';
import { isWritable } from '../state-folder.ts';
import { policyStatus } from '../status/policy-status.ts';
import { openStore } from '../store.ts';
import { checkTrace } from './check-trace.ts';
import { broken, type Finding, fromError, mended, note, ok, told } from './finding.ts';

/** Our own files: whether they are there, ours alone, and whole. */
export async function checkState(
  stateFolder: string,
  machine: Machine,
  now: Date,
  processes: ProcessTable,
  mayMend: boolean,
): Promise<readonly Finding[]> {
  const folder = statSync(stateFolder, { throwIfNoEntry: false });
  if (folder === undefined) {
    return [
      note(
        'state',
        told('state-absent', `there is no state folder yet (${stateFolder})`, stateFolder),
        'Nothing to do: the first scan makes it.',
      ),
    ];
  }
  if (!isWritable(stateFolder)) {
    return [
      broken(
        'state',
        told('state-unwritable', `the state folder ${stateFolder} can not be written`, stateFolder),
        'Make it writable for you, or choose another with `--state DIR`.',
      ),
    ];
  }
  return [
    checkMode(stateFolder, folder.mode, mayMend),
    checkJournal(stateFolder, mayMend),
    checkStore(stateFolder),
    ...checkTrace(stateFolder, processes, mayMend),
    await checkCatalogue(stateFolder),
    checkSettings(stateFolder),
    ...(await readAdvisories(stateFolder)).notes.map((text) =>
      broken('policy', told('advisories-left-out', text), 'Mend or remove that file.'),
    ),
    checkPolicy(stateFolder, machine, now),
    ...(await checkClassifier(stateFolder, machine, now)),
  ];
}

function checkMode(stateFolder: string, mode: number, mayMend: boolean): Finding {
  if (process.platform === 'win32' || (mode & 0o077) === 0) {
    return ok('state', told('state-private', `the state folder ${stateFolder} is yours alone`, stateFolder));
  }
  const what = told('state-open', `the state folder ${stateFolder} was open to others`, stateFolder);
  if (!mayMend) {
    return broken('state', what, 'Run `sallyport doctor`.');
  }
  try {
    chmodSync(stateFolder, 0o700);
    return mended('state', what);
  } catch {
    // Somebody else owns it.
    return broken('state', what, 'Take its permissions for others away (`chmod 700`).');
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
      const what = told(
        'changes-unfinished',
        `${open} ${open === 1 ? 'change was' : 'changes were'} begun and not finished`,
        open,
      );
      if (open === 0) {
        return ok('journal', told('changes-settled', 'no change of a config is half done'));
      }
      const left = journal.unfinished();
      return left.length === 0
        ? mended('journal', { ...what, text: `${what.text}, and ${open === 1 ? 'is' : 'are'} settled now` })
        : broken('journal', what, mayMend ? whatStaysOpen(left) : 'Run `sallyport doctor`.');
    } finally {
      journal.close();
    }
  } catch (error) {
    return fromError('journal', 'journal-failed', error);
  }
}

function whatStaysOpen(left: readonly Change[]): string {
  const paths = [...new Set(left.map(({ realPath }) => realPath))].join(', ');
  return `Make it possible to look at ${paths}, then run it again.`;
}

function checkStore(stateFolder: string): Finding {
  const opened = openStore(stateFolder);
  if (opened.kind === 'unavailable') {
    return broken(
      'store',
      told('store-unavailable', opened.note),
      'Make the folder writable, or choose another with `--state DIR`.',
    );
  }
  opened.store.close();
  return opened.note === null
    ? ok('store', told('store-readable', 'the memory of earlier scans can be read'))
    : mended('store', told('store-noted', opened.note));
}

async function checkCatalogue(stateFolder: string): Promise<Finding> {
  try {
    const { catalogue } = await readCatalogue(stateFolder);
    return ok(
      'policy',
      told(
        'catalogue-fine',
        `the catalogue is in order (${catalogue.servers.length} servers)`,
        catalogue.servers.length,
      ),
    );
  } catch (error) {
    return fromError('policy', 'catalogue-failed', error);
  }
}

function checkSettings(stateFolder: string): Finding {
  try {
    const { onDrift } = readLocalSettings(stateFolder);
    return ok('state', told('settings-fine', `the settings are in order (on drift: ${onDrift})`, onDrift));
  } catch (error) {
    return fromError('state', 'settings-failed', error);
  }
}

function checkPolicy(stateFolder: string, machine: Machine, now: Date): Finding {
  const { state, version, mode, note: why } = policyStatus(stateFolder, machine, now);
  switch (state) {
    case 'none':
      return ok('policy', told('policy-none', 'there is no policy: everything passes and is recorded'));
    case 'in-force':
      return why === null
        ? ok('policy', told('policy-in-force', `policy version ${version} is in force`, version))
        : broken(
            'policy',
            told('policy-passed-over', `${why}; version ${version}, the one before, decides`, version),
            'Build or sync the policy again.',
          );
    case 'stale':
      return note(
        'policy',
        told('policy-stale', `policy version ${version} is past its end, and keeps deciding`, version),
        'Sync or build a newer one.',
      );
    case 'missing':
      return broken(
        'policy',
        told('policy-missing', `no policy can be used, and ${mode} holds: ${why ?? 'unknown'}`, mode),
        'Build or sync the policy again.',
      );
  }
}

/** Without it inspection goes on, and in lockdown what it should have looked into does not pass. */
async function checkClassifier(stateFolder: string, machine: Machine, now: Date): Promise<readonly Finding[]> {
  const here = await classifierHere(stateFolder, machine, now, 'wholly');
  if (here === null) {
    return [];
  }
  const { path, problem } = here;
  return problem === null
    ? [ok('policy', told('classifier-fine', `the classifier of the policy is there (${path})`, path))]
    : [broken('policy', told('classifier-unusable', problem.message, path), problem.remedy)];
}
