import { describe, expect, it } from 'vitest';
import { plainWords } from '../../../scanner/identity/plain-words.ts';

describe('a shell text', () => {
  it.each([
    ['npx -y a', ['npx', '-y', 'a']],
    ['  npx   a@1.0.0  ', ['npx', 'a@1.0.0']],
    [`server 'two words' "and more"`, ['server', 'two words', 'and more']],
    [`--name='x y'`, ['--name=x y']],
    ['A=1 npx a', ['A=1', 'npx', 'a']],
  ])('%j is plain words', (text, words) => {
    expect(plainWords(text)).toEqual(words);
  });

  it.each([
    '',
    `${'a'.repeat(60)};`,
    ' ',
    'a;b',
    'a|b',
    'a&',
    'a>b',
    'a $B',
    'a "$B"',
    'a `b`',
    'a *',
    'a ?',
    'a [b]',
    'a {b,c}',
    'a \\b',
    'a ~',
    'a #b',
    "a 'b",
    'a\nb',
    'a (b)',
    'a !b',
  ])('%j is not', (text) => {
    expect(plainWords(text)).toBeNull();
  });
});
