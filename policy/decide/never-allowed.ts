import { ask } from '../cedar/authorize.ts';
import type { CompiledPolicy } from '../cedar/policy.ts';
import { policySet } from '../cedar/policy-set.ts';
import type { CallFacts } from './facts.ts';
import type { Policy, Question } from './questions.ts';
import { questionsOf } from './questions.ts';

/**
 * Whether no call of a tool can be allowed or asked, whatever its arguments, the session and the hour: such a tool may be
 * left out of lists. Says no when in doubt; a call is decided anyway.
 *
 * @param facts a call of the tool; only person, agent, server and target are looked at
 */
export function neverAllowed(facts: CallFacts, policy: Policy | null): boolean {
  const { standing } = facts.server;
  if (standing === 'banned' || standing === 'malicious') {
    return true;
  }
  if (policy === null) {
    return false;
  }
  const questions = questionsOf(facts, policy);
  const isAlone = facts.agent.agentOnly;
  return questions.length === 0
    ? isAlone || policy.mode === 'lockdown'
    : questions.some((question) => isForbidden(question) || (policy.mode === 'lockdown' && isUnpermitted(question)));
}

function isForbidden({ policies, request }: Question): boolean {
  const certain = policies.policies.filter((policy) => isCertain(policy) && !policy.annotations.has('observe'));
  return ask(policySet(certain), request).forbids.length > 0;
}

function isUnpermitted({ policies, request }: Question): boolean {
  const permits = policies.policies.filter(
    (policy) => policy.effect === 'permit' && !policy.annotations.has('observe') && policy.concerns(request),
  );
  return permits.every(isCertain) && ask(policySet(permits), request).permits.length === 0;
}

/** Whether its answer is the same for every call of the tool in this session. */
function isCertain({ contextReads }: CompiledPolicy): boolean {
  return contextReads !== 'all' && [...contextReads].every((name) => name === 'person' || name === 'agent');
}
