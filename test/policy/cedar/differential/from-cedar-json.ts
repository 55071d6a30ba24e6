import { extensionFunctions } from '../../../../policy/cedar/extension-functions.ts';
import type { CedarRecord, Value } from '../../../../policy/cedar/value.ts';
import { entityRef, setOf } from '../../../../policy/cedar/value.ts';
import type { CedarJson } from './arbitrary-world.ts';

/** Reads values as the wasm does, escapes included. Never for arguments of a call: an agent could forge entities with it. */
export function recordFrom(json: Readonly<Record<string, CedarJson>>): CedarRecord {
  return { kind: 'record', fields: valuesFrom(json) };
}

export function valuesFrom(json: Readonly<Record<string, CedarJson>>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(json).map(([name, value]): [string, Value] => [name, valueFrom(value)]));
}

function valueFrom(json: CedarJson): Value {
  if (typeof json !== 'object') {
    return json;
  }
  if (isList(json)) {
    return setOf(json.map(valueFrom));
  }
  const { __entity: entity, __extn: extension } = json as { __entity?: CedarJson; __extn?: CedarJson };
  if (entity !== undefined) {
    const { type, id } = entity as { type: string; id: string };
    return entityRef(type, id);
  }
  if (extension !== undefined) {
    const { fn, arg } = extension as { fn: string; arg: string };
    return extensionFunctions.get(fn)?.apply(arg, false) ?? false;
  }
  return recordFrom(json);
}

function isList(json: CedarJson): json is readonly CedarJson[] {
  return Array.isArray(json);
}
