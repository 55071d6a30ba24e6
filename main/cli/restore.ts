import { type Restored, applyRestores } from '../daemon/protect/restore.ts';
import { type HomeRestore, planHomeRestore } from '../daemon/protect/restore-home.ts';
import { journalOrNone } from '../daemon/protect/without-journal.ts';
import { entryFilter, filterHelp, filterOptions } from './entry-filter.ts';
import { projectsOf } from './given-projects.ts';
import { mayReadGuarded } from './guarded-consent.ts';
import { loosen } from './loosen.ts';
import { isWholeRestore, restoredText, restoreDocument, restorePlanText } from './restore-view.ts';
import { usageError } from './run-cli.ts';
import { type Context, type ExitCode, type Given, isSet, type Verb } from './verb.ts';

export const restoreVerb: Verb = {
  name: 'restore',
  summary: 'Takes servers out from behind the shim again, and keeps whatever else was changed since.',
  usage: [
    'restore --all [--dry-run] [--json]',
    'restore [--client ID] [--server NAME] [--scope SCOPE] [--dry-run] [--json]',
  ],
  options: {
    ...filterOptions,
    all: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    project: { type: 'string', multiple: true },
    'read-guarded': { type: 'boolean' },
  },
  help: {
    ...filterHelp,
    all: 'every server of every client',
    'dry-run': 'show what would change, and change nothing',
    project: 'look at this folder too, beside those the clients remember',
    'read-guarded': "macOS: read other apps' files although the system may ask you first",
  },
  run,
};

const HOLD_MS = 2000;

async function run(given: Given, context: Context): Promise<ExitCode> {
  const filter = entryFilter(given);
  if (given.positionals.length > 0 || filter.isOpen !== isSet(given, 'all')) {
    throw usageError('restore needs to know what', 'Choose with `--client`, `--server` or `--scope`, or say `--all`.');
  }
  const { machine, output } = context;
  if (!isSet(given, 'dry-run')) {
    settleUnfinished(context);
  }
  const home = await planHomeRestore({
    ...filter,
    machine,
    stateFolder: context.stateFolder,
    mayReadGuarded: await mayReadGuarded(given, context),
    projects: await projectsOf(given),
  });
  const mayChange =
    !isSet(given, 'dry-run') && (home.staged.length > 0 || home.plans.some(({ entries }) => entries.length > 0));
  const restored = mayChange
    ? await restoreAfterYes('Taking servers out from behind the shim', home, filter.wanted, context)
    : null;
  if (context.json) {
    output.out(`${JSON.stringify(restoreDocument('sallyport.restore/1.0', home, restored, machine.home))}\n`);
  } else {
    output.out(restored === null ? restorePlanText(home, machine.home) : restoredText(home, restored, machine.home));
  }
  return isWholeRestore(home, restored ?? []) ? 0 : 3;
}

/** What an earlier run left half done is set right before anything is planned on top of it. */
export function settleUnfinished({ stateFolder, output }: Context): void {
  const { journal, note } = journalOrNone(stateFolder);
  journal.close();
  if (note !== null) {
    output.note(`sallyport: ${note}`);
  }
}

/** Shows what will be given back, asks by the rule for loosening, and does it. */
export async function restoreAfterYes(
  what: string,
  home: HomeRestore,
  wanted: ReturnType<typeof entryFilter>['wanted'],
  context: Context,
): Promise<readonly Restored[]> {
  await loosen(`${restorePlanText(home, context.machine.home)}${what}`, context);
  return restoreNow(home, wanted, context);
}

/** Does what somebody has said yes to. */
export async function restoreNow(
  home: HomeRestore,
  wanted: ReturnType<typeof entryFilter>['wanted'],
  context: Context,
): Promise<readonly Restored[]> {
  const { stateFolder } = context;
  const running = await context.runningClients();
  const { journal } = journalOrNone(stateFolder);
  try {
    return await applyRestores(home, {
      journal,
      stateFolder,
      now: () => new Date(),
      onStep: () => undefined,
      holdMs: HOLD_MS,
      wanted,
      running: () => running,
    });
  } finally {
    journal.close();
  }
}
