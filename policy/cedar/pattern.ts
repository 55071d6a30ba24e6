export type PatternPart = 'wildcard' | { readonly literal: string };

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
  const inner = others.filter((piece) => piece !== '');
  return (text) => {
    const end = text.length - last.length;
    if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) {
      return false;
    }
    // The leftmost place of each piece leaves the most room for the others.
    let at = first.length;
    for (const piece of inner) {
      const found = text.indexOf(piece, at);
      if (found < 0 || found + piece.length > end) {
        return false;
      }
      at = found + piece.length;
    }
    return true;
  };
}
