import type { LoadedBundle } from '../../policy/bundle/load.ts';
import { classOfWritten, factsOf, readWrittenCall } from '../../policy/bundle/written-call.ts';
import type { Problem } from '../../policy/bundle/problem.ts';
import type { ToolClass } from '../../policy/classes/tool-class.ts';
import type { CallFacts } from '../../policy/decide/facts.ts';
import { readAdvisories } from '../../scanner/advisory-files.ts';
import { readCatalogue } from '../daemon/catalogue-file.ts';
import type { RecordedCall } from '../daemon/policy/recorded-calls.ts';
import { replayed } from '../daemon/policy/replay.ts';
import { loadedPolicy } from './policy-show.ts';
import { withRecordedCalls } from './policy-simulate.ts';
import type { PolicyName } from '../../policy/decide/decision.ts';
import { reasonsOf } from '../../policy/decide/reasons.ts';
import type { ExplainedPolicy, Explanation } from '../../policy/decide/explain.ts';
import { explain } from '../../policy/decide/explain.ts';
import { readBytes, tellProblems } from './policy-files.ts';
import { usageError } from './run-cli.ts';
import type { Context, ExitCode, Given } from './verb.ts';
import { textOption } from './verb.ts';

/** Prints the decision about a call, and what each policy that concerns it made of it. */
export async function explainPolicy(place: string | undefined, given: Given, context: Context): Promise<ExitCode> {
  const file = textOption(given, 'call');
  const trace = textOption(given, 'trace');
  if ((file === undefined) === (trace === undefined)) {
    throw usageError(
      'policy explain needs a call',
      'Give one with --call FILE, such as { tool: query, person: anna }, or a recorded one with --trace ID.',
    );
  }
  const source = await loadedPolicy(place, context);
  if (!source.ok) {
    return tellProblems(source.problems, context);
  }
  const { loaded } = source;
  const call =
    file === undefined ? await recordedFacts(trace ?? '', loaded, context) : await writtenFacts(file, loaded);
  if ('problems' in call) {
    return tellProblems(call.problems, context);
  }
  const { facts, toolClass, notRecorded } = call;
  const explanation = { ...explain(facts, loaded.policy, formsOf(loaded)), class: toolClass, notRecorded };
  context.output.out(context.json ? `${JSON.stringify(explanation)}\n` : explanationInWords(explanation));
  return 0;
}

interface CallToExplain {
  readonly facts: CallFacts;
  readonly toolClass: ToolClass;
  readonly notRecorded: readonly string[];
}

async function writtenFacts(
  file: string,
  { bundle }: LoadedBundle,
): Promise<CallToExplain | { readonly problems: readonly Problem[] }> {
  const read = readWrittenCall(file, Buffer.from(await readBytes(file)).toString('utf8'));
  return read.ok
    ? { facts: factsOf(read.call, bundle.settings), toolClass: classOfWritten(read.call), notRecorded: [] }
    : { problems: read.problems };
}

async function recordedFacts(id: string, loaded: LoadedBundle, context: Context): Promise<CallToExplain> {
  const call = withRecordedCalls(context, (calls) => named(id, calls));
  if (call === undefined) {
    throw usageError(
      `no call ${JSON.stringify(id)} is recorded`,
      'Name one as SESSION-CONNECTION/NUMBER; `sallyport log query --kind decision --json` has all three.',
    );
  }
  const { catalogue } = await readCatalogue(context.stateFolder);
  const { advisories } = await readAdvisories(context.stateFolder);
  const servers = [...loaded.bundle.catalogue.servers, ...catalogue.servers];
  return replayed(call, { loaded, catalogue: { servers, suppressions: [] }, advisories });
}

function named(id: string, calls: Iterable<RecordedCall>): RecordedCall | undefined {
  for (const call of calls) {
    if (call.id === id) {
      return call;
    }
  }
  return undefined;
}

function formsOf({ bundle: { sets } }: LoadedBundle): ReadonlyMap<PolicyName, unknown> {
  return new Map([
    ...(sets.person ?? []).map(({ id, form }): [PolicyName, unknown] => [`person/${id}`, form]),
    ...(sets.agent ?? []).map(({ id, form }): [PolicyName, unknown] => [`agent/${id}`, form]),
  ]);
}

function explanationInWords({
  decision,
  policies,
  notRecorded,
  class: toolClass,
}: Explanation & Pick<CallToExplain, 'notRecorded'> & { readonly class: ToolClass }): string {
  const because = reasonsOf(decision);
  const would = decision.mode === 'monitor' ? [`lockdown would ${decision.lockdownWould}`] : [];
  return [
    `${decision.effect}${because.length === 0 ? '' : ` because of ${because.join(', ')}`}`,
    ...(decision.effect === 'ask' ? [`question: ${decision.question}`] : []),
    [`mode ${decision.mode}`, ...would].join(', '),
    classInWords(toolClass),
    ...(notRecorded.length === 0 ? [] : [`undecidable: not recorded: ${notRecorded.join(', ')}; the above is without`]),
    ...policies.flatMap(policyInWords),
    '',
  ].join('\n');
}

function classInWords({ effect, external, because }: ToolClass): string {
  return `class ${effect}${external ? ', reaches outside' : ''}: ${because.map(({ says }) => says).join('; ')}`;
}

function policyInWords({ rule, effect, outcome, fault, values }: ExplainedPolicy): readonly string[] {
  const made = { holds: 'holds', 'does-not-hold': 'does not hold', fault: `could not be evaluated: ${fault ?? ''}` }[
    outcome
  ];
  return ['', `${effect} ${rule} ${made}`, ...values.map(({ path, value }) => `  ${path} is ${value ?? 'not there'}`)];
}
