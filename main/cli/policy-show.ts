import type { BundlePolicy } from '../../policy/bundle/bundle.ts';
import type { LoadedBundle } from '../../policy/bundle/load.ts';
import { factsOf, readWrittenCall } from '../../policy/bundle/written-call.ts';
import type { PolicyName } from '../../policy/decide/decision.ts';
import { reasonsOf } from '../../policy/decide/reasons.ts';
import type { ExplainedPolicy, Explanation } from '../../policy/decide/explain.ts';
import { explain } from '../../policy/decide/explain.ts';
import { readBytes, tellProblems } from './policy-files.ts';
import { fromAnywhere } from './policy-source.ts';
import { usageError } from './run-cli.ts';
import type { Context, ExitCode, Given } from './verb.ts';
import { textOption } from './verb.ts';

/** Prints a policy, with where each part comes from. */
export async function showPolicy(place: string | undefined, context: Context): Promise<ExitCode> {
  const source = await fromAnywhere(place, context);
  if (!source.ok) {
    return tellProblems(source.problems, context);
  }
  const { bundle } = source.loaded;
  context.output.out(context.json ? `${JSON.stringify(bundle)}\n` : bundleInWords(source.loaded));
  return 0;
}

/** Prints the decision about a call, and what each policy that concerns it made of it. */
export async function explainPolicy(place: string | undefined, given: Given, context: Context): Promise<ExitCode> {
  const file = textOption(given, 'call');
  if (file === undefined) {
    throw usageError(
      'policy explain needs a call',
      'Give one with --call FILE, such as { tool: query, person: anna }.',
    );
  }
  const source = await fromAnywhere(place, context);
  if (!source.ok) {
    return tellProblems(source.problems, context);
  }
  const read = readWrittenCall(file, Buffer.from(await readBytes(file)).toString('utf8'));
  if (!read.ok) {
    return tellProblems(read.problems, context);
  }
  const { bundle, policy } = source.loaded;
  const explanation = explain(factsOf(read.call, bundle.settings), policy, formsOf(source.loaded));
  context.output.out(context.json ? `${JSON.stringify(explanation)}\n` : explanationInWords(explanation));
  return 0;
}

function formsOf({ bundle: { sets } }: LoadedBundle): ReadonlyMap<PolicyName, unknown> {
  return new Map([
    ...(sets.person ?? []).map(({ id, form }): [PolicyName, unknown] => [`person/${id}`, form]),
    ...(sets.agent ?? []).map(({ id, form }): [PolicyName, unknown] => [`agent/${id}`, form]),
  ]);
}

function bundleInWords({ bundle }: LoadedBundle): string {
  const { settings, sets, catalogue } = bundle;
  const setInWords = (name: string, set: readonly BundlePolicy[] | null): readonly string[] => [
    `// ---- the ${name}'s set${set === null ? ': none' : ''}`,
    ...(set ?? []).map(({ file, line, text }) => `\n// ${file}:${line}\n${text}`),
    '',
  ];
  return [
    `// mode ${settings.mode} (settings.yaml), ${catalogue.servers.length} servers in the catalogue (catalogue.yaml)`,
    ...setInWords('person', sets.person),
    ...setInWords('agent', sets.agent),
  ].join('\n');
}

function explanationInWords({ decision, policies }: Explanation): string {
  const because = reasonsOf(decision);
  const would = decision.mode === 'monitor' ? [`lockdown would ${decision.lockdownWould}`] : [];
  return [
    `${decision.effect}${because.length === 0 ? '' : ` because of ${because.join(', ')}`}`,
    ...(decision.effect === 'ask' ? [`question: ${decision.question}`] : []),
    [`mode ${decision.mode}`, ...would].join(', '),
    ...policies.flatMap(policyInWords),
    '',
  ].join('\n');
}

function policyInWords({ rule, effect, outcome, fault, values }: ExplainedPolicy): readonly string[] {
  const made = { holds: 'holds', 'does-not-hold': 'does not hold', fault: `could not be evaluated: ${fault ?? ''}` }[
    outcome
  ];
  return ['', `${effect} ${rule} ${made}`, ...values.map(({ path, value }) => `  ${path} is ${value ?? 'not there'}`)];
}
