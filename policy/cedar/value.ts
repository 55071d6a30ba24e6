import type { Decimal } from './decimal.ts';
import type { Ip } from './ip.ts';
import type { Datetime, Duration } from './time.ts';

/** What an expression of Cedar can be worth. A Long is a `number` while that is exact, else a `bigint`: see `long.ts`. */
export type Value = boolean | string | Long | EntityRef | CedarSet | CedarRecord | Extension;
export type Long = number | bigint;
export type Extension = Ip | Decimal | Datetime | Duration;

/** Names an entity; `key` is equal for two references exactly when type and id are. */
export interface EntityRef {
  readonly kind: 'entity';
  readonly type: string;
  readonly id: string;
  readonly key: string;
}

/** Members by their `keyOf`, so that equal ones stand once. */
export interface CedarSet {
  readonly kind: 'set';
  readonly members: ReadonlyMap<string, Value>;
}

export interface CedarRecord {
  readonly kind: 'record';
  readonly fields: Fields;
}

/** Values by name. A map is one; names that a stranger chose, which may be `__proto__`, always stand in a map. */
export interface Fields {
  readonly get: (name: string) => Value | undefined;
  readonly keys: () => Iterable<string>;
}

export function entityRef(type: string, id: string): EntityRef {
  // No type holds a zero byte, so no two references share a key.
  return { kind: 'entity', type, id, key: `${type}\0${id}` };
}

export function setOf(values: Iterable<Value>): CedarSet {
  const members = new Map<string, Value>();
  for (const value of values) {
    members.set(keyOf(value), value);
  }
  return { kind: 'set', members };
}

export function recordOf(object: Readonly<Record<string, Value>>): CedarRecord {
  return { kind: 'record', fields: fieldsOf(object) };
}

/** Fields of an object with names of our own: made at no cost, which counts at each call. */
export function fieldsOf(object: Readonly<Record<string, Value>>): Fields {
  return {
    get: (name) => (Object.hasOwn(object, name) ? object[name] : undefined),
    keys: () => Object.keys(object),
  };
}

/** A text that is equal for two values exactly when Cedar calls them equal. Every part tells where it ends. */
export function keyOf(value: Value): string {
  if (typeof value === 'string') {
    return `s${value.length}:${value}`;
  }
  if (typeof value === 'boolean') {
    return value ? 't' : 'f';
  }
  return typeof value === 'object' ? compoundKey(value) : `i${value};`;
}

/** Values of different types are unequal, never an error. */
export function areEqual(one: Value, other: Value): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') {
    return one === other;
  }
  if (one.kind === 'entity' && other.kind === 'entity') {
    return one.key === other.key;
  }
  return one.kind === other.kind && compoundKey(one) === compoundKey(other);
}

function compoundKey(value: Exclude<Value, boolean | string | Long>): string {
  switch (value.kind) {
    case 'entity':
      return `e${value.key.length}:${value.key}`;
    case 'set':
      return `{${[...value.members.keys()].toSorted().join('')}}`;
    case 'record':
      return `[${[...value.fields.keys()]
        .toSorted()
        .map((name) => `${name.length}:${name}${keyOf(value.fields.get(name) ?? false)}`)
        .join('')}]`;
    case 'ip':
      return `p${value.version}/${value.bits}/${value.prefix};`;
    case 'decimal':
      return `d${value.tenThousandths};`;
    case 'datetime':
      return `m${value.ms};`;
    case 'duration':
      return `u${value.ms};`;
    default:
      return value;
  }
}
