import { PolicyRefused } from './fault.ts';
import type { EntityRef } from './value.ts';
import { entityRef } from './value.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads an object of the JSON form of a policy. */
export function objectOf(value: unknown, what: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PolicyRefused(`${what} is no object`);
  }
  // Every key of such an object is a string, and its values are not trusted yet.
  return value as JsonObject;
}

export function listOf(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new PolicyRefused(`${what} is no list`);
  }
  return value;
}

export function textOf(value: unknown, what: string): string {
  if (typeof value !== 'string') {
    throw new PolicyRefused(`${what} is no text`);
  }
  return value;
}

/** Missing and unknown parts are refused alike: both mean a form that we do not know. */
export function onlyKeys(
  object: JsonObject,
  required: readonly string[],
  optional: readonly string[],
  what: string,
): void {
  for (const key in object) {
    if (!required.includes(key) && !optional.includes(key)) {
      throw new PolicyRefused(`${what} has an unknown part ${key}`);
    }
  }
  for (const key of required) {
    if (!Object.hasOwn(object, key)) {
      throw new PolicyRefused(`${what} lacks ${key}`);
    }
  }
}

/** An object with exactly these parts. */
export function partsOf<Name extends string>(
  value: unknown,
  what: string,
  names: readonly Name[],
): Readonly<Record<Name, unknown>> {
  const object = objectOf(value, what);
  onlyKeys(object, names, [], what);
  return object;
}

/** The one key of an object that must have no other, and what it holds. */
export function onlyEntry(value: unknown, what: string): readonly [string, unknown] {
  const object = objectOf(value, what);
  let only: string | null = null;
  // Not Object.keys: this is most of what a shim does when it starts with many policies.
  for (const key in object) {
    if (only !== null) {
      throw new PolicyRefused(`${what} has not exactly one operator`);
    }
    only = key;
  }
  if (only === null) {
    throw new PolicyRefused(`${what} has not exactly one operator`);
  }
  return [only, object[only]];
}

export function isOnlyKey(value: unknown, key: string): value is JsonObject {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return keys.length === 1 && keys[0] === key;
}

/** `{type, id}`, or the same inside `{__entity}`. */
export function entityOf(value: unknown, what: string): EntityRef {
  const outer = objectOf(value, what);
  const inner = Object.hasOwn(outer, '__entity') ? objectOf(outer['__entity'], what) : outer;
  onlyKeys(inner, ['type', 'id'], [], what);
  return entityRef(textOf(inner['type'], what), textOf(inner['id'], what));
}
