import { describe, expect, it } from 'vitest';
import { deceptionsIn } from '../../../scanner/detect/deceptive-text.ts';

describe('a text that shows something else than it holds', () => {
  it.each([
    ['a line break', 'git\nhub', 'control'],
    ['a NUL', 'github\u0000', 'control'],
    ['a terminal command', 'x\u001B[2Jgithub', 'terminal-escape'],
    ['an 8-bit terminal command', 'x\u009B2J', 'terminal-escape'],
    ['an override of direction', 'git\u202Ebuh', 'bidi'],
    ['an isolate', '\u2066github\u2069', 'bidi'],
    ['a direction mark without such letters', 'git\u200Fhub', 'bidi'],
    ['a zero-width space', 'git\u200Bhub', 'invisible'],
    ['a byte-order mark', '\uFEFFgithub', 'invisible'],
    ['a soft hyphen', 'git\u00ADhub', 'invisible'],
    ['a joiner between Latin letters', 'git\u200Dhub', 'invisible'],
    ['a non-joiner between Latin letters', 'git\u200Chub', 'invisible'],
    ['a variation selector after a letter', 'g\u{E0101}ithub', 'invisible'],
    ['an emoji selector after a letter', 'github\uFE0F', 'invisible'],
    ['tag characters', 'github\u{E0068}\u{E0069}', 'tag'],
    ['hidden text behind a flag', '\u{1F3F4}\u{E0068}\u{E0069}\u{E007F}', 'tag'],
    ['a Cyrillic letter in a Latin word', 'g\u0456thub', 'mixed-scripts'],
    ['a Greek letter in a Latin word', 'n\u03BFtion', 'mixed-scripts'],
    ['mathematical letters', '\u{1D420}ithub', 'styled-letters'],
    ['full-width letters in a word', 'git\uFF48ub', 'styled-letters'],
    ['half a character', 'github\uD800', 'broken'],
  ])('is seen: %s', (_, text, kind) => {
    expect(deceptionsIn(text).map((found) => found.kind)).toEqual([kind]);
  });

  it('is told once a kind', () => {
    expect(deceptionsIn('a\u200Bb\u200Bc\u202E').map(({ kind }) => kind)).toEqual(['invisible', 'bidi']);
  });
});

describe('an honest text', () => {
  it.each([
    ['plain', 'github'],
    ['accents', 'Café Zürich naïve'],
    ['Turkish', 'ısı-ölçer'],
    ['emoji', 'deploy 🚀'],
    ['a family', '👨\u200D👩\u200D👧\u200D👦 home'],
    ['a profession with a skin tone', '👩🏽\u200D💻'],
    ['a flag of tags', '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F} scotland'],
    ['the rainbow flag', '🏳\uFE0F\u200D🌈'],
    ['a keycap', '1\uFE0F\u20E3 first'],
    ['Arabic', 'خادم الملفات'],
    ['Arabic with a mark', 'خادم\u200F (mcp)'],
    ['Persian with a non-joiner', 'می\u200Cخواهم'],
    ['Hebrew', 'שרת קבצים'],
    ['Hindi with a joiner', 'क्\u200Dष'],
    ['Chinese', '文件服务器'],
    ['Japanese with full-width letters alone', 'ＭＣＰ サーバー'],
    ['Russian', 'почта'],
    ['Russian beside Latin', 'почта-mail'],
    ['Greek beside Latin', 'α-β test'],
    ['a unit with a Greek letter that passes for none', 'Δt λx'],
  ])('is left alone: %s', (_, text) => {
    expect(deceptionsIn(text)).toEqual([]);
  });
});
