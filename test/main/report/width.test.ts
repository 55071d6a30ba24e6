import { describe, expect, it } from 'vitest';
import { displayWidth, fit, wrap } from '../../../main/report/width.ts';

describe('the width of a text on a terminal', () => {
  it.each([
    ['plain', 5],
    ['Köln', 4],
    ['Ko\u0308ln', 4],
    ['天気', 4],
    ['ﾃｽﾄ', 3],
    ['ＡＢ', 4],
    ['한국', 4],
    ['🌍', 2],
    ['☁️', 2],
    ['👩\u200d👩\u200d👧', 2],
    ['🇩🇪', 2],
    ['…', 1],
  ])('%s takes %i cells', (text, cells) => {
    expect(displayWidth(text)).toBe(cells);
  });
});

describe('a text that does not fit', () => {
  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'abcd…'],
    ['天気予報', 7, '天気予…'],
    ['天気予報', 6, '天気…'],
  ])('%s in %i cells is cut to %s', (text, width, cut) => {
    expect(fit(text, width)).toBe(cut);
  });

  it('breaks at spaces, and inside a word only where the word is longer than a line', () => {
    expect(wrap('one two three-four-five six', 9, 9)).toEqual(['one two', 'three-fou', 'r-five', 'six']);
  });

  it('breaks wide characters by their cells', () => {
    expect(wrap('天気予報天気', 5, 9)).toEqual(['天気', '予報', '天気']);
  });

  it('marks what it leaves out after the last line', () => {
    expect(wrap('one two three four', 9, 2)).toEqual(['one two', 'three fo…']);
  });

  it('always moves on, even where a character is wider than the line', () => {
    expect(wrap('天気', 1, 9)).toEqual(['天', '気']);
  });
});
