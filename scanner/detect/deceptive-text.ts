import { looksLike } from './look-alikes.ts';

/** One way in which a text shows something else than it holds. `character` is the first one at fault. */
export interface Deception {
  readonly kind:
    | 'control'
    | 'terminal-escape'
    | 'bidi'
    | 'invisible'
    | 'tag'
    | 'mixed-scripts'
    | 'styled-letters'
    | 'broken';
  readonly character: string;
}

const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
/** Scripts whose spelling needs joiners. */
const JOINS =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
const EMOJI_END = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{FE0F}\u{E007F}]/u;
const BIDI_ORDER = /[\u202A-\u202E\u2066-\u2069]/;
const BIDI_MARK = /[\u200E\u200F\u061C]/;
const INVISIBLE =
  /[\u00AD\u115F\u1160\u180E\u200B\u2060-\u2064\u206A-\u206F\u2800\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{1D173}-\u{1D17A}]|\u034F|\u17B4|\u17B5/u;
/** England, Scotland and Wales: the only flags in use that are spelled with tag characters. */
const TAG_FLAGS =
  /\u{1F3F4}(?:\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073}))\u{E007F}/gu;

/**
 * Finds what makes a short text (a name, a title) look like another: controls, reordering, invisible characters, letters of another alphabet.
 * Emoji sequences, Arabic, Hebrew, Persian, Indic joiners and CJK in their honest use are left alone.
 *
 * @returns at most one of each kind, the first in the text; letters come last
 */
export function deceptionsIn(text: string): readonly Deception[] {
  if (/^[\x20-\x7E]*$/.test(text)) {
    return [];
  }
  const characters = Array.from(text.replaceAll(TAG_FLAGS, '\u{1F3F4}'));
  const hasRightToLeft = RTL.test(text);
  const firsts = new Map<Deception['kind'], string>();
  for (const [index, character] of characters.entries()) {
    const kind = judge(character, characters[index - 1] ?? '', characters[index + 1] ?? '', hasRightToLeft);
    if (kind !== null && !firsts.has(kind)) {
      firsts.set(kind, character);
    }
  }
  for (const { kind, character } of mixedWords(text)) {
    firsts.set(kind, firsts.get(kind) ?? character);
  }
  return Array.from(firsts, ([kind, character]) => ({ kind, character }));
}

function judge(character: string, before: string, after: string, hasRightToLeft: boolean): Deception['kind'] | null {
  if (character === '\u001B' || character === '\u009B') {
    return 'terminal-escape';
  }
  if (/[\p{Cc}\u2028\u2029]/u.test(character)) {
    return 'control';
  }
  if (/\p{Cs}/u.test(character)) {
    return 'broken';
  }
  if (BIDI_ORDER.test(character) || (BIDI_MARK.test(character) && !hasRightToLeft)) {
    return 'bidi';
  }
  if (/[\u{E0000}-\u{E007F}]/u.test(character)) {
    return 'tag';
  }
  return isHidden(character, before, after) ? 'invisible' : null;
}

function isHidden(character: string, before: string, after: string): boolean {
  if (character === '\u200D') {
    return !(JOINS.test(before) || (EMOJI_END.test(before) && /\p{Extended_Pictographic}/u.test(after)));
  }
  if (character === '\u200C') {
    return !(JOINS.test(before) && JOINS.test(after));
  }
  if (/[\uFE0E\uFE0F]/.test(character)) {
    return !(
      /\p{Extended_Pictographic}|\p{Emoji_Modifier}/u.test(before) ||
      (/[\d#*]/.test(before) && after === '\u20E3')
    );
  }
  if (/[\uFE00-\uFE0D\u{E0100}-\u{E01EF}]/u.test(character)) {
    return !/[\p{Script=Han}\p{Script=Myanmar}\p{Sm}]/u.test(before);
  }
  return INVISIBLE.test(character);
}

/** Words that mix plain Latin letters with letters of another alphabet that pass for Latin ones, or with styled forms. */
function mixedWords(text: string): readonly Deception[] {
  return text.split(/[^\p{L}\p{M}\p{N}]+/u).flatMap((word): readonly Deception[] => {
    const letters = Array.from(word);
    const styled = letters.find((letter) => /[\u{1D400}-\u{1D7FF}]/u.test(letter));
    if (styled !== undefined) {
      return [{ kind: 'styled-letters', character: styled }];
    }
    if (!/[A-Za-z]/.test(word)) {
      return [];
    }
    const foreign = letters.find((letter) => looksLike(letter) !== null && !isAccented(letter));
    if (foreign !== undefined) {
      return [{ kind: 'mixed-scripts', character: foreign }];
    }
    const wide = letters.find((letter) => /[\uFF21-\uFF3A\uFF41-\uFF5A]/.test(letter));
    return wide === undefined ? [] : [{ kind: 'styled-letters', character: wide }];
  });
}

/** The dotless ı is a letter of Turkish like any other. */
function isAccented(letter: string): boolean {
  return letter === 'ı';
}
