import { mapStrings, shownWriter } from '../../scanner/display.ts';
import { type Examined, examine } from '../daemon/doctor/doctor.ts';
import type { Finding } from '../daemon/doctor/finding.ts';
import { supportDocument, writeBundle } from '../daemon/doctor/support-bundle.ts';
import { processTable } from '../daemon/process-table.ts';
import type { FilePlan } from '../daemon/protect/plan.ts';
import { visible } from '../contract/visible.ts';
import { projectsOf } from './given-projects.ts';
import { mayReadGuarded } from './guarded-consent.ts';
import { usageError } from './run-cli.ts';
import { shownName } from './shown-name.ts';
import { type Context, type ExitCode, type Given, isSet, textOption, type Verb } from './verb.ts';

export const doctorVerb: Verb = {
  name: 'doctor',
  summary: 'Looks for what is broken, mends what it can (a moved or missing shim), and says how to mend the rest.',
  usage: ['doctor [--dry-run] [--yes] [--project DIR]… [--json]', 'doctor --bundle FILE'],
  options: {
    'dry-run': { type: 'boolean' },
    yes: { type: 'boolean' },
    bundle: { type: 'string' },
    project: { type: 'string', multiple: true },
    'read-guarded': { type: 'boolean' },
  },
  help: {
    'dry-run': 'only look, mend nothing',
    yes: "do not ask before entries in your clients' files are pointed at the shim again",
    bundle: 'only look, and write what somebody who helps needs into a new file, without secrets, configs or records',
    project: 'look at this folder too, beside those the clients remember',
    'read-guarded': "macOS: read other apps' files although the system may ask you first",
  },
  run,
};

const HOLD_MS = 2000;

async function run(given: Given, context: Context): Promise<ExitCode> {
  if (given.positionals.length > 0) {
    throw usageError(`doctor takes no ${JSON.stringify(given.positionals[0])}`, 'Run `sallyport doctor`.');
  }
  const { env, machine, stateFolder, now, output, json } = context;
  const bundle = textOption(given, 'bundle');
  const mayMend = bundle === undefined && !isSet(given, 'dry-run');
  const running = await context.runningClients();
  const examined = await examine({
    machine,
    stateFolder,
    mayReadGuarded: await mayReadGuarded(given, context),
    projects: await projectsOf(given),
    processes: processTable(env),
    now,
    mayMend,
    holdMs: HOLD_MS,
    running: () => running,
    mayRewrite: async (plans) => mayMend && (isSet(given, 'yes') || (await saysYes(plans, context))),
  });
  if (bundle !== undefined) {
    writeBundle(bundle, supportDocument(examined, { stateFolder, home: machine.home, now }));
    output.note(`sallyport: wrote ${bundle}; read it before you send it`);
  }
  output.out(json ? `${JSON.stringify(doctorDocument(examined, machine.home))}\n` : inLines(examined, machine.home));
  return examined.findings.some(({ state }) => state === 'broken') ? 1 : 0;
}

async function saysYes(plans: readonly FilePlan[], { ask, output, machine }: Context): Promise<boolean> {
  if (ask === null) {
    return false;
  }
  const tilde = shownWriter(machine.home);
  for (const { candidate, changes } of plans) {
    const names = changes.map(({ name }) => shownName(name)).join(', ');
    output.note(`${visible(tilde(candidate.path))}: ${names} will name the shim where it is now`);
  }
  return /^y(es)?$/i.test((await ask('Change these files? [y/N] ')).trim());
}

function doctorDocument({ findings }: Examined, home: string): unknown {
  return mapStrings<unknown>({ schema: 'sallyport.doctor/1.0', findings }, shownWriter(home));
}

const words: Readonly<Record<Finding['state'], string>> = {
  ok: 'ok     ',
  mended: 'mended ',
  note: 'note   ',
  broken: 'broken ',
};

function inLines({ findings }: Examined, home: string): string {
  const tilde = shownWriter(home);
  return findings
    .map(
      ({ state, text, remedy }) =>
        `${words[state]} ${visible(tilde(text))}.${remedy === null ? '' : ` ${visible(tilde(remedy))}`}\n`,
    )
    .join('');
}
