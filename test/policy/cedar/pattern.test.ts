import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../policy/cedar/pattern.ts';

const twoLetters = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom('a', 'b'), { minLength, maxLength }).map((letters) => letters.join(''));

describe('a pattern with a long piece between wildcards', () => {
  it('is found where a plain search finds it', () => {
    fc.assert(
      fc.property(twoLetters(65, 90), twoLetters(0, 300), twoLetters(0, 40), (piece, before, after) => {
        const like = compilePattern(['wildcard', { literal: piece }, 'wildcard']);
        const almost = `${before}${piece.slice(0, -1)}${after}`;

        expect(like(`${before}${piece}${after}`)).toBe(true);
        expect(like(almost)).toBe(almost.includes(piece));
      }),
    );
  });

  it('is found a second time only behind the first', () => {
    const piece = 'ab'.repeat(40);
    const twice = compilePattern(['wildcard', { literal: piece }, 'wildcard', { literal: piece }, 'wildcard']);

    expect(twice(piece + piece)).toBe(true);
    expect(twice(`${piece}ab`)).toBe(false);
  });
});
