import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance } from '../../../scanner/detect/edit-distance.ts';

describe('the distance of two words', () => {
  it.each([
    ['fetch', 'fetch', 0],
    ['fetch', 'fecth', 1],
    ['fetch', 'ftch', 1],
    ['fetch', 'fettch', 1],
    ['fetch', 'fatch', 1],
    ['fetch', 'etchf', 2],
    ['fetch', 'memory', 3],
  ])('from %s to %s is %d', (a, b, distance) => {
    expect(editDistance(a, b, 2)).toBe(distance);
  });

  it('is the same both ways and never more than one past the bound', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        const distance = editDistance(a, b, 2);

        expect(distance).toBe(editDistance(b, a, 2));
        expect(distance).toBeLessThanOrEqual(3);
        expect(distance === 0).toBe(a === b);
      }),
    );
  });
});
