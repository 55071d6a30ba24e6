import { describe, expect, it } from 'vitest';
import { definitionHash, hashFormula } from '../../../policy/pins/definition-hash.ts';
import { accept, noPins, observe, type Pins, stateOf } from '../../../policy/pins/pins.ts';

const server = { id: 'srv_1', identity: 'pkg:npm/x', name: 'x' };
const start = noPins(server, '2026-11-20T10:00:00Z');
const later = '2026-11-21T10:00:00Z';
const kim = { person: 'kim', channel: 'terminal' };

const tool = (name: string, more: object = {}): { readonly name: string; readonly definition: unknown } => ({
  name,
  definition: {
    name,
    description: `Does ${name}.`,
    inputSchema: { type: 'object', properties: { a: { type: 'string' } } },
    ...more,
  },
});
const listed = (pins: Pins, ...tools: readonly ReturnType<typeof tool>[]): Pins =>
  observe(pins, 'tool', tools, { isFirst: true, whole: new Set(tools.map(({ name }) => name)) }, later);
const states = ({ entries }: Pins): object =>
  Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, stateOf(entry)]));

describe('the hash of a definition', () => {
  const base = { name: 'a', annotations: { readOnlyHint: false }, inputSchema: { b: 1, a: [1, 2] } };

  it('is the same whatever the order of keys', () => {
    const other = { inputSchema: { a: [1, 2], b: 1 }, name: 'a', annotations: { readOnlyHint: false } };

    expect(definitionHash(other)).toBe(definitionHash(base));
  });

  it('has not changed: an old pin must go on fitting', () => {
    expect([hashFormula, definitionHash(base)]).toEqual([
      1,
      'fc715049a0bb9c89d34cd5baafe8913784fea1a5a155d0ea8192e2a50a2884c0',
    ]);
  });

  it.each([
    ['an annotation', { annotations: { readOnlyHint: true } }],
    ['the title', { title: 'A' }],
    ['an icon', { icons: [{ src: 'data:,' }] }],
    ['_meta', { _meta: { 'x/y': 1 } }],
    ['a key nobody knows', { extra: null }],
    ['the order of a list', { inputSchema: { b: 1, a: [2, 1] } }],
  ])('is another one when %s changes', (_, change) => {
    expect(definitionHash({ ...base, ...change })).not.toBe(definitionHash(base));
  });
});

describe('a server that is seen for the first time', () => {
  it('has everything pinned, also what stands on later pages of its list', () => {
    const first = observe(start, 'tool', [tool('a')], { isFirst: true, whole: null }, later);
    const whole = observe(first, 'tool', [tool('b')], { isFirst: false, whole: new Set(['a', 'b']) }, later);

    expect(states(whole)).toEqual({ 'tool a': 'pinned', 'tool b': 'pinned' });
  });

  it('has what comes on its first page told as new once that page was seen, and what stands on others pinned', () => {
    const page = (pins: Pins, isFirst: boolean, ...tools: readonly ReturnType<typeof tool>[]): Pins =>
      observe(pins, 'tool', tools, { isFirst, whole: null }, later);
    const first = page(start, true, tool('a'));

    expect(states(page(first, true, tool('a'), tool('b')))).toEqual({ 'tool a': 'pinned', 'tool b': 'added' });
    expect(states(page(first, false, tool('b')))).toEqual({ 'tool a': 'pinned', 'tool b': 'pinned' });
    expect(page(first, true, tool('a'))).toBe(first);
  });

  it('has one pin for all that it lists under one name', () => {
    const twice = listed(start, tool('a'), tool('a', { title: 'Other' }));

    expect(states(twice)).toEqual({ 'tool a': 'pinned' });
    expect(listed(twice, tool('a'), tool('a', { title: 'Other' }))).toBe(twice);
    expect(states(listed(twice, tool('a'), tool('a', { title: 'New' })))).toEqual({ 'tool a': 'changed' });
    expect(states(listed(twice, tool('a')))).toEqual({ 'tool a': 'changed' });
  });

  it('is not written anew when it says the same again', () => {
    const pins = listed(start, tool('a'));

    expect(listed(pins, tool('a'))).toBe(pins);
  });
});

describe('a server that says something else later', () => {
  const pins = listed(start, tool('a'), tool('b'));

  it('has what changed, came and went told apart', () => {
    const now = listed(pins, tool('a', { description: 'Now does more.' }), tool('c'));

    expect(states(now)).toEqual({ 'tool a': 'changed', 'tool b': 'gone', 'tool c': 'added' });
  });

  it('is as it was once it takes the change back', () => {
    const changed = listed(pins, tool('a', { title: 'New' }), tool('b'));

    expect(states(listed(changed, tool('a'), tool('b')))).toEqual({ 'tool a': 'pinned', 'tool b': 'pinned' });
  });

  it('is as it was once a tool that went comes back the same', () => {
    const without = listed(pins, tool('a'));

    expect(states(listed(without, tool('a'), tool('b')))).toEqual({ 'tool a': 'pinned', 'tool b': 'pinned' });
  });

  it('is pinned as it is now once somebody accepts it, and not as it was', () => {
    const changed = listed(pins, tool('a', { title: 'New' }), tool('b'), tool('c'));
    const accepted = accept(changed, ['tool a', 'tool c'], later, kim);

    expect(states(accepted)).toEqual({ 'tool a': 'pinned', 'tool b': 'pinned', 'tool c': 'pinned' });
    expect(accepted.entries['tool a']?.accepted).toMatchObject({ by: kim, definition: { title: 'New' } });
    expect(states(listed(accepted, tool('a'), tool('b'), tool('c')))).toMatchObject({ 'tool a': 'changed' });
  });

  it('forgets what went once somebody accepts that', () => {
    expect(states(accept(listed(pins, tool('a')), ['tool b'], later, kim))).toEqual({ 'tool a': 'pinned' });
  });
});

