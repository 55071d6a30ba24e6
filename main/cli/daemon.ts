import { tildeWriter } from '../../scanner/display.ts';
import { driftChoices, readLocalSettings, writeLocalSettings } from '../daemon/local-settings.ts';
import { processTable } from '../daemon/process-table.ts';
import { runningClients } from '../daemon/protect/running-clients.ts';
import { markDaemon } from '../daemon/running-daemon.ts';
import type { EventKind, WatchEvent } from '../daemon/watch/event-log.ts';
import { watchThisHome } from '../daemon/watch/watch-this-home.ts';
import { visible } from '../report/visible.ts';
import { projectsOf } from './given-projects.ts';
import { mayReadGuarded } from './guarded-consent.ts';
import { usageError } from './run-cli.ts';
import { type Context, type ExitCode, type Given, textOption, type Verb } from './verb.ts';

export const daemonVerb: Verb = {
  name: 'daemon',
  summary: "Watches your clients' configs until it is stopped, and tells what changes.",
  usage: ['daemon [--on-drift report|route-again] [--project DIR]… [--json]'],
  options: {
    'on-drift': { type: 'string' },
    project: { type: 'string', multiple: true },
    'read-guarded': { type: 'boolean' },
  },
  help: {
    'on-drift':
      'what to do, from now on, where the shim has vanished: report it, or put it back (three times a day for a file)',
    project: 'watch this folder too, beside those the clients remember',
    'read-guarded': "macOS: read other apps' files although the system may ask you first",
  },
  run,
};

async function run(given: Given, context: Context): Promise<ExitCode> {
  if (given.positionals.length > 0) {
    throw usageError(`daemon takes no ${JSON.stringify(given.positionals[0])}`, 'Run `sallyport daemon`.');
  }
  const { machine, stateFolder, output, json, env } = context;
  const tilde = tildeWriter(machine.home);
  const processes = processTable(env);
  chooseOnDrift(given, stateFolder);
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  const watch = watchThisHome({
    machine,
    stateFolder,
    mayReadGuarded: await mayReadGuarded(given, context),
    projects: await projectsOf(given),
    running: () => runningClients(processes),
    onDrift: () => readLocalSettings(stateFolder).onDrift,
    onEvent: (event) => output.out(`${json ? JSON.stringify(event) : inWords(event, tilde)}\n`),
    onError: (error) =>
      output.note(`sallyport: a look at the configs failed: ${error instanceof Error ? error.name : 'unknown error'}`),
  });
  await watch.ready;
  const unmark = markDaemon(stateFolder, processes, context.now);
  output.note('sallyport: watching; stop with Ctrl-C');
  await stopped;
  unmark();
  await watch.close();
  return 0;
}

/** The choice is kept: the tray, and the next daemon, do the same. */
function chooseOnDrift(given: Given, stateFolder: string): void {
  const asked = textOption(given, 'on-drift');
  const choice = driftChoices.find((one) => one === asked);
  if (asked !== undefined && choice === undefined) {
    throw usageError(`--on-drift takes no ${JSON.stringify(asked)}`, `Choose one of ${driftChoices.join(', ')}.`);
  }
  const settings = readLocalSettings(stateFolder);
  if (choice !== undefined) {
    writeLocalSettings(stateFolder, { ...settings, onDrift: choice });
  }
}

const sentences: Readonly<Record<EventKind, string>> = {
  'server-new': 'is new',
  'server-gone': 'was removed',
  'server-changed': 'starts something else now',
  'guard-gone': 'is not started through the shim any more',
  'client-removed': 'is not started through the shim any more: its client runs and wrote its own copy back',
  guarded: 'is started through the shim now',
  'routed-again': 'was put behind the shim again',
  'left-alone': 'is left alone: its client keeps writing its own copy back',
  restored: 'was given back',
  'staged-made': 'is started through the shim now that its client has quit',
  'overlay-withdrawn': 'has lost its personal overlay: the project file says something else now',
  'too-many': 'changes so often that nothing more is told of it for a minute',
  'first-start-worked': 'was started through the shim for the first time, and answered',
  'first-start-failed':
    'failed at its first start through the shim; `sallyport protect --check` compares, and offers to take it back',
  'file-malformed': 'can not be parsed',
  'file-gone': 'is gone',
};

function inWords({ at, kind, path, client, server, detail }: WatchEvent, tilde: (text: string) => string): string {
  const file = visible(tilde(path));
  const why = detail === null ? '' : ` (${visible(detail)})`;
  return server === null
    ? `${at}  ${file} ${sentences[kind]}${why}`
    : `${at}  ${visible(server)} (${client ?? ''}, ${file}) ${sentences[kind]}${why}`;
}
