import { PolicyRefused } from './fault.ts';
import { entityOf, listOf, objectOf, onlyKeys, textOf } from './json-form.ts';
import type { Entities } from './entities.ts';
import type { EntityRef } from './value.ts';

/** Whether an entity is one that the head of a policy names. Never a fault. */
export type ScopeTest = (entity: EntityRef, entities: Entities) => boolean;

/** The one entity that a head needs above or in this place; null when it names several or none. */
export function anchorOf(constraint: unknown, what: 'principal' | 'resource'): string | null {
  const object = objectOf(constraint, what);
  const group = object['op'] === 'is' && Object.hasOwn(object, 'in') ? objectOf(object['in'], what) : object;
  return Object.hasOwn(group, 'entity') ? entityOf(group['entity'], what).key : null;
}

/** Compiles `principal …`, `action …` or `resource …` of a policy's head; null when it names everything. */
export function compileScope(constraint: unknown, what: 'principal' | 'action' | 'resource'): ScopeTest | null {
  const object = objectOf(constraint, what);
  switch (object['op']) {
    case 'All':
      onlyKeys(object, ['op'], [], what);
      return null;
    case '==': {
      onlyKeys(object, ['op', 'entity'], [], what);
      const { key } = entityOf(object['entity'], what);
      return (entity) => entity.key === key;
    }
    case 'in': {
      const groups = Object.hasOwn(object, 'entities') ? groupsOf(object, what) : [groupOf(object, what, ['op'])];
      return (entity, entities) => groups.some((group) => entities.isIn(entity, group));
    }
    case 'is': {
      onlyKeys(object, ['op', 'entity_type'], ['in'], what);
      const type = textOf(object['entity_type'], what);
      const group = Object.hasOwn(object, 'in') ? groupOf(objectOf(object['in'], what), what, []) : null;
      return group === null
        ? (entity) => entity.type === type
        : (entity, entities) => entity.type === type && entities.isIn(entity, group);
    }
    default:
      throw new PolicyRefused(`${what} has an unknown constraint`);
  }
}

function groupOf(object: Readonly<Record<string, unknown>>, what: string, beside: readonly string[]): EntityRef {
  onlyKeys(object, [...beside, 'entity'], [], what);
  return entityOf(object['entity'], what);
}

function groupsOf(object: Readonly<Record<string, unknown>>, what: string): readonly EntityRef[] {
  onlyKeys(object, ['op', 'entities'], [], what);
  return listOf(object['entities'], what).map((entity) => entityOf(entity, what));
}
