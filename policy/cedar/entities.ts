import type { EntityRef, Fields } from './value.ts';

/** What is known about one entity. */
export interface Entity {
  readonly ref: EntityRef;
  readonly attributes: Fields;
  readonly tags: Fields;
  readonly parents: readonly EntityRef[];
}

/** Entities by key. One that is not here has no attributes and no parents. */
export interface Entities {
  readonly get: (key: string) => Entity | undefined;
  /** Keys of everything above an entity, over any number of parents. */
  readonly above: (key: string) => ReadonlySet<string>;
  /** Whether the first is the second, or stands below it. */
  readonly isIn: (entity: EntityRef, ancestor: EntityRef) => boolean;
}

/** Thrown for a hierarchy that can not be: policies over it would mean nothing. */
export class HierarchyFault extends Error {
  readonly entity: EntityRef;

  constructor(entity: EntityRef, message: string) {
    super(message);
    this.name = 'HierarchyFault';
    this.entity = entity;
  }
}

const nobody: ReadonlySet<string> = new Set();
export const noEntities: Entities = {
  get: () => undefined,
  above: () => nobody,
  isIn: ({ key }, other) => key === other.key,
};

/**
 * @param base entities that are there already and stay the same from request to request; parents may be among them
 * @throws HierarchyFault when an entity stands twice, is its own ancestor, or stands too deep
 */
export function entitiesOf(list: readonly Entity[], base: Entities = noEntities): Entities {
  const byKey = new Map<string, Entity>();
  for (const entity of list) {
    if (byKey.has(entity.ref.key) || base.get(entity.ref.key) !== undefined) {
      throw new HierarchyFault(entity.ref, `${entity.ref.type} ${entity.ref.id} stands twice`);
    }
    byKey.set(entity.ref.key, entity);
  }
  const ancestors = new Map<string, ReadonlySet<string>>();
  for (const { ref } of list) {
    ancestorsOf(ref, { byKey, base, ancestors }, new Set());
  }
  const above = (key: string): ReadonlySet<string> => ancestors.get(key) ?? base.above(key);
  return {
    get: (key) => byKey.get(key) ?? base.get(key),
    above,
    isIn: ({ key }, ancestor) => key === ancestor.key || above(key).has(ancestor.key),
  };
}

const deepest = 100;

interface Known {
  readonly byKey: ReadonlyMap<string, Entity>;
  readonly base: Entities;
  readonly ancestors: Map<string, ReadonlySet<string>>;
}

function ancestorsOf(entity: EntityRef, known: Known, below: Set<string>): ReadonlySet<string> {
  const { byKey, base, ancestors } = known;
  const described = byKey.get(entity.key);
  const found = ancestors.get(entity.key) ?? (described === undefined ? base.above(entity.key) : undefined);
  if (found !== undefined) {
    return found;
  }
  if (below.has(entity.key)) {
    throw new HierarchyFault(entity, `${entity.type} ${entity.id} is a member of itself`);
  }
  if (below.size > deepest) {
    throw new HierarchyFault(entity, `${entity.type} ${entity.id} has more than ${deepest} levels below it`);
  }
  below.add(entity.key);
  const all = new Set<string>();
  for (const parent of described?.parents ?? []) {
    all.add(parent.key);
    ancestorsOf(parent, known, below).forEach((ancestor) => all.add(ancestor));
  }
  below.delete(entity.key);
  ancestors.set(entity.key, all);
  return all;
}
