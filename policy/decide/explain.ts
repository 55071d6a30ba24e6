import { attributeOf } from '../cedar/attributes.ts';
import { ask } from '../cedar/authorize.ts';
import { EvaluationFault } from '../cedar/fault.ts';
import type { AttributePath } from '../cedar/paths-read.ts';
import { pathsRead } from '../cedar/paths-read.ts';
import type { CompiledPolicy } from '../cedar/policy.ts';
import { policySet } from '../cedar/policy-set.ts';
import type { Request } from '../cedar/request.ts';
import type { Value } from '../cedar/value.ts';
import type { Decision, PolicyName } from './decision.ts';
import { decide } from './decide.ts';
import type { CallFacts } from './facts.ts';
import type { Policy, Question } from './questions.ts';
import { questionsOf } from './questions.ts';
import { shownValue } from './shown-value.ts';
import { nameOf } from './verdict-of-set.ts';

/** A decision with what each policy that concerns the call made of it. */
export interface Explanation {
  readonly decision: Decision;
  readonly policies: readonly ExplainedPolicy[];
}

export interface ExplainedPolicy {
  readonly rule: PolicyName;
  readonly effect: 'permit' | 'forbid';
  readonly outcome: 'holds' | 'does-not-hold' | 'fault';
  /** What went wrong; null unless there is a fault. */
  readonly fault: string | null;
  /** What it looked at, in the order it is written. */
  readonly values: readonly ShownValue[];
}

export interface ShownValue {
  /** As in the policy: `context.input.table`. */
  readonly path: string;
  /** Null where there is none. */
  readonly value: string | null;
}

/** The JSON forms of the policies' conditions by name. */
export type Forms = ReadonlyMap<PolicyName, unknown>;

/** Decides about a call and tells why. @param policy null without a policy */
export function explain(facts: CallFacts, policy: Policy | null, forms: Forms): Explanation {
  const questions = policy === null ? [] : questionsOf(facts, policy);
  return { decision: decide(facts, policy), policies: explainPolicies(questions, forms) };
}

/** What each policy that concerns a call makes of it. */
export function explainPolicies(questions: readonly Question[], forms: Forms): readonly ExplainedPolicy[] {
  return questions.flatMap((question) =>
    question.policies.policies
      .filter((one) => one.concerns(question.request))
      .map((one) => explainPolicy(question, one, forms.get(nameOf(question.set, one)))),
  );
}

function explainPolicy({ set, request, unreadable }: Question, policy: CompiledPolicy, form: unknown): ExplainedPolicy {
  const { faults, permits, forbids } = ask(policySet([policy]), request, unreadable);
  const fault = faults[0]?.fault.message ?? null;
  const holds = permits.length + forbids.length > 0;
  return {
    rule: nameOf(set, policy),
    effect: policy.effect,
    outcome: fault !== null ? 'fault' : holds ? 'holds' : 'does-not-hold',
    fault,
    values: pathsRead(form).map((path) => ({ path: path.join('.'), value: valueAt(path, request) })),
  };
}

function valueAt([variable, ...attributes]: AttributePath, request: Request): string | null {
  try {
    const root = rootOf(variable, request);
    const value = attributes.reduce<Value>((left, name) => attributeOf(left, name, request.entities), root);
    return shownValue(value);
  } catch (error) {
    if (error instanceof EvaluationFault) {
      return null;
    }
    throw error;
  }
}

function rootOf(variable: string, { principal, action, resource, context }: Request): Value {
  const entities = new Map<string, Value>([
    ['principal', principal],
    ['action', action],
    ['resource', resource],
  ]);
  return entities.get(variable) ?? context;
}
