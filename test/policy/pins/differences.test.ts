import { describe, expect, it } from 'vitest';
import { differences } from '../../../policy/pins/differences.ts';

const base = {
  name: 'a',
  description: 'Reads.',
  inputSchema: { type: 'object', properties: { path: { type: 'string', description: 'Where.' } } },
  annotations: { readOnlyHint: false },
};

describe('what changed in a tool', () => {
  it.each([
    ['its description', { ...base, description: 'Writes.' }, '/description', 'text'],
    ['a description in its schema', { ...base, inputSchema: { ...base.inputSchema, properties: { path: { type: 'string', description: 'Anywhere.' } } } }, '/inputSchema/properties/path/description', 'text'],
    ['its schema', { ...base, inputSchema: { ...base.inputSchema, properties: { path: { type: 'number', description: 'Where.' } } } }, '/inputSchema/properties/path/type', 'schema'],
    ['a parameter that came', { ...base, inputSchema: { ...base.inputSchema, properties: { ...base.inputSchema.properties, note: {} } } }, '/inputSchema/properties/note', 'schema'],
    ['a claim to be read-only', { ...base, annotations: { readOnlyHint: true } }, '/annotations/readOnlyHint', 'laxer'],
    ['a claim not to destroy', { ...base, annotations: { readOnlyHint: false, destructiveHint: false } }, '/annotations/destructiveHint', 'laxer'],
    ['a claim to destroy, which says no more than silence', { ...base, annotations: { readOnlyHint: false, destructiveHint: true } }, '/annotations/destructiveHint', 'annotation'],
    ['its icons', { ...base, icons: [{ src: 'x' }] }, '/icons', 'meta'],
    ['its _meta', { ...base, _meta: { a: 1 } }, '/_meta', 'meta'],
    ['something else', { ...base, execution: 'later' }, '/execution', 'other'],
  ])('is told with its place and meaning: %s', (_, now, pointer, meaning) => {
    expect(differences(base, now)).toMatchObject([{ pointer, meaning }]);
  }); // prettier-ignore

  it('is a stricter claim when a lax one is taken back', () => {
    expect(differences({ annotations: { readOnlyHint: true } }, { annotations: {} })).toEqual([
      { pointer: '/annotations/readOnlyHint', meaning: 'stricter', before: true, after: undefined },
    ]);
  });

  it('is nothing when only the order of keys is another', () => {
    const { name, ...rest } = base;

    expect(differences(base, { ...rest, name })).toEqual([]);
  });
});
