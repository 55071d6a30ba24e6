/** Finds every occurrence of many short words in one pass. */
export interface WordIndex {
  /** Calls `visit` with the number of each word and where it begins, in order but for a few characters; occurrences may overlap. */
  readonly scan: (text: string, visit: (word: number, at: number) => void) => void;
}

/**
 * Prepares a search for words of four or more ASCII characters, letter case ignored.
 *
 * The last four characters stand in one number, and a table says whether they are the rarest four of any word. Hundreds of common
 * words then cost little more than a few rare ones; the index that looks for credentials, whose few starts allow longer steps, could
 * not take them.
 *
 * @throws RangeError for a word that is too short or not ASCII
 */
export function makeWordIndex(words: readonly string[]): WordIndex {
  const folded = words.map((word) => word.toLowerCase());
  const byPart = new Map<number, { readonly word: number; readonly offset: number }[]>();
  const table = new Uint8Array(65_536);
  for (const [number, word] of folded.entries()) {
    // oxlint-disable-next-line no-control-regex -- ASCII is meant, controls included
    if (word.length < 4 || /[^\u0000-\u007F]/.test(word)) {
      throw new RangeError(`"${word}" can not be looked for`);
    }
    const offset = rarestPart(word);
    const part = [0, 1, 2, 3].reduce((value, at) => (value << 8) | word.charCodeAt(offset + at), 0);
    table[place(part)] = 1;
    byPart.set(part, [...(byPart.get(part) ?? []), { word: number, offset }]);
  }

  function scan(text: string, visit: (word: number, at: number) => void): void {
    let part = 0;
    for (let at = 0; at < text.length; at += 1) {
      part = (part << 8) | (lower[text.charCodeAt(at) & 0xff] ?? 0);
      if (table[place(part)] === 1) {
        for (const { word, offset } of byPart.get(part) ?? []) {
          const start = at - 3 - offset;
          if (start >= 0 && standsAt(text, start, folded[word] ?? '')) {
            visit(word, start);
          }
        }
      }
    }
  }

  return { scan };
}

/** Letters by how common they are in English, the blank first. */
const common = ' etaoinshrdlucmfwygpbvk';

/** Where the four characters of a word begin that are the least common together. */
function rarestPart(word: string): number {
  const weights = Array.from(word, (letter) => {
    const rank = common.indexOf(letter);
    return rank < 0 ? 0 : (common.length - rank) ** 2;
  });
  const sums = weights.slice(3).map((_, at) => weights.slice(at, at + 4).reduce((sum, weight) => sum + weight, 0));
  return sums.indexOf(Math.min(...sums));
}

function place(part: number): number {
  return Math.imul(part, 0x9e3779b1) >>> 16;
}

function standsAt(text: string, from: number, word: string): boolean {
  for (let index = 0; index < word.length; index += 1) {
    const code = text.charCodeAt(from + index);
    if (code > 127 || lower[code] !== word.charCodeAt(index)) {
      return false;
    }
  }
  return true;
}

/** Lower case; a character that is not ASCII is told apart at the comparison. */
const lower = Uint8Array.from({ length: 256 }, (_, code) => (code >= 65 && code <= 90 ? code + 32 : code));
