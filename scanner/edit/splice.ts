import type { Span } from './places.ts';

/** Text that takes the place of a span. */
export interface Splice extends Span {
  readonly text: string;
}

/** Puts every splice in its place; they must not overlap. At one place, what is put in stands before what is taken out. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const ordered = splices.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let at = 0;
  let result = '';
  for (const { start, end, text: put } of ordered) {
    if (start < at) {
      throw new RangeError('two edits overlap');
    }
    result += text.slice(at, start) + put;
    at = end;
  }
  return result + text.slice(at);
}
