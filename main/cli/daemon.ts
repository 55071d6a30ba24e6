import { tildeWriter } from '../../scanner/display.ts';
import { serveApprovals, type ServedApprovals } from '../daemon/approvals/serve.ts';
import { readLocalSettings } from '../daemon/local-settings.ts';
import { processTable } from '../daemon/process-table.ts';
import { runningClients } from '../daemon/protect/running-clients.ts';
import { markDaemon } from '../daemon/running-daemon.ts';
import { watchThisHome } from '../daemon/watch/watch-this-home.ts';
import { machineFolder } from '../../policy/bundle/trust.ts';
import { keepPolicy } from '../daemon/policy/keep-policy.ts';
import type { ApprovalEvent } from '../daemon/approvals/request.ts';
import { visible } from '../report/visible.ts';
import { projectsOf } from './given-projects.ts';
import { mayReadGuarded } from './guarded-consent.ts';
import { chooseOnDrift } from './on-drift.ts';
import { inWords as inWordsOf } from './policy-sync.ts';
import { usageError } from './run-cli.ts';
import type { Context, ExitCode, Given, Verb } from './verb.ts';
import { eventInWords } from './watch-words.ts';

export const daemonVerb: Verb = {
  name: 'daemon',
  summary:
    'Takes the questions of asked calls, watches your configs and keeps the policy up to date until it is stopped.',
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
  // First of all, because it fails where a daemon runs already.
  const asking = await serveApprovals({
    stateFolder,
    channels: () => 'any',
    onError: (error) =>
      output.note(`sallyport: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown error'}`),
  });
  tellQuestions(asking, context);
  const watch = watchThisHome({
    machine,
    stateFolder,
    mayReadGuarded: await mayReadGuarded(given, context),
    projects: await projectsOf(given),
    running: () => runningClients(processes),
    onDrift: () => readLocalSettings(stateFolder).onDrift,
    onEvent: (event) => output.out(`${json ? JSON.stringify(event) : eventInWords(event, tilde)}\n`),
    onError: (error) =>
      output.note(`sallyport: a look at the configs failed: ${error instanceof Error ? error.name : 'unknown error'}`),
  });
  const keeping = keepPolicy({
    stateFolder,
    machine: machineFolder(process.platform, context.env),
    now: () => new Date(),
    fetch: globalThis.fetch,
    random: Math.random,
    onSynced: (synced) => {
      if (synced.kind !== 'unchanged' && synced.kind !== 'nothing') {
        output.out(
          json
            ? `${JSON.stringify({ at: new Date().toISOString(), policy: synced })}\n`
            : `policy  ${inWordsOf(synced)}\n`,
        );
      }
    },
    onError: (error) =>
      output.note(
        `sallyport: the policy could not be synced: ${error instanceof Error ? error.message : 'unknown error'}`,
      ),
  });
  await Promise.all([watch.ready, keeping.ready]);
  const unmark = markDaemon(stateFolder, processes, context.now);
  output.note('sallyport: watching; stop with Ctrl-C');
  await stopped;
  unmark();
  await Promise.all([watch.close(), keeping.close(), asking.close()]);
  return 0;
}

/** A line for each question, so that a person who watches knows at once. */
function tellQuestions({ approvals }: ServedApprovals, { output, json }: Context): void {
  approvals.onChange(({ kind, request }) => {
    const { id, tool, server, agent } = request;
    const event = {
      at: new Date().toISOString(),
      kind: `call-${kind}`,
      id,
      client: agent.client,
      server: server.name,
      tool,
    };
    output.out(
      json
        ? `${JSON.stringify(event)}\n`
        : `${event.at}  ${visible(tool)} of ${visible(server.name)} (${visible(agent.client)}) ${askings[kind]}: ${id}\n`,
    );
  });
}

const askings: Readonly<Record<ApprovalEvent['kind'], string>> = {
  asked: 'waits for your answer, `sallyport approvals list`',
  released: 'still waits for your answer, though its client gave up for now',
  approved: 'was approved',
  denied: 'was denied',
  withdrawn: 'waits no more',
  expired: 'was not answered in time',
};
