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
  const byPart = new Map<number, Candidate[]>();
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
  const { slots, partOf, fromOf, wordOf, backOf, firstOf, lastOf, lengthOf } = laidOut(byPart, folded);
  const mask = slots - 1;

  function scan(text: string, visit: (word: number, at: number) => void): void {
    let part = 0;
    for (let at = 0; at < text.length; at += 1) {
      part = (part << 8) | (lower[text.charCodeAt(at) & 0xff] ?? 0);
      if (table[place(part)] === 1) {
        let slot = place(part) & mask;
        while (partOf[slot] !== part && partOf[slot] !== 0) {
          slot = (slot + 1) & mask;
        }
        const end = fromOf[slot + 1] ?? 0;
        for (let one = fromOf[slot] ?? 0; one < end; one += 1) {
          const start = at - (backOf[one] ?? 0);
          const last = start + (lengthOf[one] ?? 0) - 1;
          // Dozens of words share common parts, and few of them the letters at both ends.
          if (
            start >= 0 &&
            last < text.length &&
            lower[text.charCodeAt(start) & 0xff] === firstOf[one] &&
            lower[text.charCodeAt(last) & 0xff] === lastOf[one] &&
            standsAt(text, start, folded[wordOf[one] ?? 0] ?? '')
          ) {
            visit(wordOf[one] ?? 0, start);
          }
        }
      }
    }
  }

  return { scan };
}

interface Candidate {
  readonly word: number;
  /** Where in the word its part begins. */
  readonly offset: number;
}

/** The words by their parts in rows of numbers, as what is looked up for every tenth character must be. */
function laidOut(byPart: ReadonlyMap<number, readonly Candidate[]>, words: readonly string[]) {
  const slots = 2 ** Math.ceil(Math.log2(byPart.size * 4 + 1));
  const partOf = new Int32Array(slots);
  for (const part of byPart.keys()) {
    let slot = place(part) & (slots - 1);
    while (partOf[slot] !== 0) {
      slot = (slot + 1) & (slots - 1);
    }
    partOf[slot] = part;
  }
  const fromOf = new Int32Array(slots + 1);
  const all: Candidate[] = [];
  for (const [slot, part] of partOf.entries()) {
    all.push(...(byPart.get(part) ?? []));
    fromOf[slot + 1] = all.length;
  }
  const wordAt = ({ word }: Candidate): string => words[word] ?? '';
  return {
    slots,
    /** Nought where a slot is free. */
    partOf,
    /** Where the words of a slot begin in the rows below; they end where those of the next begin. */
    fromOf,
    wordOf: Int32Array.from(all, ({ word }) => word),
    /** From the last character of a part to the first of its word. */
    backOf: Int32Array.from(all, ({ offset }) => offset + 3),
    lengthOf: Int32Array.from(all, (one) => wordAt(one).length),
    firstOf: Uint8Array.from(all, (one) => wordAt(one).charCodeAt(0)),
    lastOf: Uint8Array.from(all, (one) => wordAt(one).charCodeAt(wordAt(one).length - 1)),
  };
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