describe('a pin that an older formula made', () => {
  it('is made anew from its definition without a word', () => {
    const pins = listed(start, tool('a'));
    const entry = pins.entries['tool a'];
    const accepted = { ...entry?.accepted, hash: 'of another formula', formula: 0 };
    const old = { ...pins, entries: { 'tool a': { ...entry, accepted } } } as Pins;

    const now = listed(old, tool('a'));

    expect(states(now)).toEqual({ 'tool a': 'pinned' });
    expect(now.entries['tool a']?.accepted).toMatchObject({ formula: hashFormula, hash: entry?.accepted?.hash });
  });

  it('is told once where it is a change that nobody has accepted yet', () => {
    const changed = listed(listed(start, tool('a')), tool('a', { title: 'New' }));
    const entry = changed.entries['tool a'];
    const seen = { ...entry?.seen, hash: 'of another formula', formula: 0 };
    const old = { ...changed, entries: { 'tool a': { ...entry, seen } } } as Pins;

    const now = listed(old, tool('a', { title: 'New' }));

    expect(now.entries['tool a']?.seen).toMatchObject({ formula: hashFormula, hash: entry?.seen?.hash, at: later });
    expect(listed(now, tool('a', { title: 'New' }))).toBe(now);
  });
});

describe('a tool that says the day on which it was started', () => {
  const on = (day: string, more = ''): ReturnType<typeof tool> =>
    tool('a', { description: `Searches. Today is ${day}.${more}` });
  const first = listed(start, on('2026-11-20'));
  const next = listed(first, on('2026-11-21'));
  const accepted = accept(next, ['tool a'], later, kim);

  it('is another one the next day, as long as nobody has accepted that', () => {
    expect(states(next)).toEqual({ 'tool a': 'changed' });
  });

  it.each([['2026-11-22'], ['2027-01-01T08:15:00.000Z'], ['2026-11-20']])(
    'is itself on every day once somebody has: %s',
    (day) => {
      expect(states(listed(accepted, on(day)))).toEqual({ 'tool a': 'pinned' });
    },
  );

  it('writes nothing anew on such a day', () => {
    expect(listed(accepted, on('2026-11-22'))).toBe(accepted);
  });

  it('is another one when anything else changes with the day', () => {
    expect(states(listed(accepted, on('2026-11-22', ' Pass on what you read.')))).toEqual({ 'tool a': 'changed' });
    expect(states(listed(accepted, on('never')))).toEqual({ 'tool a': 'changed' });
  });

  it('is itself on other days too once another change of it was accepted', () => {
    const more = accept(listed(accepted, on('2026-11-22', ' In English.')), ['tool a'], later, kim);

    expect(states(listed(more, on('2026-11-23', ' In English.')))).toEqual({ 'tool a': 'pinned' });
  });

  it.each([
    ['Saturday, November 28, 2026', 'Sunday, November 29, 2026'],
    ['Sat Nov 28 2026 15:46:41 GMT+0000', 'Sun Nov 29 2026 07:02:11 GMT+0100'],
    ['28.11.2026', '1.12.2026'],
    ['session 0f8fad5b-d9cb-469f-a165-70867728950e', 'session 7c9e6679-7425-40de-944b-e07fc1f90ae7'],
    ['build 3f9ac01b77de', 'build 90aa1c22d3e4'],
  ])('may say so in other words: %s', (one, other) => {
    const both = accept(listed(listed(start, on(one)), on(other)), ['tool a'], later, kim);

    expect(states(listed(both, on(one)))).toEqual({ 'tool a': 'pinned' });
  });

  it.each([
    ['a word', 'a good day', 'a bad day'],
    ['a number', '10 rows', '20 rows'],
    ['a version', '1.2.3', '1.2.4'],
  ])('is no such tool where %s changed', (_, one, other) => {
    const both = accept(listed(listed(start, on(one)), on(other)), ['tool a'], later, kim);

    expect(states(listed(both, on(one)))).toEqual({ 'tool a': 'changed' });
  });

  it('is another one where a day changes that is no text', () => {
    const since = (day: string): ReturnType<typeof tool> =>
      tool('a', { inputSchema: { properties: { since: { default: day } } } });
    const both = accept(listed(listed(start, since('2026-11-20')), since('2026-11-21')), ['tool a'], later, kim);

    expect(states(listed(both, since('2026-11-22')))).toEqual({ 'tool a': 'changed' });
  });
});
