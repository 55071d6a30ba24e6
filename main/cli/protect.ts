import { SallyportError } from '../../scanner/model/errors.ts';
import { type Applied, applyPlans } from '../daemon/protect/apply.ts';
import { expireBackups } from '../daemon/protect/backups.ts';
import { openJournal } from '../daemon/protect/journal.ts';
import { ensureLauncher, launcherPath } from '../daemon/protect/launcher.ts';
import type { EntryName } from '../daemon/protect/plan.ts';
import { type HomePlan, planHome } from '../daemon/protect/plan-home.ts';
import { lateWriters, lookLater } from '../daemon/protect/look-later.ts';
import { recover } from '../daemon/protect/recover.ts';
import { processTable } from '../daemon/process-table.ts';
import { runningDaemon } from '../daemon/running-daemon.ts';
import { writeState } from '../daemon/state-file.ts';
import { ambientDocument, ambientPath } from '../../shim/policy/ambient.ts';
import { entryFilter, filterHelp, filterOptions, knownClient } from './entry-filter.ts';
import { projectsOf } from './given-projects.ts';
import { mayReadGuarded } from './guarded-consent.ts';
import { printAllowlist } from './print-allowlist.ts';
import { type Checkable, checkAll, checkText } from './protect-check.ts';
import { appliedText, planText, protectDocument } from './protect-view.ts';
import { usageError } from './run-cli.ts';
import { type Context, type ExitCode, type Given, isSet, textOption, type Verb } from './verb.ts';

export const protectVerb: Verb = {
  name: 'protect',
  summary: 'Puts the servers of your clients behind the shim: shows each change first, asks, keeps a backup.',
  usage: [
    'protect [--dry-run] [--client ID] [--server NAME] [--scope SCOPE] [--yes] [--check] [--no-wait] [--json]',
    'protect --print-allowlist CLIENT',
  ],
  options: {
    ...filterOptions,
    'dry-run': { type: 'boolean' },
    yes: { type: 'boolean' },
    project: { type: 'string', multiple: true },
    'read-guarded': { type: 'boolean' },
    check: { type: 'boolean' },
    'no-wait': { type: 'boolean' },
    'print-allowlist': { type: 'string' },
  },
  help: {
    ...filterHelp,
    'dry-run': 'show what would change, and change nothing',
    yes: 'do not ask',
    project: 'look at this folder too, beside those the clients remember',
    'read-guarded': "macOS: read other apps' files although the system may ask you first",
    check: 'start each guarded server once, directly and through the shim, and compare; offer to take back what breaks',
    'no-wait': 'do not stay for 30 seconds to see whether a running client writes its own copy back',
    'print-allowlist': "what an administrator adds to this client's own rules, unwrapped and wrapped",
  },
  run,
};

const HOLD_MS = 2000;
const LATER_MS = [3000, 28_000];

async function run(given: Given, context: Context): Promise<ExitCode> {
  if (given.positionals.length > 0) {
    throw usageError(
      `protect takes no ${JSON.stringify(given.positionals[0])}`,
      'Choose with `--client`, `--server` or `--scope`.',
    );
  }
  const { machine, stateFolder, output } = context;
  const launcher = launcherPath(stateFolder);
  const asked = knownClient(textOption(given, 'print-allowlist'));
  const filter = entryFilter(given);
  const request = {
    machine,
    stateFolder,
    mayReadGuarded: await mayReadGuarded(given, context),
    projects: await projectsOf(given),
    only: asked ?? filter.only,
    wanted: asked === null ? filter.wanted : ({ client }: EntryName) => client === asked,
  };
  if (asked !== null) {
    return printAllowlist(asked, request, launcher, context);
  }
  const isRehearsal = isSet(given, 'dry-run');
  const plan = await settledPlan(request, launcher, isRehearsal);
  const applied = isRehearsal || plan.plans.length === 0 ? null : await afterYes(plan, given, context);
  const checked = isRehearsal || !isSet(given, 'check') ? [] : await checkAll(checkable(plan, applied), context);
  if (context.json) {
    output.out(`${JSON.stringify(protectDocument(plan, applied, checked, machine.home))}\n`);
  } else {
    output.out(
      (applied === null ? planText(plan, machine.home) : appliedText(applied, machine.home)) +
        checkText(checked, machine.home),
    );
  }
  return checked.some(({ verdict }) => verdict.kind === 'broken') ? 3 : exitCode(plan, applied);
}

