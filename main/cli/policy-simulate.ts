import { bundleBytes } from '../../policy/bundle/build.ts';
import { loadBundle } from '../../policy/bundle/load.ts';
import type { RecordedCall } from '../daemon/policy/recorded-calls.ts';
import { type Simulation, simulate, type StandingChange, standingChanges } from '../daemon/policy/simulate.ts';
import { openStore } from '../daemon/store.ts';
import { visible } from '../contract/visible.ts';
import { tellProblems } from './policy-files.ts';
import { againstHere, withRecordedCalls } from './policy-replay.ts';
import { draftLabel, fromFolder } from './policy-source.ts';
import { usageError } from './run-cli.ts';
import { type Context, type ExitCode, type Given, textOption } from './verb.ts';

/** Tells what a policy that is not in force would have made of the recorded calls, and would make of today's servers. */
export async function simulatePolicy(given: Given, context: Context): Promise<ExitCode> {
  const folder = textOption(given, 'candidate');
  if (folder === undefined) {
    throw usageError('policy simulate needs a candidate', 'Give a policy folder with --candidate DIR.');
  }
  const source = await fromFolder(folder, draftLabel(context));
  if (!source.ok) {
    return tellProblems(source.problems, context);
  }
  const since = sinceOf(textOption(given, 'since') ?? '30d', context.now);
  const { now, json, output } = context;
  const replay = await againstHere(loadBundle(bundleBytes(source.built.bundle)), context);
  const simulation = withRecordedCalls(context, (calls) => simulate(notBefore(since, calls), replay));
  const standings = standingChanges({ servers: lastServers(context) }, now, replay);
  output.out(json ? `${JSON.stringify({ since, ...simulation, standings })}\n` : inWords(simulation, standings));
  return 0;
}

function lastServers({ stateFolder, machine }: Context): Parameters<typeof standingChanges>[0]['servers'] {
  const opened = openStore(stateFolder);
  if (opened.kind === 'unavailable') {
    return [];
  }
  try {
    return opened.store.lastInventory(machine.home)?.servers ?? [];
  } finally {
    opened.store.close();
  }
}

function* notBefore(since: string, calls: Iterable<RecordedCall>): IterableIterator<RecordedCall> {
  for (const call of calls) {
    if (call.time >= since) {
      yield call;
    }
  }
}

function sinceOf(text: string, now: Date): string {
  const days = /^(\d{1,4})d$/.exec(text)?.[1];
  const since = days === undefined ? new Date(text) : new Date(now.getTime() - Number(days) * 24 * 3_600_000);
  if (Number.isNaN(since.getTime())) {
    throw usageError(`${JSON.stringify(text)} is no time to begin at`, 'Give --since as 30d or as 2026-11-20.');
  }
  return since.toISOString();
}

function inWords({ calls, unchanged, changes, undecidable }: Simulation, standings: readonly StandingChange[]): string {
  const lines = [
    `${calls} recorded calls: ${unchanged} decided the same, ${changes.reduce((sum, one) => sum + one.calls, 0)} otherwise.`,
    ...changes.map(
      ({ person, server, tool, was, wouldBe, calls: count, because, example }) =>
        `  ${count} × ${was} → ${wouldBe}  ${visible(person)}, ${visible(server)}, ${visible(tool)}` +
        `${because.length === 0 ? '' : ` because of ${because.join(', ')}`}  (such as ${example})`,
    ),
    ...undecidable.map(({ notRecorded, calls: count }) => `  ${count} × undecidable: not recorded: ${notRecorded}`),
    ...(standings.length === 0 ? [] : ['Servers of the last scan:']),
    ...standings.map(({ server, was, wouldBe }) => `  ${was} → ${wouldBe}  ${visible(server)}`),
  ];
  return `${lines.join('\n')}\n`;
}
