import { describe, expect, it } from 'vitest';
import { entitiesOf, HierarchyFault } from '../../../policy/cedar/entities.ts';
import { entityRef } from '../../../policy/cedar/value.ts';

const [a, b, c] = [entityRef('G', 'a'), entityRef('G', 'b'), entityRef('G', 'c')];
const group = (ref: typeof a, ...parents: readonly (typeof a)[]) => ({
  ref,
  parents,
  attributes: new Map(),
  tags: new Map(),
});

const chain = Array.from({ length: 5000 }, (_, at) => group(entityRef('G', `${at}`), entityRef('G', `${at + 1}`)));

describe('a hierarchy of groups', () => {
  it('reaches over any number of parents, those that nobody described included', () => {
    const entities = entitiesOf([group(a, b), group(b, c)]);

    expect([entities.isIn(a, a), entities.isIn(a, c), entities.isIn(c, a)]).toEqual([true, true, false]);
  });

  it('keeps apart names that only look alike', () => {
    const entities = entitiesOf([group(entityRef('A', 'B::c'), a)]);

    expect(entities.isIn(entityRef('A::B', 'c'), a)).toBe(false);
  });

  it('stands on a base that stays the same from request to request', () => {
    const entities = entitiesOf([group(a, b)], entitiesOf([group(b, c)]));

    expect([entities.isIn(a, c), entities.isIn(b, c), entities.isIn(c, b)]).toEqual([true, true, false]);
    expect(() => entitiesOf([group(b)], entities)).toThrow(HierarchyFault);
  });

  it.each([
    ['a chain beyond measure', chain],
    ['a cycle', [group(a, b), group(b, c), group(c, a)]],
    ['a group in itself', [group(a, a)]],
    ['an entity that stands twice', [group(a), group(a, b)]],
  ])('is refused with %s', (_, list) => {
    expect(() => entitiesOf(list)).toThrow(HierarchyFault);
  });
});
