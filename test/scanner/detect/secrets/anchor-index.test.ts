import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeAnchorIndex } from '../../../../scanner/detect/secrets/anchor-index.ts';

function found(words: readonly string[], text: string): string[] {
  const places: string[] = [];
  makeAnchorIndex(words).scan(text, (word, at) => places.push(`${words[word] ?? ''}@${at}`));
  return places;
}

describe('a search for many words at once', () => {
  it.each([
    ['in any letter case', ['ghp_'], 'x GHP_ ghp_', ['ghp_@2', 'ghp_@7']],
    ['that overlap', ['abc', 'bcd'], 'abcd', ['abc@0', 'bcd@1']],
    ['that begin alike', ['sk-', 'sk-ant-'], 'sk-ant-', ['sk-@0', 'sk-ant-@0']],
    ['at the very end, whole only', ['token', 'tokens'], 'my token', ['token@3']],
    ['among characters that are not ASCII', ['://'], 'ключ://日本', ['://@4']],
  ])('finds words %s', (_, words, text, expected) => {
    expect(found(words, text)).toEqual(expected);
  });

  it('finds what a plain search finds', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '-', 'é', '🔑'), maxLength: 60 });
    const words = fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 3, maxLength: 5 }), {
      maxLength: 6,
    });

    fc.assert(
      fc.property(words, text, (sought, body) => {
        const plain = sought.flatMap((word) =>
          [...body.toLowerCase().matchAll(new RegExp(`(?=${word})`, 'g'))].map((match) => `${word}@${match.index}`),
        );

        expect(found(sought, body).toSorted()).toEqual(plain.toSorted());
      }),
      { seed: 20_261_120 },
    );
  });

  it.each(['ab', 'schlüssel'])('refuses a word it can not look for: %s', (word) => {
    expect(() => makeAnchorIndex([word])).toThrow(RangeError);
  });
});
