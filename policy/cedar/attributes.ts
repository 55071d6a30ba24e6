import type { Entities } from './entities.ts';
import { EvaluationFault, wrongType } from './fault.ts';
import type { Fields, Value } from './value.ts';

/** `value.name` of a record or an entity. */
export function attributeOf(value: Value, name: string, entities: Entities): Value {
  const found = fieldsOf(value, entities);
  if (found === undefined) {
    throw new EvaluationFault('no-entity', 'nothing is known of the entity');
  }
  const attribute = found.get(name);
  if (attribute === undefined) {
    throw new EvaluationFault('no-attribute', `there is no attribute ${name}`);
  }
  return attribute;
}

/** `value has a.b.c`: false from the first part that is missing on, whatever the others would be. */
export function hasPath(value: Value, path: readonly string[], entities: Entities): boolean {
  let here = value;
  for (const name of path) {
    const next = fieldsOf(here, entities)?.get(name);
    if (next === undefined) {
      return false;
    }
    here = next;
  }
  return true;
}

/** Undefined for an entity that nobody described. */
function fieldsOf(value: Value, entities: Entities): Fields | undefined {
  if (typeof value === 'object' && value.kind === 'record') {
    return value.fields;
  }
  if (typeof value === 'object' && value.kind === 'entity') {
    return entities.get(value.key)?.attributes;
  }
  throw wrongType('record or entity', value);
}
