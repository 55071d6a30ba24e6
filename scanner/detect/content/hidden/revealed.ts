/** The text that tag characters spell. */
export function hiddenTags(run: string): string {
  return Array.from(run, (character) => {
    const code = (character.codePointAt(0) ?? 0) - 0xe0000;
    return code >= 0x20 && code <= 0x7e ? String.fromCharCode(code) : '';
  })
    .join('')
    .slice(0, 400);
}

/** The bytes that variation selectors number, as text. */
export function hiddenBytes(selectors: readonly string[]): string {
  const bytes = selectors.map((selector) => {
    const code = selector.codePointAt(0) ?? 0;
    return code >= 0xe0100 ? code - 0xe0100 + 16 : code - 0xfe00;
  });
  return printable(bytes);
}

/** What two kinds of zero-width characters spell as bits of 8, or nothing when it is no text. */
export function zeroWidthBits(characters: readonly string[]): string {
  const kinds = [...new Set(characters)];
  if (kinds.length !== 2 && kinds.length !== 3) {
    return '';
  }
  const readings = [
    [kinds[0], kinds[1]],
    [kinds[1], kinds[0]],
  ].map(([zero, one]) => {
    const bits = characters.filter((character) => character === zero || character === one);
    const bytes: number[] = [];
    for (let at = 0; at + 8 <= bits.length; at += 8) {
      bytes.push(bits.slice(at, at + 8).reduce((value, bit) => value * 2 + (bit === one ? 1 : 0), 0));
    }
    return printable(bytes);
  });
  return readings.toSorted((a, b) => b.length - a.length)[0] ?? '';
}

/** Bytes as text, empty when most of them print nothing. */
function printable(bytes: readonly number[]): string {
  const shown = bytes.filter((byte) => byte >= 32 && byte < 127);
  return shown.length >= bytes.length * 0.8 ? String.fromCharCode(...shown.slice(0, 400)) : '';
}
