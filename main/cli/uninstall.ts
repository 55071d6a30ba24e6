import { SallyportError } from '../../scanner/model/errors.ts';
import { removeAutostart } from '../daemon/autostart.ts';
import { processTable } from '../daemon/process-table.ts';
import { planHomeRestore } from '../daemon/protect/restore-home.ts';
import { removeState } from '../daemon/protect/remove-state.ts';
import { stopDaemon } from '../daemon/running-daemon.ts';
import { stateFolder as folderOfApp } from '../daemon/state-folder.ts';
import { loosen } from './loosen.ts';
import { projectsOf } from './given-projects.ts';
import { mayReadGuarded } from './guarded-consent.ts';
import { restoreNow, settleUnfinished } from './restore.ts';
import { isWholeRestore, restoredText, restoreDocument, restorePlanText } from './restore-view.ts';
import { usageError } from './run-cli.ts';
import { type Context, type ExitCode, type Given, isSet, type Verb } from './verb.ts';

export const uninstallVerb: Verb = {
  name: 'uninstall',
  summary: 'Gives every config back and removes what Sallyport keeps on this machine.',
  usage: ['uninstall [--keep-history] [--dry-run] [--json]'],
  options: {
    'keep-history': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    project: { type: 'string', multiple: true },
    'read-guarded': { type: 'boolean' },
  },
  help: {
    'keep-history': 'keep the trace and the inventory',
    'dry-run': 'show what would change, and change nothing',
    project: 'look at this folder too, beside those the clients remember',
    'read-guarded': "macOS: read other apps' files although the system may ask you first",
  },
  run,
};

const everything = () => true;

async function run(given: Given, context: Context): Promise<ExitCode> {
  if (given.positionals.length > 0) {
    throw usageError(`uninstall takes no ${JSON.stringify(given.positionals[0])}`, 'Run `sallyport uninstall`.');
  }
  const { machine, stateFolder, output } = context;
  if (!isSet(given, 'dry-run')) {
    settleUnfinished(context);
  }
  const home = await planHomeRestore({
    machine,
    stateFolder,
    mayReadGuarded: await mayReadGuarded(given, context),
    projects: await projectsOf(given),
    only: null,
    isWhole: true,
    wanted: everything,
  });
  if (isSet(given, 'dry-run')) {
    output.out(
      context.json
        ? `${JSON.stringify(restoreDocument('sallyport.uninstall/1.0', home, null, machine.home))}\n`
        : restorePlanText(home, machine.home),
    );
    return isWholeRestore(home, []) ? 0 : 3;
  }
  await loosen(
    `${restorePlanText(home, machine.home)}Giving every config back and removing Sallyport's files in ${stateFolder}`,
    context,
  );
  await withoutDaemon(context);
  const restored = home.plans.length + home.staged.length === 0 ? [] : await restoreNow(home, everything, context);
  // While one entry may still start our shim, the shim and the backups have to stay.
  const isWhole = isWholeRestore(home, restored);
  const left = isWhole ? removeState(stateFolder, isSet(given, 'keep-history')) : null;
  // The app that is started with the session uses this folder and no other.
  if (isWhole && stateFolder === folderOfApp(undefined, {}, machine.home)) {
    removeAutostart(machine);
  }
  if (context.json) {
    const document = restoreDocument('sallyport.uninstall/1.0', home, restored, machine.home);
    output.out(`${JSON.stringify({ ...document, stateRemoved: left !== null, left: left ?? [] })}\n`);
  } else {
    output.out(restoredText(home, restored, machine.home) + ending(left, stateFolder));
  }
  return left === null || left.includes('bin') ? 3 : 0;
}

/** It would take what we give back for drift, and put back what we remove. */
async function withoutDaemon({ stateFolder, env }: Context): Promise<void> {
  if (!(await stopDaemon(stateFolder, processTable(env)))) {
    throw new SallyportError({
      code: 'CONFIG_LOCKED',
      message: 'the daemon still runs, and would put back what is removed',
      remedy: 'Stop `sallyport daemon`, or quit the tray app, then run it again.',
    });
  }
}

function ending(left: readonly string[] | null, stateFolder: string): string {
  if (left === null) {
    return `Not everything could be given back, so the shim and the backups stay in ${stateFolder}. Mend what is named above, then run it again.\n`;
  }
  if (left.includes('bin')) {
    return `Running clients still use the shim, which stays in ${stateFolder}. Quit them, then run it again.\n`;
  }
  return left.length === 0
    ? `Nothing of Sallyport is left in ${stateFolder}.\n`
    : `Left in ${stateFolder}: ${left.join(', ')}.\n`;
}
