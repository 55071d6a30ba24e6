import { reads } from './context-reads.ts';
import { EvaluationFault } from './fault.ts';
import type { CompiledPolicy } from './policy.ts';
import type { PolicySet } from './policy-set.ts';
import type { Request } from './request.ts';

/** What a set of policies says about one request. */
export interface Answers {
  readonly permits: readonly CompiledPolicy[];
  readonly forbids: readonly CompiledPolicy[];
  /** Policies that concern the request and could not be evaluated. */
  readonly faults: readonly Fault[];
}

export interface Fault {
  readonly policy: CompiledPolicy;
  readonly fault: EvaluationFault;
}

/** Attributes of the context that are there but could not be read: whoever looks at one has a fault. */
export type Unreadable = ReadonlyMap<string, EvaluationFault>;

const nothingUnreadable: Unreadable = new Map();

/** Asks every policy. Whoever calls decides what an answer is worth; see `authorize` for Cedar's own rule. */
export function ask(set: PolicySet, request: Request, unreadable: Unreadable = nothingUnreadable): Answers {
  const permits: CompiledPolicy[] = [];
  const forbids: CompiledPolicy[] = [];
  const faults: Fault[] = [];
  for (const list of set.candidates(request)) {
    for (const policy of list) {
      try {
        if (policy.concerns(request) && holds(policy, request, unreadable)) {
          (policy.effect === 'permit' ? permits : forbids).push(policy);
        }
      } catch (error) {
        if (!(error instanceof EvaluationFault)) {
          throw error;
        }
        faults.push({ policy, fault: error });
      }
    }
  }
  return { permits, forbids, faults };
}

function holds(policy: CompiledPolicy, request: Request, unreadable: Unreadable): boolean {
  for (const [name, fault] of unreadable) {
    if (reads(policy.contextReads, name)) {
      throw fault;
    }
  }
  return policy.holds(request);
}

export interface Authorization {
  readonly decision: 'allow' | 'deny';
  /** Ids of the policies that made it so: the more particular ones first. */
  readonly determining: readonly string[];
  readonly errors: readonly string[];
}

/** Cedar's own rule: any forbid denies, else any permit allows, and a policy with a fault counts as if it were not there. */
export function authorize(set: PolicySet, request: Request): Authorization {
  const { permits, forbids, faults } = ask(set, request);
  const isAllowed = forbids.length === 0 && permits.length > 0;
  return {
    decision: isAllowed ? 'allow' : 'deny',
    determining: (isAllowed ? permits : forbids).map(({ id }) => id),
    errors: faults.map(({ policy }) => policy.id),
  };
}
