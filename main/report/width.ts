/** Cells a terminal needs for a text that holds no control characters. */
export function displayWidth(text: string): number {
  return isAscii(text) ? text.length : graphemes(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
}

/** The text, cut at its end to `width` cells; a cut shows as `…`. */
export function fit(text: string, width: number): string {
  return displayWidth(text) <= width ? text : `${start(text, width - 1).trimEnd()}…`;
}

/**
 * Breaks a text into lines of at most `width` cells, at spaces where it can and inside words where it must.
 * What does not fit into `mostLines` is cut, which shows as `…`.
 */
export function wrap(text: string, width: number, mostLines: number): readonly string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (rest !== '' && lines.length < mostLines) {
    if (displayWidth(rest) <= width) {
      return [...lines, rest];
    }
    if (lines.length === mostLines - 1) {
      return [...lines, fit(rest, width)];
    }
    const line = lineOf(rest, width);
    lines.push(line.trimEnd());
    rest = rest.slice(line.length).trimStart();
  }
  return lines;
}

function lineOf(text: string, width: number): string {
  const most = start(text, width);
  if (text[most.length] === ' ') {
    return most;
  }
  const lastSpace = most.lastIndexOf(' ');
  return lastSpace > 0 ? most.slice(0, lastSpace) : most;
}

/** The longest start of a text that fits; at least one grapheme, so that wrapping always moves on. */
function start(text: string, width: number): string {
  if (isAscii(text)) {
    return text.slice(0, Math.max(width, 1));
  }
  let taken = '';
  let used = 0;
  for (const grapheme of graphemes(text)) {
    used += graphemeWidth(grapheme);
    if (used > width && taken !== '') {
      break;
    }
    taken += grapheme;
  }
  return taken;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

function graphemes(text: string): readonly string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function graphemeWidth(grapheme: string): number {
  if (/\p{Emoji_Presentation}|\p{Emoji}\u{fe0f}/u.test(grapheme)) {
    return 2;
  }
  return Array.from(grapheme).reduce((sum, point) => sum + pointWidth(point), 0);
}

function pointWidth(point: string): number {
  const code = point.codePointAt(0) ?? 0;
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(point) || (code >= 0x1160 && code <= 0x11ff)) {
    return 0;
  }
  return wideRanges.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

/** East Asian wide and full-width blocks (Unicode Standard Annex 11), rounded to whole blocks; emoji are told by their property. */
const wideRanges: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4dc0, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18dff],
  [0x1aff0, 0x1b2ff],
  [0x1d300, 0x1d376],
  [0x1f200, 0x1f2ff],
  [0x20000, 0x3fffd],
];

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
