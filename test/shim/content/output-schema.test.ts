import { describe, expect, it } from 'vitest';
import { fitsAt } from '../../../shim/content/output-schema.ts';
import { matchesPattern } from '../../../shim/content/schema-patterns.ts';

const placeholder = '‹redacted:secret›';
const fits = (schema: unknown, keys: readonly string[], text = placeholder): boolean =>
  fitsAt(schema, keys, matchesPattern)(text);
const at = (key: object): object => ({ type: 'object', properties: { key } });

const closed = (properties: object): object => ({ type: 'object', properties, additionalProperties: false });
const kinds = (...all: readonly object[]): object => at({ type: 'array', items: { anyOf: all } });

describe('whether a string may become another one', () => {
  it.each([
    ['no schema at all', undefined, ['key']],
    ['a plain string', at({ type: 'string' }), ['key']],
    ['a key that the schema does not name', at({ type: 'string' }), ['other']],
    ['an item', at({ type: 'array', items: { type: 'string' } }), ['key', '3']],
    ['a value of any name', { additionalProperties: { type: 'string' } }, ['x']],
    ['a reference', { $defs: { a: { type: 'string' } }, properties: { key: { $ref: '#/$defs/a' } } }, ['key']],
    ['one of several', at({ anyOf: [{ type: 'string' }, { type: 'null' }] }), ['key']],
    ['a list that may hold equals', at({ type: 'array', uniqueItems: false, items: { type: 'string' } }), ['key', '0']],
    ['exactly one of text and nothing', at({ oneOf: [{ type: 'string' }, { type: 'null' }] }), ['key']],
    ['one of several kinds of object', kinds(closed({ kind: { const: 'a' }, v: { type: 'string' } }), closed({ kind: { const: 'b' } })), ['key', '0', 'v']],
    ['exactly one of several kinds', { $defs: { b: closed({}) }, ...at({ oneOf: [closed({ v: { type: 'string' } }), { $ref: '#/$defs/b' }] }) }, ['key', 'v']],
    ['no other keys', { ...at({ type: 'string' }), unevaluatedProperties: false }, ['key']],
    ['a pattern that it matches', at({ type: 'string', pattern: '^‹' }), ['key']],
    ['a length that it has', at({ type: 'string', maxLength: 40 }), ['key']],
  ])('is yes for %s', (_, schema, keys) => {
    expect(fits(schema, keys)).toBe(true);
  }); // prettier-ignore

  it.each([
    ['a fixed value', at({ const: 'a' }), ['key']],
    ['a pattern that it does not match', at({ type: 'string', pattern: '^[a-z]+$' }), ['key']],
    ['a pattern that we can not try', at({ type: 'string', pattern: '(?<=a)b' }), ['key']],
    ['a length that it has not', at({ type: 'string', maxLength: 5 }), ['key']],
    ['a format', at({ type: 'string', format: 'date-time' }), ['key']],
    ['a constraint behind a reference', { $defs: { a: { enum: ['a'] } }, properties: { key: { $ref: '#/$defs/a' } } }, ['key']],
    ['a constraint in all of several', at({ allOf: [{ type: 'string' }, { maxLength: 3 }] }), ['key']],
    ['a reference elsewhere', at({ $ref: 'https://example.com/schema' }), ['key']],
    ['a reference that is no text', at({ $ref: '#/%' }), ['key']],
    ['a reference to itself', at({ $ref: '#/properties/key' }), ['key']],
    ['a condition', { ...at({ type: 'string' }), if: { required: ['b'] }, else: { maxProperties: 1 } }, ['key']],
    ['a condition on the string', at({ type: 'string', if: { pattern: '^x' }, else: { maxLength: 3 } }), ['key']],
    ['a schema that hangs on a key', { ...at({ type: 'string' }), dependentSchemas: { key: { required: ['b'] } } }, ['key']],
    ['a reference that is looked up later', at({ $dynamicRef: '#t' }), ['key']],
    ['a list that must hold something', at({ type: 'array', contains: { pattern: '^g' } }), ['key', '0']],
    ['a list without equals', at({ type: 'array', uniqueItems: true, items: { type: 'string' } }), ['key', '0']],
    ['one of two kinds of text', at({ oneOf: [{ type: 'string', minLength: 3 }, { type: 'string', pattern: 'r' }] }), ['key']],
    ['a kind of object that has it and bounds it', kinds(closed({ v: { type: 'string' } }), closed({ v: { maxLength: 3 } })), ['key', '0', 'v']],
    ['a key that all of several must allow', at({ allOf: [{ properties: { v: { type: 'string' } } }, closed({})] }), ['key', 'v']],
    ['a fixed object', { const: { key: 'a' } }, ['key']],
    ['what no other word has judged', { unevaluatedProperties: { maxLength: 3 } }, ['key']],
    ['keys by patterns', { patternProperties: { '^k': { maxLength: 1 } } }, ['key']],
  ])('is no for %s', (_, schema, keys) => {
    expect(fits(schema, keys)).toBe(false);
  }); // prettier-ignore

  it.each([['uuid'], ['email'], ['uri']])('is yes for a mask of the same shape where the format is %s', (format) => {
    expect(fits(at({ type: 'string', format }), ['key'], 'aaaa@aa.aa')).toBe(true);
  });

  it('is told in linear time, whatever the pattern', () => {
    expect(fits(at({ type: 'string', pattern: '^(\\w|\\w)*$' }), ['key'], `${'a'.repeat(5000)}!`)).toBe(false);
  });
});