/** What was routed just now, and what was routed before: each by its file. */
function checkable({ guarded, files }: HomePlan, applied: readonly Applied[] | null): Checkable {
  const made = (applied ?? []).flatMap((one) =>
    one.kind === 'done' ? one.made.map(({ pointer }) => ({ realPath: one.plan.candidate.realPath, pointer })) : [],
  );
  return { entries: [...made, ...guarded], files };
}

/** What an earlier run left unfinished is settled before anything is looked at; a rehearsal touches nothing at all. */
async function settledPlan(
  request: Parameters<typeof planHome>[0],
  launcher: string,
  isRehearsal: boolean,
): Promise<HomePlan> {
  if (!isRehearsal) {
    const journal = openJournal(request.stateFolder);
    try {
      recover(journal, request.stateFolder);
    } finally {
      journal.close();
    }
  }
  return planHome(request, launcher);
}

async function afterYes(plan: HomePlan, given: Given, context: Context): Promise<readonly Applied[]> {
  const { machine, stateFolder, output } = context;
  if (!isSet(given, 'yes')) {
    await confirmed(planText(plan, machine.home), context);
  } else if (!context.json) {
    output.note(planText(plan, machine.home));
  }
  ensureLauncher(stateFolder);
  // What this terminal has, no entry needs to have set: the shims tell the two apart by it.
  writeState(ambientPath(stateFolder), ambientDocument(context.env, machine.os));
  const running = await context.runningClients();
  const journal = openJournal(stateFolder);
  try {
    expireBackups(stateFolder, context.now);
    const applied = await applyPlans(plan.plans, {
      journal,
      stateFolder,
      now: () => new Date(),
      onStep: () => undefined,
      plan: plan.deps,
      holdMs: HOLD_MS,
      running: () => running,
    });
    return isSet(given, 'no-wait') ? applied : await stayWith(applied, plan, running, context);
  } finally {
    journal.close();
  }
}

/** A client that runs may write its own copy back late. A running daemon sees that; else we stay and look. */
async function stayWith(
  applied: readonly Applied[],
  plan: HomePlan,
  running: ReadonlySet<string>,
  { stateFolder, env, output }: Context,
): Promise<readonly Applied[]> {
  const writers = lateWriters(applied, () => running);
  if (writers.length === 0 || runningDaemon(stateFolder, processTable(env)) !== null) {
    return applied;
  }
  const names = writers.map(({ name }) => name).join(', ');
  output.note(`sallyport: ${names} is running: looking again after 5 and 30 seconds (\`--no-wait\` does not)`);
  return lookLater(applied, plan.deps, LATER_MS);
}

async function confirmed(text: string, { ask, output }: Context): Promise<void> {
  if (ask === null) {
    throw new SallyportError({
      code: 'NEEDS_TERMINAL',
      message: "changing your clients' files needs a yes, and there is no terminal to ask at",
      remedy: 'Look at `sallyport protect --dry-run`, then add `--yes`.',
    });
  }
  output.note(text);
  if (!/^y(es)?$/i.test((await ask('Change these files? [y/N] ')).trim())) {
    throw new SallyportError({ code: 'NOT_CONFIRMED', message: 'nothing was changed', remedy: 'Answer `y` to go on.' });
  }
}

function exitCode(plan: HomePlan, applied: readonly Applied[] | null): ExitCode {
  const isWhole = (applied ?? []).every(
    (one) => one.kind === 'done' && one.refused.length === 0 && one.held !== 'missing' && one.held !== 'gone',
  );
  const isReadable = plan.unroutable.every(({ obstacle }) => obstacle.kind !== 'malformed');
  return isWhole && isReadable && plan.gaps.length === 0 && plan.refused.length === 0 ? 0 : 3;
}
