import type { Catalogue } from '../catalogue/catalogue.ts';
import { noEntities } from '../cedar/entities.ts';
import { preparePolicy } from '../cedar/policy.ts';
import { type PolicySet, policySet } from '../cedar/policy-set.ts';
import { otherwiseForm, toolModeForms } from '../classes/tool-mode-forms.ts';
import { hasToolModes } from '../classes/tool-modes.ts';
import type { Policy } from '../decide/questions.ts';
import type { PolicyHere } from './policy-here.ts';

/**
 * The policy that calls are decided by: that of the bundle, and the tool modes of every entry that counts here, whichever
 * catalogue it stands in.
 *
 * @param counted as `countedCatalogue` gives it
 * @returns null without a policy and without modes: then only a server's standing counts
 */
export function decidingPolicy(here: PolicyHere, counted: Catalogue): Policy | null {
  const policy = policyOf(here);
  // The floor of a laptop whose policy is missing permits nothing, and so do modes.
  if (!hasToolModes(counted) || (here.kind === 'missing' && here.mode === 'lockdown')) {
    return policy;
  }
  return { ...(policy ?? withoutPolicies), person: withModes(policy) };
}

const withoutPolicies: Policy = { mode: 'monitor', person: null, agent: null, input: new Map(), groups: noEntities };

function policyOf(here: PolicyHere): Policy | null {
  switch (here.kind) {
    case 'none':
      return null;
    case 'in-force':
      return { ...here.verified.loaded.policy, mode: here.mode };
    case 'missing':
      return { ...withoutPolicies, mode: here.mode };
    default:
      return here;
  }
}

function withModes(policy: Policy | null): PolicySet {
  const written = policy?.person ?? null;
  if (written?.policies.some(({ id }) => id === toolModeForms[0]?.id) === true) {
    return written;
  }
  // A set that is absent is not asked while the agent's is. One of modes alone must let pass what they say nothing of.
  const isSkipped = written === null && policy !== null && policy.agent !== null;
  const added = isSkipped ? [...toolModeForms, otherwiseForm] : toolModeForms;
  return policySet([...(written?.policies ?? []), ...added.map(({ id, form }) => preparePolicy(id, form))]);
}
