/* oxlint-disable no-misleading-character-class -- each of these characters is meant alone */
import { looksLike } from '../look-alikes.ts';

/** A text as it is meant to be read, with the way back to the places in the original. */
export interface PlainText {
  readonly text: string;
  /** The offset in the original of an offset here. */
  readonly origin: (offset: number) => number;
}

const unseen =
  /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0]/;

/**
 * Takes out what nobody sees and spells letters plainly: no accents, no wide or styled forms, no letters of other alphabets that
 * pass for Latin ones, no terminal commands. Letters of other scripts stay.
 */
export function plainSpelling(text: string): PlainText {
  const parts: string[] = [];
  const hereAt: number[] = [0];
  const thereAt: number[] = [0];
  let here = 0;
  let from = 0;
  for (const match of text.matchAll(oddities)) {
    const spelled = spell(match[0], isInLatinWord(text, match.index, match[0].length));
    if (spelled !== match[0]) {
      const kept = text.slice(from, match.index);
      parts.push(kept, spelled);
      here += kept.length;
      from = match.index + match[0].length;
      hereAt.push(here, here + spelled.length);
      thereAt.push(match.index, from);
      here += spelled.length;
    }
  }
  parts.push(text.slice(from));
  return { text: parts.join(''), origin: (offset) => originOf(offset, hereAt, thereAt) };
}

/** A run of text that is not ASCII, a terminal command, or another control. */
// oxlint-disable-next-line no-control-regex -- terminal commands are what is looked for
const oddities = /[^\u0000-\u007F]{1,64}|\u001B\[[0-9;:?]{0,24}[@-~]|[\u0008\u007F]/g;

/** A letter of another alphabet passes for a Latin one beside Latin letters; in a word of its own alphabet it is itself. */
function isInLatinWord(text: string, at: number, length: number): boolean {
  return /[A-Za-z]/.test(text[at - 1] ?? '') || /[A-Za-z]/.test(text[at + length] ?? '');
}

function spell(run: string, inLatinWord: boolean): string {
  if (run.charCodeAt(0) < 128) {
    return '';
  }
  const letters = Array.from(run);
  const isDisguise =
    inLatinWord ||
    letters.every(
      (letter) =>
        looksLike(letter) !== null || !/[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u.test(letter),
    );
  return letters.map((letter) => (isDisguise ? looksLike(letter) : null) ?? spellOne(letter)).join('');
}

const spellings = new Map<string, string>();

function spellOne(character: string): string {
  const known = spellings.get(character);
  if (known !== undefined) {
    return known;
  }
  const code = character.codePointAt(0) ?? 0;
  const spelled =
    unseen.test(character) || (code >= 0xe0000 && code <= 0xe0fff) ? '' : (asciiOf(character) ?? character);
  // A bounded memory: most texts use few different characters.
  if (spellings.size < 4096) {
    spellings.set(character, spelled);
  }
  return spelled;
}

/** The plain letters a character is made of, or null when it is none of theirs. */
function asciiOf(character: string): string | null {
  const bare = character.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  if (/^[\u2018\u2019]$/.test(bare)) {
    return "'";
  }
  return /^[\x20-\x7E]{1,4}$/.test(bare) ? bare : null;
}

function originOf(offset: number, hereAt: readonly number[], thereAt: readonly number[]): number {
  let low = 0;
  let high = hereAt.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((hereAt[middle] ?? 0) <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return (thereAt[low] ?? 0) + (offset - (hereAt[low] ?? 0));
}
