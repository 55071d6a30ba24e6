import { assert, constantFrom, property, string, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeWordIndex } from '../../../../scanner/detect/content/word-index.ts';

function places(words: readonly string[], text: string): readonly string[] {
  const found: string[] = [];
  makeWordIndex(words).scan(text, (word, at) => found.push(`${words[word]} at ${at}`));
  return found;
}

describe('a search for many words', () => {
  it('finds what a search for each word finds', () => {
    const word = string({ unit: constantFrom('a', 'b', ' ', 'é'), minLength: 4, maxLength: 6 });
    const words = uniqueArray(
      word.filter((text) => !text.includes('é')),
      { minLength: 1, maxLength: 5 },
    );
    const text = string({ unit: constantFrom('a', 'b', 'A', ' ', 'é', '\u0161'), maxLength: 60 });

    assert(
      property(words, text, (wanted, haystack) => {
        const expected = wanted.flatMap((one) =>
          Array.from({ length: haystack.length }, (_, at) => at)
            .filter((at) => haystack.slice(at, at + one.length).toLowerCase() === one)
            .map((at) => `${one} at ${at}`),
        );
        expect(places(wanted, haystack).toSorted()).toEqual(expected.toSorted());
      }),
    );
  });

  it('ignores letter case', () => {
    expect(places(['ignore'], 'please IGNORE it')).toEqual(['ignore at 7']);
  });

  it.each(['abc', 'naïve'])('refuses a word it could miss: %s', (word) => {
    expect(() => makeWordIndex([word])).toThrow(RangeError);
  });
});
