/**
 * Text as a screen may show it: whatever draws nothing, moves the cursor or reorders its neighbours (controls, escapes,
 * bidi controls, zero-width and tag characters, lone surrogates) becomes an escape one can read, `\u001b` or `\u{e0041}`.
 * Joiners stay where honest text needs them: inside emoji and inside words of joining scripts.
 */
export function visible(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) {
    return text;
  }
  const points = Array.from(text);
  return points.map((point, at) => (isShown(points, at) ? point : escaped(point))).join('');
}

const hidden = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const emoji = /\p{Emoji}/u;
const beforeEmojiJoiner = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{fe0f}]/u;
const pictograph = /\p{Extended_Pictographic}/u;
const joiningScript =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}]/u;
/** More marks than any script stacks on one letter: they would paint over the lines above. */
const mostMarks = 4;

function isShown(points: readonly string[], at: number): boolean {
  const point = points[at] ?? '';
  const before = points[at - 1] ?? '';
  const after = points[at + 1] ?? '';
  if (point === '\u{fe0f}' || point === '\u{fe0e}') {
    return emoji.test(before);
  }
  if (point === '\u{200d}' && beforeEmojiJoiner.test(before)) {
    return pictograph.test(after);
  }
  if (point === '\u{200c}' || point === '\u{200d}') {
    return joiningScript.test(before) && joiningScript.test(after);
  }
  return !hidden.test(point) && !isOneMarkTooMany(points, at);
}

function isOneMarkTooMany(points: readonly string[], at: number): boolean {
  const last = points.slice(Math.max(0, at - mostMarks), at + 1);
  return last.length > mostMarks && last.every((point) => /\p{M}/u.test(point));
}

/** One character as an escape that can be read: `\u001b` or `\u{e0041}`. */
export function escaped(point: string): string {
  const code = point.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return code > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}
