import { looksLike } from '../../look-alikes.ts';
import type { Evidence, Span, Surface } from '../content-finding.ts';
import { plainSpelling } from '../plain-spelling.ts';

const most = 20;

/**
 * Finds words of Latin letters with letters of another alphabet among them, and sentences in wide or styled letters.
 * Words wholly of one alphabet, units and symbols (`µs`, `kΩ`, `β-carotene`) are left alone.
 */
export function findLookAlikeLetters(text: string, surface: Surface): readonly Evidence[] {
  const found: Evidence[] = [];
  let past = 0;
  for (const match of text.matchAll(/[\u0370-\u058F\u13A0-\u13FF\u1D00-\u1D7F\u2170-\u217F\uA4D0-\uA4FF]/g)) {
    if (match.index < past || found.length >= most) {
      continue;
    }
    const span = wordAround(text, match.index);
    past = span.end;
    const word = text.slice(span.start, span.end);
    if (isDisguised(word) && !isSlip(text, span) && !isPhonetic(text, span)) {
      found.push({
        rule: 'look-alike-letters',
        tier: 'hard',
        severity: 'medium',
        confidence: 'likely',
        span,
        revealed: plainSpelling(word).text,
      });
    }
  }
  const styled = findStyled(text, surface);
  return styled === null ? found : [...found, styled];
}

const longestWord = 64;

/** The word around a letter, with letters of any script that has look-alikes. */
function wordAround(text: string, at: number): Span {
  let start = at;
  while (start > Math.max(0, at - longestWord) && inWord.test(text[start - 1] ?? '')) {
    start -= 1;
  }
  // The letter of a written-out line end is no part of the word: JSON is full of them.
  if (start < at && text[start - 1] === '\\' && /[nrtbf]/.test(text[start] ?? '')) {
    start += 1;
  }
  let end = at + 1;
  while (end < Math.min(text.length, at + longestWord) && inWord.test(text[end] ?? '')) {
    end += 1;
  }
  return { start, end };
}

/** A name of several words, `url_адреса`, is judged a word at a time. */
const inWord = /[A-Za-z0-9\u0370-\u058F\u13A0-\u13FF\u1D00-\u1D7F\u2170-\u217F\uA4D0-\uA4FF\uA730-\uA7FF]/;

function isDisguised(word: string): boolean {
  const letters = Array.from(word).filter((letter) => /\p{L}/u.test(letter));
  const latin = letters.filter((letter) => /[A-Za-z]/.test(letter)).length;
  const foreign = letters.filter((letter) => letter > '\u024F' && looksLike(letter) !== null);
  if (
    latin === 0 ||
    foreign.length === 0 ||
    letters.length < 3 ||
    letters.some((letter) => letter > '\u024F' && looksLike(letter) === null)
  ) {
    return false;
  }
  // Greek stands in formulas and names of substances: one such letter at an end of a word says nothing.
  const isGreek = foreign.every((letter) => /\p{Script=Greek}/u.test(letter));
  return (
    !isGreek ||
    (!/^[A-Z]+[\u03B1-\u03C9][A-Z\d]*$/u.test(word) &&
      (foreign.length > 1 || /[A-Za-z][\u0370-\u03FF][A-Za-z]/u.test(word)))
  );
}

/** A Latin letter from the other keyboard in a Russian or Bulgarian word, beside words of that script: nothing Latin is disguised there. */
function isSlip(text: string, { start, end }: Span): boolean {
  const word = text.slice(start, end);
  const latin = word.match(/[A-Za-z]/g)?.length ?? 0;
  const cyrillic = word.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  return (
    latin <= 1 &&
    cyrillic >= 3 &&
    (/\p{Script=Cyrillic}{2,}[^\p{L}\n]{1,3}$/u.test(text.slice(Math.max(0, start - 24), start)) ||
      /^[^\p{L}\n]{1,3}\p{Script=Cyrillic}{2,}/u.test(text.slice(end, end + 24)))
  );
}

/** Greek letters are at home among the letters of phonetic script. */
function isPhonetic(text: string, { start, end }: Span): boolean {
  return /[\u0250-\u02FF]/.test(text.slice(Math.max(0, start - 2), start) + text.slice(end, end + 2));
}

/** Latin sentences in full-width or mathematical letters; beside Chinese, Japanese and Korean wide letters are at home. */
function findStyled(text: string, surface: Surface): Evidence | null {
  const match = /(?:[\uFF21-\uFF3A\uFF41-\uFF5A\u{1D400}-\u{1D7FF}][\s\uFF0C\uFF0E\uFF3F\uFF20-]{0,3}){8,}/u.exec(text);
  if (match === null || /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text)) {
    return null;
  }
  return {
    rule: 'look-alike-letters',
    tier: surface === 'result' ? 'soft' : 'hard',
    severity: 'medium',
    confidence: 'likely',
    span: { start: match.index, end: match.index + match[0].length },
    revealed: match[0].slice(0, 300).normalize('NFKC'),
  };
}
