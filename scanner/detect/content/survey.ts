import { control, digit, inRun, letter, newline, other, space, kinds, mayEncode } from './character-kinds.ts';
import type { Span } from './content-finding.ts';

/**
 * What one pass over a text finds worth a closer look. Every other step is skipped, or kept to the places named here,
 * so that a large plain text costs little more than this pass.
 */
export interface Survey {
  readonly hasNonAscii: boolean;
  /** ESC (also of 8 bits), backspace, a carriage return without a line feed, and the like. */
  readonly hasControls: boolean;
  /** Unbroken runs of 20 or more characters that may be base64, hex, or words without blanks. */
  readonly longRuns: readonly Span[];
  /** Letters set apart one by one, as in `i g n o r e` or `i.g.n.o.r.e`. */
  readonly spacedOut: readonly Span[];
  /** Words with digits in the place of letters, as in `1gn0r3`. */
  readonly digitWords: readonly Span[];
  /** Long stretches of nothing: where the text goes on after them. */
  readonly afterGaps: readonly number[];
  readonly percents: number;
  readonly ampersands: number;
  readonly backslashes: number;
}

const shortestRun = 20;
const spacedLetters = 10;
const widestGap = 120;
const tallestGap = 25;

/** Reads a text once. Linear; the spans are in order and do not overlap within their kind. */
export function survey(text: string): Survey {
  const longRuns: Span[] = [];
  const spacedOut: Span[] = [];
  const digitWords: Span[] = [];
  const afterGaps: number[] = [];
  let hasNonAscii = false;
  let hasControls = false;
  let percents = 0;
  let ampersands = 0;
  let backslashes = 0;

  let runStart = -1;
  let hasInnerDigit = false;
  let last = other;
  let blanks = 0;
  let lines = 0;
  let singles = 0;
  let singlesStart = 0;
  let lastTokenEnd = 0;
  let digitScore = 0;
  let digitStart = 0;
  let digitEnd = 0;

  const length = text.length;
  for (let at = 0; at <= length; at += 1) {
    const code = at < length ? text.charCodeAt(at) : 10;
    const kind = code < 128 ? (kinds[code] ?? other) : other;
    if (code > 127) {
      hasNonAscii = true;
      hasControls ||= code === 0x9b;
    }
    if ((kind & inRun) !== 0) {
      if (kind === letter && last === digit) {
        hasInnerDigit = true;
      }
      last = kind;
      if (runStart < 0) {
        runStart = at;
        if (blanks >= widestGap || lines >= tallestGap) {
          afterGaps.push(at);
        }
        blanks = 0;
        lines = 0;
      }
      continue;
    }
    if (runStart >= 0) {
      const size = at - runStart;
      if (size >= shortestRun && mayEncode(text, runStart, at)) {
        longRuns.push({ start: runStart, end: at });
      }
      // Letters set apart: a run of single characters, with at most three marks between them.
      if (size === 1 && (singles === 0 || runStart - lastTokenEnd <= 3)) {
        if (singles === 0) {
          singlesStart = runStart;
        }
        singles += 1;
      } else {
        if (singles >= spacedLetters) {
          spacedOut.push({ start: singlesStart, end: lastTokenEnd });
        }
        singles = size === 1 ? 1 : 0;
        singlesStart = runStart;
      }
      if (size <= 16 && size > 1) {
        if (hasInnerDigit) {
          if (digitScore === 0) {
            digitStart = runStart;
          }
          digitScore = Math.min(digitScore + 2, 12);
          digitEnd = at;
        } else if (digitScore > 0) {
          digitScore -= 1;
          if (digitScore === 0) {
            pushWords(digitWords, text, digitStart, digitEnd);
          }
        }
      }
      lastTokenEnd = at;
      runStart = -1;
      hasInnerDigit = false;
      last = other;
    }
    if (kind === space) {
      blanks += 1;
    } else if (kind === newline) {
      blanks = 0;
      lines += 1;
    } else if (kind === control) {
      hasControls ||= code !== 13 || text.charCodeAt(at + 1) !== 10;
    } else {
      if (blanks >= widestGap || lines >= tallestGap) {
        afterGaps.push(at);
      }
      blanks = 0;
      lines = 0;
      percents += code === 37 ? 1 : 0;
      ampersands += code === 38 ? 1 : 0;
      backslashes += code === 92 ? 1 : 0;
    }
  }
  if (singles >= spacedLetters) {
    spacedOut.push({ start: singlesStart, end: lastTokenEnd });
  }
  if (digitScore > 0) {
    pushWords(digitWords, text, digitStart, digitEnd);
  }
  return {
    hasNonAscii,
    hasControls,
    longRuns,
    spacedOut,
    digitWords,
    afterGaps,
    percents,
    ampersands,
    backslashes,
  };
}

const shortestDigitText = 24;

function pushWords(words: Span[], text: string, start: number, end: number): void {
  if (end - start >= shortestDigitText) {
    // The words around may be spelled plainly, or with digits alone.
    words.push({ start: Math.max(0, start - 40), end: Math.min(text.length, end + 40) });
  }
}
