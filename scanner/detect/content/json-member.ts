import type { Span } from './content-finding.ts';

/** How far on each side of a hit the marks of its member are looked for. */
const reach = 1200;
/** With the mark that its strings stand in: what Python prints of a value is read like JSON. */
const beginsAsJson = /^\s*(?:\{|\[(?:\s*[[{])*)\s*(["'])/;

/**
 * The string of a JSON text that holds a hit whole: its marks quote nothing, and what stands beside it are other texts. Null where the text is
 * no JSON, or the hit stands elsewhere.
 */
export function memberAround(text: string, hit: Span): Span | null {
  const mark = beginsAsJson.exec(text.slice(0, 100))?.[1];
  if (mark === undefined) {
    return null;
  }
  const from = Math.max(0, hit.start - reach);
  const front = text.slice(from, hit.start);
  for (let at = front.lastIndexOf(mark); at > 0; at = front.lastIndexOf(mark, at - 1)) {
    const slashes = /\\*$/.exec(front.slice(Math.max(0, at - 16), at))?.[0].length ?? 0;
    const before = front.slice(Math.max(0, at - 60), at - slashes).trimEnd();
    // JSON inside a string of JSON has slashes before its marks, as quotations have: there only the name of a member tells.
    if (slashes === 0 ? /[:,[]$/.test(before) : /"\s*:$/.test(before)) {
      const end = closingMark(text, mark, slashes === 0, hit.start);
      return end < hit.end ? null : { start: from + at + 1, end };
    }
    if (slashes === 0) {
      return null;
    }
  }
  return null;
}

function closingMark(text: string, mark: string, isOuter: boolean, from: number): number {
  for (let at = from; at < Math.min(text.length, from + reach); at += 1) {
    if (text[at] === mark && !(isOuter && text[at - 1] === '\\')) {
      return at;
    }
  }
  return Math.min(text.length, from + reach);
}
