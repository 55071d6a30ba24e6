import type { Decision } from '../../policy/decide/decision.ts';
import type { CallFacts } from '../../policy/decide/facts.ts';
import type { Policy } from '../../policy/decide/questions.ts';
import type { RulingNotes } from '../pipeline.ts';
import type { PolicyNow } from './policy-in-force.ts';
import type { Circumstances } from './ruling-of.ts';

/** Whether any policy in force looks at a part of the context. */
export function reads(policy: Policy | null, name: string): boolean {
  return policy?.person?.reads(name) === true || policy?.agent?.reads(name) === true;
}

/** For what no policy had a part in. */
export const noNotes: RulingNotes = {
  toolClass: null,
  policy: null,
  obligations: { redact: [], record: [] },
  observed: [],
  asked: false,
  matched: {},
  approval: null,
};
/** What stands in the record: enough to replay the decision, but for the arguments. */
export function circumstances(facts: CallFacts, { here, policy }: PolicyNow, decision: Decision): Circumstances {
  const { target, session, network, interactive } = facts;
  return {
    toolClass: { effect: target.effect, external: target.external },
    policy:
      here.kind === 'in-force' ? { version: here.verified.loaded.bundle.version, sha256: here.verified.sha256 } : null,
    matched: {
      ...(reads(policy, 'session') && session !== null ? { session } : {}),
      ...(reads(policy, 'network') ? { ip: network.ip } : {}),
      ...(reads(policy, 'credential') ? { credential: facts.credential } : {}),
      ...(target.pin === 'unknown' ? {} : { pin: target.pin }),
      ...(reads(policy, 'interactive') ? { interactive } : {}),
      ...(decision.faults.length === 0 ? {} : { faults: decision.faults.map(({ rule, code }) => `${rule} ${code}`) }),
    },
  };
}
