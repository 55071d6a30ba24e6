import type { Entities } from '../cedar/entities.ts';
import { entitiesOf } from '../cedar/entities.ts';
import type { EntityRef } from '../cedar/value.ts';
import { entityRef } from '../cedar/value.ts';
import { namespace } from '../schema/schema.ts';

/** Groups by name, each with the groups it is a member of. */
export type Groups = Readonly<Record<string, readonly string[]>>;

/** The groups of a policy, ready to be asked. @throws HierarchyFault when they are members of each other in a circle */
export function groupEntities(groups: Groups): Entities {
  return entitiesOf(
    Object.entries(groups).map(([name, parents]) => ({
      ref: groupRef(name),
      attributes: new Map(),
      tags: new Map(),
      parents: parents.map(groupRef),
    })),
  );
}

export function groupRef(name: string): EntityRef {
  return entityRef(`${namespace}::Group`, name);
}
