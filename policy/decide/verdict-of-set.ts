import type { Answers } from '../cedar/authorize.ts';
import type { CompiledPolicy } from '../cedar/policy.ts';
import type { Allowed, Asked, Denied, DenyReason, Mode, PolicyFault, PolicyName, SetName } from './decision.ts';
import type { Obligations } from './obligations.ts';
import { approvalTerm, obligationsOf } from './obligations.ts';

/** What one set of policies makes of a call; the strictest of the policies that hold counts. */
export type SetVerdict = Allowed | Asked | Denied;

/**
 * Turns what the policies of one set answered into a verdict. A fault counts against the call: a forbid that could not
 * be evaluated acts as if it held, a permit asks and obliges as if it held and allows as if it did not, and in lockdown
 * any fault denies.
 */
export function verdictOfSet(set: SetName, answers: Answers, mode: Mode): SetVerdict {
  const faults = answers.faults.filter(({ policy }) => !isObserver(policy));
  const unclear = faults.filter(({ policy }) => mode === 'lockdown' || policy.effect === 'forbid');
  const denying: readonly DenyReason[] = [
    ...acting(answers.forbids).map((policy) => ruleReason(set, policy)),
    ...unclear.map(({ policy, fault }): DenyReason => {
      return { kind: 'could-not-decide', code: fault.kind, rule: nameOf(set, policy) };
    }),
  ];
  if (denying.length > 0) {
    return { effect: 'deny', because: denying };
  }
  const permits = acting(answers.permits);
  const perhaps = [...permits, ...faults.map(({ policy }) => policy)];
  const obligations = obligationsOf(perhaps);
  const asking = perhaps.filter(({ annotations }) => annotations.has('ask'));
  if (asking.length > 0) {
    return askedBy(set, asking, obligations);
  }
  if (permits.length > 0 || mode === 'monitor') {
    return { effect: 'allow', because: permits.map((policy) => nameOf(set, policy)), obligations };
  }
  return { effect: 'deny', because: [{ kind: 'no-rule-allows', set }] };
}

/** Policies that hold and do nothing: they carry `@observe`. */
export function observedIn(set: SetName, { permits, forbids }: Answers): readonly PolicyName[] {
  return [...permits, ...forbids].filter(isObserver).map((policy) => nameOf(set, policy));
}

export function faultsIn(set: SetName, { faults }: Answers): readonly PolicyFault[] {
  return faults.map(({ policy, fault }) => {
    return { rule: nameOf(set, policy), code: fault.kind, message: fault.message };
  });
}

export function nameOf(set: SetName, { id }: CompiledPolicy): PolicyName {
  return `${set}/${id}`;
}

function askedBy(set: SetName, asking: readonly CompiledPolicy[], obligations: Obligations): Asked {
  const questions = asking.map(({ annotations }) => annotations.get('ask') ?? '').filter((text) => text !== '');
  return {
    effect: 'ask',
    because: asking.map((policy) => nameOf(set, policy)),
    question: [...new Set(questions)].join(' '),
    term: approvalTerm(asking),
    obligations,
  };
}

function ruleReason(set: SetName, policy: CompiledPolicy): DenyReason {
  return { kind: 'rule', rule: nameOf(set, policy), says: policy.annotations.get('reason') ?? null };
}

function acting(policies: readonly CompiledPolicy[]): readonly CompiledPolicy[] {
  return policies.filter((policy) => !isObserver(policy));
}

function isObserver({ annotations }: CompiledPolicy): boolean {
  return annotations.has('observe');
}
