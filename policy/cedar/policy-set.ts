import { reads } from './context-reads.ts';
import type { CompiledPolicy } from './policy.ts';
import type { Request } from './request.ts';

/** Policies that are asked together. */
export interface PolicySet {
  readonly policies: readonly CompiledPolicy[];
  /** Lists of those that may concern a request, each policy once: first the ones about an entity of it. The others need not be asked. */
  readonly candidates: (request: Request) => readonly (readonly CompiledPolicy[])[];
  /** Whether any policy looks at a part of the context. */
  readonly reads: (name: string) => boolean;
}

/** Sorts policies by the entity that each is about, so that a call asks few of many. */
export function policySet(policies: readonly CompiledPolicy[]): PolicySet {
  const byAnchor = Map.groupBy(policies, ({ anchor }) => anchor);
  const anywhere = byAnchor.get(null) ?? [];
  const readBySet = new Map<string, boolean>();
  return {
    policies,
    candidates: ({ principal, resource, entities }) => {
      if (anywhere.length === policies.length) {
        return [anywhere];
      }
      // A set, because a group may stand above both of them.
      const keys = new Set([resource.key, principal.key]);
      entities.above(resource.key).forEach((key) => keys.add(key));
      entities.above(principal.key).forEach((key) => keys.add(key));
      const lists: (readonly CompiledPolicy[])[] = [];
      for (const key of keys) {
        const list = byAnchor.get(key);
        if (list !== undefined) {
          lists.push(list);
        }
      }
      lists.push(anywhere);
      return lists;
    },
    reads: (name) => {
      const known = readBySet.get(name) ?? policies.some(({ contextReads }) => reads(contextReads, name));
      readBySet.set(name, known);
      return known;
    },
  };
}
