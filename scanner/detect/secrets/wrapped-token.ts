/** A token that was cut where its line was full, or by the soft break of quoted-printable: without the breaks, and the way back. */
export interface Unwrapped {
  readonly token: string;
  /** Where a place in the token stands in the text. */
  readonly origin: (offset: number) => number;
}

const longest = 1200;
const mostBreaks = 12;
const fragment = /[\w.+/=~%-]{1,80}/y;
/** Behind the last character of a line: the break, and the marks in front of the next line. */
const softBreak = /=\r?\n/y;
const hardBreak = /\r?\n[ \t>|]{0,8}/y;
const narrowest = 60;
const widest = 80;

/** Joins the lines that a token beginning here runs over, or gives null when it ends in its own line. */
export function unwrapped(text: string, start: number): Unwrapped | null {
  const pieces: { readonly at: number; readonly start: number }[] = [];
  let token = '';
  let at = start;
  for (let breaks = 0; breaks <= mostBreaks && token.length < longest; breaks += 1) {
    fragment.lastIndex = at;
    const piece = fragment.exec(text)?.[0];
    if (piece === undefined) {
      break;
    }
    const isSoft = piece.endsWith('=') && matchesAt(softBreak, text, at + piece.length - 1);
    const kept = isSoft ? piece.slice(0, -1) : piece;
    pieces.push({ at: token.length, start: at });
    token += kept;
    at += piece.length;
    if (isSoft) {
      at = softBreak.lastIndex;
    } else if (matchesAt(hardBreak, text, at) && isFull(text, at)) {
      at = hardBreak.lastIndex;
    } else {
      break;
    }
  }
  const origin = (offset: number): number => {
    const piece = pieces.findLast((one) => one.at <= offset);
    return piece === undefined ? start : piece.start + (offset - piece.at);
  };
  return pieces.length < 2 ? null : { token, origin };
}

/** Whether a line ends here that is about as wide as lines are cut to. */
function isFull(text: string, end: number): boolean {
  // No further back than that: a text may be one line, and hold very many tokens.
  const back = text.slice(Math.max(0, end - widest - 1), end);
  const width = back.length - (back.lastIndexOf('\n') + 1);
  return width >= narrowest && width <= widest;
}

function matchesAt(shape: RegExp, text: string, at: number): boolean {
  shape.lastIndex = at;
  return shape.test(text);
}
