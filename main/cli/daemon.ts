import { tildeWriter } from '../../scanner/display.ts';
import { serveApprovals, type ServedApprovals } from '../daemon/approvals/serve.ts';
import type { WatchEvent } from '../daemon/watch/event-log.ts';
import { watchThisHome } from '../daemon/watch/watch-this-home.ts';
import { machineFolder } from '../../policy/bundle/trust.ts';
import { keepPolicy } from '../daemon/policy/keep-policy.ts';
import type { ApprovalEvent } from '../daemon/approvals/request.ts';
import { visible } from '../report/visible.ts';
import { projectsOf } from './given-projects.ts';
import { mayReadGuarded } from './guarded-consent.ts';
import { inWords as inWordsOf } from './policy-sync.ts';
import { usageError } from './run-cli.ts';
import { type Context, type ExitCode, type Given, isSet, type Verb } from './verb.ts';

export const daemonVerb: Verb = {
  name: 'daemon',
  summary:
    'Takes the questions of asked calls, watches your configs and keeps the policy up to date until it is stopped.',
  usage: ['daemon [--route-again] [--project DIR]… [--json]'],
  options: {
    'route-again': { type: 'boolean' },
    project: { type: 'string', multiple: true },
    'read-guarded': { type: 'boolean' },
  },
  help: {
    'route-again': 'put the shim back where a client has taken it out, three times for a file',
    project: 'watch this folder too, beside those the clients remember',
    'read-guarded': "macOS: read other apps' files although the system may ask you first",
  },
  run,
};

async function run(given: Given, context: Context): Promise<ExitCode> {
  if (given.positionals.length > 0) {
    throw usageError(`daemon takes no ${JSON.stringify(given.positionals[0])}`, 'Run `sallyport daemon`.');
  }
  const { machine, stateFolder, output, json } = context;
  const tilde = tildeWriter(machine.home);
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
    onGuardGone: isSet(given, 'route-again') ? 'route-again' : 'report',
    onEvent: (event) => output.out(`${json ? JSON.stringify(event) : inWords(event, tilde)}\n`),
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
  output.note('sallyport: watching; stop with Ctrl-C');
  await stopped;
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

const sentences: Readonly<Record<WatchEvent['kind'], string>> = {
  'server-new': 'is new',
  'server-gone': 'was removed',
  'server-changed': 'starts something else now',
  'guard-gone': 'is not started through the shim any more',
  guarded: 'is started through the shim now',
  'routed-again': 'was put behind the shim again',
  'left-alone': 'is left alone: its client keeps writing its own copy back',
  restored: 'was given back',
  'file-malformed': 'can not be parsed',
  'file-gone': 'is gone',
};

function inWords({ at, kind, path, client, server }: WatchEvent, tilde: (text: string) => string): string {
  const file = visible(tilde(path));
  return server === null
    ? `${at}  ${file} ${sentences[kind]}`
    : `${at}  ${visible(server)} (${client ?? ''}, ${file}) ${sentences[kind]}`;
}
