import type { Answers } from '../cedar/authorize.ts';
import { ask } from '../cedar/authorize.ts';
import type { Decision, Mode, SetName } from './decision.ts';
import type { CallFacts } from './facts.ts';
import { always, approvalTerms, both } from './obligations.ts';
import type { Policy } from './questions.ts';
import { questionsOf } from './questions.ts';
import type { SetVerdict } from './verdict-of-set.ts';
import { faultsIn, observedIn, verdictOfSet } from './verdict-of-set.ts';

/**
 * Decides about a call: banned and malicious servers first, then the person's set, then the agent's. Both must allow.
 *
 * @param policy null without a policy: then only a server's standing counts
 */
export function decide(facts: CallFacts, policy: Policy | null): Decision {
  const { standing } = facts.server;
  const mode = policy?.mode ?? 'monitor';
  if (standing === 'malicious' || standing === 'banned') {
    const because = [{ kind: 'standing', standing }] as const;
    return { effect: 'deny', because, mode, lockdownWould: 'deny', observed: [], faults: [] };
  }
  if (policy === null) {
    return {
      effect: 'allow',
      because: [],
      obligations: always,
      mode,
      lockdownWould: 'allow',
      observed: [],
      faults: [],
    };
  }
  const answers = askSets(facts, policy);
  const verdict = verdictOf(answers, mode, facts.agent.agentOnly);
  return {
    ...verdict,
    mode,
    lockdownWould: mode === 'lockdown' ? verdict.effect : verdictOf(answers, 'lockdown', facts.agent.agentOnly).effect,
    observed: answers.flatMap(([set, answer]) => observedIn(set, answer)),
    faults: answers.flatMap(([set, answer]) => faultsIn(set, answer)),
  };
}

type SetAnswers = readonly (readonly [SetName, Answers])[];

function askSets(facts: CallFacts, policy: Policy): SetAnswers {
  return questionsOf(facts, policy).map(({ set, policies, request, unreadable }) => [
    set,
    ask(policies, request, unreadable),
  ]);
}

function verdictOf(answers: SetAnswers, mode: Mode, agentOnly: boolean): SetVerdict {
  if (answers.length === 0) {
    // An agent that stands alone needs a set of its own; otherwise nothing matched, and the mode says what that means.
    const nobody = { permits: [], forbids: [], faults: [] };
    return verdictOfSet(agentOnly ? 'agent' : 'person', nobody, agentOnly ? 'lockdown' : mode);
  }
  return answers.map(([set, answer]) => verdictOfSet(set, answer, mode)).reduce(stricter);
}

/** Both must allow: one denial denies, one question asks, and every obligation of either holds. */
function stricter(one: SetVerdict, other: SetVerdict): SetVerdict {
  if (one.effect === 'deny' || other.effect === 'deny') {
    return {
      effect: 'deny',
      because: [...(one.effect === 'deny' ? one.because : []), ...(other.effect === 'deny' ? other.because : [])],
    };
  }
  const obligations = both(one.obligations, other.obligations);
  const asking = [one, other].filter((verdict) => verdict.effect === 'ask');
  if (asking.length > 0) {
    return {
      effect: 'ask',
      because: asking.flatMap(({ because }) => because),
      question: asking.map(({ question }) => question).join(' '),
      term: approvalTerms.find((term) => asking.some((verdict) => verdict.term === term)) ?? 'once',
      obligations,
    };
  }
  const because = [one, other].flatMap((verdict) => (verdict.effect === 'allow' ? verdict.because : []));
  return { effect: 'allow', because, obligations };
}
