import type { Unreadable } from '../cedar/authorize.ts';
import type { Entities } from '../cedar/entities.ts';
import { EvaluationFault } from '../cedar/fault.ts';
import { type PolicySet, policySet } from '../cedar/policy-set.ts';
import type { Request } from '../cedar/request.ts';
import type { CedarRecord } from '../cedar/value.ts';
import { toolModeForms } from '../classes/tool-mode-forms.ts';
import type { ArgumentFields } from '../schema/argument-types.ts';
import type { Mode, SetName } from './decision.ts';
import type { CallFacts } from './facts.ts';
import { convertInput } from './input.ts';
import { requestsOf } from './request-of.ts';

/** A policy in force. A set that is absent is null, which is not the same as one that holds nothing. */
export interface Policy {
  readonly mode: Mode;
  readonly person: PolicySet | null;
  readonly agent: PolicySet | null;
  readonly input: ArgumentFields;
  readonly groups: Entities;
}

/** What one set of policies is asked about a call. */
export interface Question {
  readonly set: SetName;
  readonly policies: PolicySet;
  readonly request: Request;
  readonly unreadable: Unreadable;
}

/** The questions that a call asks, in sequence: of the person's set, then of the agent's. An absent set is not asked. */
export function questionsOf(facts: CallFacts, { person, agent, input, groups }: Policy): readonly Question[] {
  const isAlone = facts.agent.agentOnly;
  const sets: readonly (readonly [SetName, PolicySet | null])[] = [
    ['person', isAlone ? (agent === null ? null : modesIn(person, facts)) : person],
    ['agent', agent],
  ];
  if (sets.every(([, policies]) => policies === null)) {
    return [];
  }
  // Many policies never look at the arguments, which may be large.
  const isRead = sets.some(([, policies]) => policies?.reads('input') === true);
  const converted = isRead ? tryConvert(input, facts.input) : null;
  const isFault = converted instanceof EvaluationFault;
  const unreadable = isFault || facts.session === null ? unreadableOf(isFault ? converted : null, facts) : allReadable;
  const requests = requestsOf(facts, groups, isFault ? null : converted);
  return sets.flatMap(([set, policies]) =>
    policies === null ? [] : [{ set, policies, request: requests[set], unreadable }],
  );
}

/** What the catalogue says of a tool holds for an agent that stands alone too. Null where it says nothing of this one. */
function modesIn(person: PolicySet | null, { method, target }: CallFacts): PolicySet | null {
  if (person === null || target.mode === null || method !== 'tools/call') {
    return null;
  }
  const known = modesOf.get(person) ?? policySet(person.policies.filter(({ id }) => modeIds.has(id)));
  modesOf.set(person, known);
  return known.policies.length === 0 ? null : known;
}

/** Taken out of a set once, and not for each call. */
const modesOf = new WeakMap<PolicySet, PolicySet>();
const modeIds: ReadonlySet<string> = new Set(toolModeForms.map(({ id }) => id));

const allReadable: Unreadable = new Map();

function unreadableOf(input: EvaluationFault | null, { session }: CallFacts): Unreadable {
  return new Map([
    ...(input === null ? [] : [['input', input] as const]),
    ...(session === null ? [['session', new EvaluationFault('no-attribute', sessionText)] as const] : []),
  ]);
}

const sessionText = 'what the session has done can not be read';

function tryConvert(fields: ArgumentFields, input: unknown): CedarRecord | EvaluationFault {
  try {
    return convertInput(fields, input);
  } catch (error) {
    if (error instanceof EvaluationFault) {
      return error;
    }
    throw error;
  }
}
