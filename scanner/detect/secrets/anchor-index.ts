/** Finds every occurrence of many short words in one pass. */
export interface AnchorIndex {
  /** Calls `visit` with the number of each word and where it begins; occurrences may overlap. */
  readonly scan: (text: string, visit: (word: number, at: number) => void) => void;
}

/**
 * Prepares a search for words of three or more ASCII characters, letter case ignored.
 *
 * Looks at every second character or so: the last two characters of a three-character window say how far the window may
 * move before any word can begin. Few words share their first three characters, so that the work is linear in the text.
 *
 * @throws RangeError for a word that is too short or not ASCII
 */
export function makeAnchorIndex(words: readonly string[]): AnchorIndex {
  const folded = words.map(asLowerCodes);
  // Indexed by two characters of seven bits; others fall on the same places and are told apart later.
  const step = new Uint8Array(128 * 128).fill(2);
  const byStart = new Map<number, number[]>();
  // A short table in front of the map, which would cost more than all the rest.
  const known = new Uint8Array(8192);
  for (const [word, codes] of folded.entries()) {
    const [first = 0, second = 0, third = 0] = codes;
    allow(step, first, second, 1);
    allow(step, second, third, 0);
    const start = (first << 14) | (second << 7) | third;
    known[shortened(start)] = 1;
    const others = byStart.get(start);
    if (others === undefined) {
      byStart.set(start, [word]);
    } else {
      others.push(word);
    }
  }

  function scan(text: string, visit: (word: number, at: number) => void): void {
    let at = 2;
    while (at < text.length) {
      const second = text.charCodeAt(at - 1);
      const third = text.charCodeAt(at);
      const move = step[((second & 127) << 7) | (third & 127)] ?? 1;
      if (move > 0) {
        at += move;
        continue;
      }
      const start = (lower(text.charCodeAt(at - 2)) << 14) | (lower(second) << 7) | lower(third);
      if (known[shortened(start)] === 1) {
        for (const word of byStart.get(start) ?? nothing) {
          if (standsAt(text, at - 2, folded[word] ?? nothing)) {
            visit(word, at - 2);
          }
        }
      }
      at += 1;
    }
  }

  return { scan };
}

const nothing: readonly number[] = [];

function shortened(start: number): number {
  return (start ^ (start >> 9)) & 8191;
}

function standsAt(text: string, from: number, codes: readonly number[]): boolean {
  for (let index = 0; index < codes.length; index += 1) {
    if (lower(text.charCodeAt(from + index)) !== codes[index]) {
      return false;
    }
  }
  return true;
}

/** Past the end of a text the code is NaN, which equals nothing. */
function lower(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

function asLowerCodes(word: string): readonly number[] {
  const codes: number[] = [];
  for (let index = 0; index < word.length; index += 1) {
    codes.push(lower(word.charCodeAt(index)));
  }
  if (codes.length < 3 || codes.some((code) => code > 127)) {
    throw new RangeError(`"${word}" can not be an anchor`);
  }
  return codes;
}

/** Limits the move after a pair, in lower, upper and mixed case. */
function allow(step: Uint8Array, first: number, second: number, move: number): void {
  limit(step, first, second, move);
  limit(step, upper(first), second, move);
  limit(step, first, upper(second), move);
  limit(step, upper(first), upper(second), move);
}

function limit(step: Uint8Array, left: number, right: number, move: number): void {
  const pair = (left << 7) | right;
  if ((step[pair] ?? 0) > move) {
    step[pair] = move;
  }
}

function upper(code: number): number {
  return code >= 97 && code <= 122 ? code - 32 : code;
}
