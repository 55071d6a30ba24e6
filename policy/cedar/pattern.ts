export type PatternPart = 'wildcard' | { readonly literal: string };

type Find = (text: string, from: number) => number;

/** Above this, a search that may begin anew at each letter could take the square of the text's length. */
const longestPlainPiece = 64;

/** Makes a test for `like`. Its time grows with the text, never with the ways a pattern could be tried. */
export function compilePattern(parts: readonly PatternPart[]): (text: string) => boolean {
  const pieces: string[] = [''];
  for (const part of parts) {
    if (part === 'wildcard') {
      pieces.push('');
    } else {
      pieces.push((pieces.pop() ?? '') + part.literal);
    }
  }
  const [first = '', ...others] = pieces;
  const last = others.pop();
  if (last === undefined) {
    return (text) => text === first;
  }
  const inner = others.filter((piece) => piece !== '').map((piece) => ({ find: finder(piece), length: piece.length }));
  return (text) => {
    const end = text.length - last.length;
    if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) {
      return false;
    }
    // The leftmost place of each piece leaves the most room for the others.
    let at = first.length;
    for (const { find, length } of inner) {
      const found = find(text, at);
      if (found < 0 || found + length > end) {
        return false;
      }
      at = found + length;
    }
    return true;
  };
}

function finder(piece: string): Find {
  return piece.length <= longestPlainPiece ? (text, from) => text.indexOf(piece, from) : linearFinder(piece);
}

/** The search of Knuth, Morris and Pratt, which reads each letter of the text once. */
function linearFinder(piece: string): Find {
  const borders = bordersOf(piece);
  return (text, from) => {
    let matched = 0;
    for (let at = from; at < text.length; at += 1) {
      matched = grown(piece, borders, matched, text.charCodeAt(at));
      if (matched === piece.length) {
        return at - matched + 1;
      }
    }
    return -1;
  };
}

/** For each beginning of the piece: how long its longest proper beginning is that it also ends with. */
function bordersOf(piece: string): Uint32Array {
  const borders = new Uint32Array(piece.length);
  for (let at = 1; at < piece.length; at += 1) {
    borders[at] = grown(piece, borders, borders[at - 1] ?? 0, piece.charCodeAt(at));
  }
  return borders;
}

/** How much of the piece is matched once one more letter is read. */
function grown(piece: string, borders: Uint32Array, matched: number, letter: number): number {
  let length = matched;
  while (length > 0 && piece.charCodeAt(length) !== letter) {
    length = borders[length - 1] ?? 0;
  }
  return piece.charCodeAt(length) === letter ? length + 1 : 0;
}
