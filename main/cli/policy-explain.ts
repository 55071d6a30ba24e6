import type { LoadedBundle } from '../../policy/bundle/load.ts';
import { decidingPolicy } from '../../policy/bundle/deciding-policy.ts';
import { countedCatalogue, type PolicyHere, withCandidate } from '../../policy/bundle/policy-here.ts';
import { classOfWritten, readWrittenCall } from '../../policy/bundle/written-call.ts';
import type { Problem } from '../../policy/bundle/problem.ts';
import type { ToolClass } from '../../policy/classes/tool-class.ts';
import { readCatalogue } from '../daemon/catalogue-file.ts';
import type { Decided, RecordedCall } from '../daemon/policy/recorded-calls.ts';
import { replayed } from '../daemon/policy/replay.ts';
import { writtenFacts } from '../daemon/policy/written-facts.ts';
import { readAdvisories } from '../../scanner/advisory-files.ts';
import { reasonsOf } from '../../policy/decide/reasons.ts';
import type { ExplainedPolicy, Explanation } from '../../policy/decide/explain.ts';
import { explain, explainPolicies } from '../../policy/decide/explain.ts';
import { formsOf } from '../../policy/bundle/forms.ts';
import { readBytes, tellProblems } from './policy-files.ts';
import { againstHere, hereNow, withRecordedCalls } from './policy-replay.ts';
import { candidateAt } from './policy-source.ts';
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
  const source = await candidateAt(place, hereNow(context), context);
  if (!source.ok) {
    return tellProblems(source.problems, context);
  }
  const { candidate } = source;
  const explained =
    file === undefined
      ? await explainRecorded(trace ?? '', candidate, context)
      : await explainWritten(file, candidate, context);
  if ('problems' in explained) {
    return tellProblems(explained.problems, context);
  }
  context.output.out(context.json ? `${JSON.stringify(explained)}\n` : explanationInWords(explained));
  return 0;
}

interface Explained extends Explanation {
  readonly class: ToolClass;
  readonly notRecorded: readonly string[];
  /** What became of the call when it was made; null for one that is only written. */
  readonly recorded: Decided | null;
}

async function explainWritten(
  file: string,
  candidate: LoadedBundle | null,
  context: Context,
): Promise<Explained | { readonly problems: readonly Problem[] }> {
  const read = readWrittenCall(file, Buffer.from(await readBytes(file)).toString('utf8'));
  if (!read.ok) {
    return { problems: read.problems };
  }
  const inForce = hereNow(context);
  const here = candidate === null ? inForce : withCandidate(inForce, candidate);
  const { stateFolder, now } = context;
  const catalogue = countedCatalogue(here, (await readCatalogue(stateFolder)).catalogue);
  const { advisories } = await readAdvisories(stateFolder);
  const facts = writtenFacts(read.call, { here, catalogue, advisories, now });
  const explanation = explain(facts, decidingPolicy(here, catalogue), formsHere(here));
  return { ...explanation, class: classOfWritten(read.call), notRecorded: [], recorded: null };
}

async function explainRecorded(id: string, candidate: LoadedBundle | null, context: Context): Promise<Explained> {
  const call = withRecordedCalls(context, (calls) => named(id, calls));
  if (call === undefined) {
    throw usageError(
      `no call ${JSON.stringify(id)} is recorded`,
      'Name one as SESSION-CONNECTION/NUMBER; `sallyport log query --kind decision --json` has all three.',
    );
  }
  const replay = await againstHere(candidate, context);
  const { decision, questions, toolClass, notRecorded } = replayed(call, replay);
  const policies = explainPolicies(questions, formsHere(replay.here));
  return { decision, policies, class: toolClass, notRecorded, recorded: call.decided };
}

function named(id: string, calls: Iterable<RecordedCall>): RecordedCall | undefined {
  for (const call of calls) {
    if (call.id === id) {
      return call;
    }
  }
  return undefined;
}

function formsHere(here: PolicyHere): ReturnType<typeof formsOf> {
  return formsOf(here.kind === 'in-force' ? here.verified.loaded : null);
}

function explanationInWords({ decision, policies, notRecorded, recorded, class: toolClass }: Explained): string {
  const would = decision.mode === 'monitor' ? [`lockdown would ${decision.lockdownWould}`] : [];
  const isOpen = notRecorded.length > 0;
  return [
    ...(isOpen ? [`undecidable: not recorded: ${notRecorded.join(', ')}`] : []),
    `${isOpen ? 'without that: ' : ''}${decidedInWords(decision.effect, reasonsOf(decision))}`,
    ...(decision.effect === 'ask' ? [`question: ${decision.question}`] : []),
    ...(recorded === null ? [] : [`recorded: ${decidedInWords(recorded.effect, recorded.reasons)}`]),
    [`mode ${decision.mode}`, ...would].join(', '),
    classInWords(toolClass),
    ...policies.flatMap(policyInWords),
    '',
  ].join('\n');
}

function decidedInWords(effect: string, because: readonly string[]): string {
  return `${effect}${because.length === 0 ? '' : ` because of ${because.join(', ')}`}`;
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
