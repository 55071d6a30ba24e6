import { describe, expect, it } from 'vitest';
import { EvaluationFault } from '../../../policy/cedar/fault.ts';
import { keyOf, recordOf, setOf } from '../../../policy/cedar/value.ts';
import type { Value } from '../../../policy/cedar/value.ts';
import { convertInput } from '../../../policy/decide/input.ts';
import type { ArgumentFields } from '../../../policy/schema/argument-types.ts';

const fields: ArgumentFields = new Map([
  ['text', { kind: 'string' }],
  ['count', { kind: 'long' }],
  ['amount', { kind: 'decimal' }],
  ['on', { kind: 'bool' }],
  ['ids', { kind: 'set', of: { kind: 'long' } }],
  [
    'filter',
    {
      kind: 'record',
      fields: new Map([
        ['column', { kind: 'string' }],
        ['__entity', { kind: 'string' }],
        ['__proto__', { kind: 'bool' }],
      ]),
    },
  ],
]);
const decimal = (tenThousandths: number): Value => ({ kind: 'decimal', tenThousandths });
const deep = JSON.parse(`${'{"filter":'.repeat(5000)}{}${'}'.repeat(5000)}`) as unknown;

describe('arguments become values of their declared types', () => {
  it.each<readonly [string, unknown, Readonly<Record<string, Value>>]>([
    ['a null is left out', { text: null, ids: [1, null, 2] }, { ids: setOf([1, 2]) }],
    ['no arguments at all', undefined, {}],
    ['undeclared arguments are not seen', { other: 1, text: 'a' }, { text: 'a' }],
    ['1.0 is 1', JSON.parse('{"count":1.0}'), { count: 1 }],
    ['-0 is 0', JSON.parse('{"count":-0.0}'), { count: 0 }],
    ['a number beyond 53 bits', JSON.parse('{"count":9007199254740993}'), { count: 9007199254740992n }],
    ['a fraction', { amount: -1.2345 }, { amount: decimal(-12_345) }],
    ['a whole amount', { amount: 5 }, { amount: decimal(50_000) }],
    ['half a character', { text: 'a\uD800b' }, { text: 'a\uFFFDb' }],
    [
      'a forged entity is a field like any other',
      { filter: { __entity: 'MCP::Person::"root"' } },
      { filter: recordOf({ __entity: 'MCP::Person::"root"' }) },
    ],
    [
      'a key called __proto__',
      JSON.parse('{"filter":{"__proto__":true}}'),
      { filter: { kind: 'record', fields: new Map([['__proto__', true]]) } },
    ],
    ['what only the prototype offers', Object.create({ text: 'inherited' }), {}],
    ['nesting beyond what is declared', deep, { filter: recordOf({}) }],
  ])('%s', (_, input, expected) => {
    expect(keyOf(convertInput(fields, input))).toBe(keyOf(recordOf(expected)));
  });
});

describe('arguments of another type', () => {
  it.each<readonly [string, unknown]>([
    ['a list for a text', { text: ['a'] }],
    ['a number for a text', { text: 1 }],
    ['a text for a number', { count: '1' }],
    ['a fraction for a whole number', { count: 1.5 }],
    ['a number beyond 64 bits', { count: 1e19 }],
    ['a number without end', JSON.parse('{"count":1e999}')],
    ['more digits than a decimal holds', { amount: 0.123_45 }],
    ['a tiny amount', { amount: 1e-7 }],
    ['a text for a switch', { on: 'true' }],
    ['one for a list', { ids: 1 }],
    ['a forged extension value for a text', { text: { __extn: { fn: 'ip', arg: '10.0.0.1' } } }],
    ['a list for a record', { filter: [] }],
    ['a list for all arguments', []],
    ['a list beyond measure', { ids: Array.from({ length: 10_001 }, () => 1) }],
  ])('are a fault that names the argument: %s', (_, input) => {
    expect(() => convertInput(fields, input)).toThrow(EvaluationFault);
  });

  it('are never quoted', () => {
    expect(() => convertInput(fields, { text: { secret: 'hunter2' } })).toThrow(/^arguments\.text is no string$/);
  });
});
