import type { Span } from './content-finding.ts';

const furthestBack = 320;
const furthestOn = 420;
/** Texts that stand in code are indented as it is. */
const deepestIndent = 60;

/**
 * The sentence around a place, cut at a bounded distance. Ends at a full stop, a blank line or a tag; line breaks inside a paragraph
 * do not end it.
 */
export function sentenceAround(text: string, at: number): Span {
  return { start: sentenceStart(text, at), end: sentenceEnd(text, at) };
}

function sentenceStart(text: string, from: number): number {
  const lowest = Math.max(0, from - furthestBack);
  for (let at = from - 1; at >= lowest; at -= 1) {
    const code = text.charCodeAt(at);
    if (isInside(code)) {
      continue;
    }
    if (isStop(code) && endsSentence(text, at)) {
      return at + 1;
    }
    if (code === 10 && beginsBlock(text, at)) {
      return at + 1;
    }
  }
  return lowest;
}

function sentenceEnd(text: string, from: number): number {
  const highest = Math.min(text.length, from + furthestOn);
  for (let at = from; at < highest; at += 1) {
    const code = text.charCodeAt(at);
    if (isInside(code)) {
      continue;
    }
    if (isStop(code) && (at + 1 === text.length || endsSentence(text, at))) {
      return at + 1;
    }
    if (code === 10 && beginsBlock(text, at)) {
      return at;
    }
  }
  return highest;
}

/** Letters for the most part: told apart by one look, since each hit costs some hundred characters. */
function isInside(code: number): boolean {
  return (code > 63 && code < 0x3002) || code === 32;
}

/** Full stop, exclamation and question mark, also the wide ones. */
function isStop(code: number): boolean {
  return code === 46 || code === 33 || code === 63 || code === 0x3002 || code === 0xff01 || code === 0xff1f;
}

/** Before a blank. Before the comma of a joined list of parameters (`Off by default., Next: …`) or a capital (`by hand.This is`) too. */
function endsSentence(text: string, stop: number): boolean {
  const next = text.charCodeAt(stop + 1);
  if (isSpace(next)) {
    return !isAbbreviation(text, stop);
  }
  if (text.charCodeAt(stop) !== 46 || !isSmall(text.charCodeAt(stop - 1)) || isAbbreviation(text, stop)) {
    return false;
  }
  return next === 44 ? isSpace(text.charCodeAt(stop + 2)) : isCapital(next) && isSmall(text.charCodeAt(stop + 2));
}

function isSmall(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13;
}

/** `e.g. ` and `i.e. ` end no sentence. */
function isAbbreviation(text: string, stop: number): boolean {
  return text.charCodeAt(stop) === 46 && text.charCodeAt(stop - 2) === 46;
}

/** A line break before an empty line, a list item, a heading, a table row, a tag, a fence, a variable of a shell, or a line that begins anew. */
function beginsBlock(text: string, lineBreak: number): boolean {
  let at = lineBreak + 1;
  while (
    at < lineBreak + deepestIndent &&
    (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9 || text.charCodeAt(at) === 13)
  ) {
    at += 1;
  }
  const code = text.charCodeAt(at);
  const isMark =
    code === 10 ||
    code === 35 ||
    code === 124 ||
    code === 42 ||
    code === 62 ||
    code === 60 ||
    text.startsWith('```', at) ||
    text.startsWith('export ', at);
  return isMark || isCapital(code) || (code === 45 && text.charCodeAt(at + 1) === 32);
}
