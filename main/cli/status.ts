import { processTable } from '../daemon/process-table.ts';
import { statusOf } from '../daemon/status/status.ts';
import { projectsOf } from './given-projects.ts';
import { mayReadGuarded } from './guarded-consent.ts';
import { usageError } from './run-cli.ts';
import { statusDocument, statusText } from './status-view.ts';
import type { Context, ExitCode, Given, Verb } from './verb.ts';

export const statusVerb: Verb = {
  name: 'status',
  summary: 'What is guarded and what is not, what drifted, the policy in force, and whether the daemon runs.',
  usage: ['status [--project DIR]… [--json]'],
  options: { project: { type: 'string', multiple: true }, 'read-guarded': { type: 'boolean' } },
  help: {
    project: 'look at this folder too, beside those the clients remember',
    'read-guarded': "macOS: read other apps' files although the system may ask you first",
  },
  run,
};

async function run(given: Given, context: Context): Promise<ExitCode> {
  if (given.positionals.length > 0) {
    throw usageError(`status takes no ${JSON.stringify(given.positionals[0])}`, 'Run `sallyport status`.');
  }
  const { env, machine, stateFolder, now, output, json } = context;
  const status = await statusOf({
    machine,
    stateFolder,
    mayReadGuarded: await mayReadGuarded(given, context),
    projects: await projectsOf(given),
    processes: processTable(env),
    now,
  });
  output.out(
    json ? `${JSON.stringify(statusDocument(status, machine.home, now))}\n` : statusText(status, machine.home),
  );
  const { drift, failedStarts, gaps, policy, withoutShim, traceProblem } = status;
  if (gaps.unread.length > 0 || traceProblem !== null) {
    return 3;
  }
  return drift.length + failedStarts.length + withoutShim > 0 || policy.state === 'missing' ? 1 : 0;
}
