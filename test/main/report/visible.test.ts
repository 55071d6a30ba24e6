import { describe, expect, it } from 'vitest';
import { visible } from '../../../main/contract/visible.ts';
import { asciiJson, asciiText } from '../../../main/report/ascii.ts';

describe('text that would make a screen lie', () => {
  it.each([
    ['a terminal escape', '\u001b[2Jx', String.raw`\u001b[2Jx`],
    ['a C1 control', 'a\u009bb', String.raw`a\u009bb`],
    ['a line end', 'a\nb', String.raw`a\u000ab`],
    ['a carriage return and a tab', '\r\t', String.raw`\u000d\u0009`],
    ['a right-to-left override', 'gpj\u202eexe', String.raw`gpj\u202eexe`],
    ['a bidi isolate', '\u2066x\u2069', String.raw`\u2066x\u2069`],
    ['a zero-width space', 'git\u200bhub', String.raw`git\u200bhub`],
    ['a zero-width joiner between Latin letters', 'git\u200dhub', String.raw`git\u200dhub`],
    ['a tag character', 'x\u{e0041}', String.raw`x\u{e0041}`],
    ['a variation selector after a letter', 'a\ufe0f', String.raw`a\ufe0f`],
    ['a supplementary variation selector', 'a\u{e0101}', String.raw`a\u{e0101}`],
    ['a line separator', 'a\u2028b', String.raw`a\u2028b`],
    ['a soft hyphen', 'a\u00adb', String.raw`a\u00adb`],
    ['a byte-order mark', '\ufeffa', String.raw`\ufeffa`],
    ['a Hangul filler', 'a\u3164b', String.raw`a\u3164b`],
    ['a lone surrogate', 'a\ud800b', String.raw`a\ud800b`],
    ['a private-use character', '\ue000', String.raw`\ue000`],
    ['a fifth mark on one letter', `e${'\u0301'.repeat(5)}`, `e${'\u0301'.repeat(4)}${String.raw`\u0301`}`],
  ])('shows %s as an escape', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it.each([
    ['German', 'Köln'],
    ['decomposed accents', 'Ko\u0308ln'],
    ['Japanese', '天気予報'],
    ['Hebrew', 'שלום'],
    ['Persian with its joiner', 'می\u200cخواهم'],
    ['Hindi with its joiner', 'क्\u200dष'],
    ['emoji', '🌍 ☁️'],
    ['an emoji family', '👩\u200d👩\u200d👧'],
    ['an emoji with skin tone', '👩🏽\u200d💻'],
    ['a flag', '🇩🇪'],
    ['a Windows path', String.raw`C:\Users\x`],
  ])('leaves %s alone', (_, text) => {
    expect(visible(text)).toBe(text);
  });
});

describe('text for a collector that promises only ASCII', () => {
  it('shows everything else as an escape', () => {
    expect(asciiText('Köln 🌍\u001b')).toBe(String.raw`K\u00f6ln \u{1f30d}\u001b`);
  });

  it('gives JSON that parses to the same value', () => {
    const value = { 'Köln 🌍': '\u007f\u2028\ud800' };

    const json = asciiJson(JSON.stringify(value));

    expect(json).toMatch(/^[\x20-\x7e]*$/);
    expect(JSON.parse(json)).toEqual(value);
  });
});
