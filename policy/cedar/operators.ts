import type { Entities } from './entities.ts';
import { asBool, asEntity, asLong, asSet, asText } from './code.ts';
import { EvaluationFault, wrongType } from './fault.ts';
import { add, isLong, multiply, negate, subtract } from './long.ts';
import type { EntityRef, Value } from './value.ts';
import { areEqual, keyOf } from './value.ts';

type Unary = (arg: Value) => Value;
type Binary = (left: Value, right: Value, entities: Entities) => Value;

/** Operators with one operand. */
export const unaryOperators: ReadonlyMap<string, Unary> = new Map<string, Unary>([
  ['!', (arg) => !asBool(arg)],
  ['neg', (arg) => negate(asLong(arg))],
  ['isEmpty', (arg) => asSet(arg).members.size === 0],
]);

/** Operators that evaluate both operands, left first, before they look at either. */
export const binaryOperators: ReadonlyMap<string, Binary> = new Map<string, Binary>([
  ['==', areEqual],
  ['!=', (left, right) => !areEqual(left, right)],
  ['<', (left, right) => compare(left, right) < 0],
  ['<=', (left, right) => compare(left, right) <= 0],
  ['>', (left, right) => compare(left, right) > 0],
  ['>=', (left, right) => compare(left, right) >= 0],
  ['+', (left, right) => add(asLong(left), asLong(right))],
  ['-', (left, right) => subtract(asLong(left), asLong(right))],
  ['*', (left, right) => multiply(asLong(left), asLong(right))],
  ['in', (left, right, entities) => isIn(asEntity(left), right, entities)],
  ['contains', (left, right) => asSet(left).members.has(keyOf(right))],
  ['containsAll', containsAll],
  ['containsAny', containsAny],
  ['getTag', getTag],
  ['hasTag', hasTag],
]);

/** For `in`: the right side is an entity or a set of nothing but entities. */
export function isIn(entity: EntityRef, right: Value, entities: Entities): boolean {
  if (typeof right !== 'object' || (right.kind !== 'entity' && right.kind !== 'set')) {
    throw wrongType('set or entity', right);
  }
  if (right.kind === 'entity') {
    return entities.isIn(entity, right);
  }
  return [...right.members.values()].map(asEntity).some((ancestor) => entities.isIn(entity, ancestor));
}

function compare(left: Value, right: Value): number {
  if (isLong(left) && isLong(right)) {
    return left < right ? -1 : left > right ? 1 : 0;
  }
  if (typeof left === 'object' && typeof right === 'object' && left.kind === right.kind) {
    if (left.kind === 'datetime' || left.kind === 'duration') {
      return right.kind === left.kind ? compare(left.ms, right.ms) : 0;
    }
  }
  throw wrongType('two longs, datetimes or durations', isLong(left) ? right : left);
}

function containsAll(left: Value, right: Value): boolean {
  const { members } = asSet(left);
  return [...asSet(right).members.keys()].every((key) => members.has(key));
}

function containsAny(left: Value, right: Value): boolean {
  const { members } = asSet(left);
  return [...asSet(right).members.keys()].some((key) => members.has(key));
}

function getTag(left: Value, right: Value, entities: Entities): Value {
  const entity = asEntity(left);
  const tag = asText(right);
  const known = entities.get(entity.key);
  if (known === undefined) {
    throw new EvaluationFault('no-entity', `nothing is known of this ${entity.type}`);
  }
  const value = known.tags.get(tag);
  if (value === undefined) {
    throw new EvaluationFault('no-tag', `the ${entity.type} lacks the tag`);
  }
  return value;
}

function hasTag(left: Value, right: Value, entities: Entities): boolean {
  const entity = asEntity(left);
  const tag = asText(right);
  return entities.get(entity.key)?.tags.get(tag) !== undefined;
}
