import { parseDecimal } from '../cedar/decimal.ts';
import { EvaluationFault } from '../cedar/fault.ts';
import { longOf } from '../cedar/long.ts';
import type { CedarRecord, Value } from '../cedar/value.ts';
import { setOf } from '../cedar/value.ts';
import type { ArgumentFields, ArgumentType } from '../schema/argument-types.ts';

const mostMembers = 10_000;

/**
 * Turns the arguments of a call into what policies may look at: declared ones only, each of its declared type.
 * A null counts as left out. Nothing in the arguments can name an entity or an extension value.
 *
 * @throws EvaluationFault when an argument is not of its type; the message names the argument, never its value
 */
export function convertInput(fields: ArgumentFields, input: unknown): CedarRecord {
  return convertRecord(fields, input ?? {}, 'arguments');
}

function convertRecord(fields: ArgumentFields, input: unknown, path: string): CedarRecord {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw unlike(path, 'object');
  }
  const values = new Map<string, Value>();
  for (const [name, type] of fields) {
    // What only the prototype offers is no argument.
    const value = Object.hasOwn(input, name) ? Reflect.get(input, name) : undefined;
    if (value !== undefined && value !== null) {
      values.set(name, convert(type, value, `${path}.${name}`));
    }
  }
  return { kind: 'record', fields: values };
}

function convert(type: ArgumentType, value: unknown, path: string): Value {
  if (type.kind === 'record') {
    return convertRecord(type.fields, value, path);
  }
  if (type.kind === 'set') {
    if (!Array.isArray(value) || value.length > mostMembers) {
      throw unlike(path, `list of at most ${mostMembers}`);
    }
    return setOf(value.filter((member) => member !== null).map((member: unknown) => convert(type.of, member, path)));
  }
  const converted = convertScalar(type.kind, value);
  if (converted === null) {
    throw unlike(path, type.kind);
  }
  return converted;
}

function convertScalar(kind: 'string' | 'long' | 'bool' | 'decimal', value: unknown): Value | null {
  switch (kind) {
    case 'string':
      // Half a character is no text: policies see what a server that reads UTF-8 will see.
      return typeof value === 'string' ? value.toWellFormed() : null;
    case 'bool':
      return typeof value === 'boolean' ? value : null;
    case 'long':
      // Beyond 2^53 the parser has rounded it, which changes no comparison with a number that a policy can hold.
      return typeof value === 'number' && Number.isInteger(value) ? longOf(BigInt(value)) : null;
    case 'decimal':
      return typeof value === 'number' ? convertDecimal(value) : null;
    default:
      return kind;
  }
}

function convertDecimal(value: number): Value | null {
  const text = String(value);
  return parseDecimal(/^-?\d+$/.test(text) ? `${text}.0` : text);
}

function unlike(path: string, expected: string): EvaluationFault {
  return new EvaluationFault('type', `${path} is no ${expected}`);
}
