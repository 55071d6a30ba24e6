import { Buffer } from 'node:buffer';
import type { Evidence, Surface } from './content-finding.ts';
import type { Detectors } from './detectors.ts';
import { evidenceIn } from './evidence-in.ts';

/** What detectors look at on both sides of a place, at most: a page around a phrase, a token behind its beginning. */
const before = 4096;
const usuallyBehind = 4096;
/** How far a slice is drawn out so that it does not end inside a word. */
const longestWord = 32_768;
/** How far once more, for what is still open at the end of a slice: a private key. */
const longestPassage = 65_536;

/** A slice of a text, as far as it was new, and the evidence that begins in it. */
export interface Slice {
  readonly chars: number;
  readonly evidence: readonly Evidence[];
}

/**
 * All evidence in one text, looked at in slices of about `sliceChars` characters that overlap, so that a passage on a border is found
 * once and whole. Gives each slice with the number of characters it took: who stops in the middle keeps what was found until there.
 */
export function evidenceInSlices(
  surface: Surface,
  text: string,
  detectors: Detectors,
  sliceChars: number,
): Iterable<Slice> {
  const behind = Math.max(usuallyBehind, detectors.knownValues?.longest ?? 0);
  return text.length <= sliceChars + behind
    ? [{ chars: text.length, evidence: evidenceIn(surface, text, detectors) }]
    : slicesOf(surface, text, detectors, { sliceChars, behind });
}

function* slicesOf(
  surface: Surface,
  text: string,
  detectors: Detectors,
  { sliceChars, behind }: { readonly sliceChars: number; readonly behind: number },
): Generator<Slice, void, void> {
  for (let from = 0; from < text.length;) {
    const to = text.length - from <= sliceChars + behind ? text.length : borderAfter(text, from + sliceChars);
    yield { chars: to - from, evidence: evidenceBetween(surface, text, detectors, { from, to, behind }) };
    from = to;
  }
}

/** The evidence that begins between two places, with what stands around them in view. */
function evidenceBetween(
  surface: Surface,
  text: string,
  detectors: Detectors,
  { from, to, behind }: { readonly from: number; readonly to: number; readonly behind: number },
): readonly Evidence[] {
  const start = Math.max(0, from - before);
  let end = Math.min(text.length, to + behind);
  let found = evidenceIn(surface, pieceOf(text, start, end), detectors);
  if (end < text.length && found.some(({ span }) => span.end >= end - start)) {
    end = Math.min(text.length, to + longestPassage);
    found = evidenceIn(surface, pieceOf(text, start, end), detectors);
  }
  return found
    .map((piece) => ({ ...piece, span: { start: piece.span.start + start, end: piece.span.end + start } }))
    .filter(({ span }) => span.start >= from && span.start < to);
}

/** A part of a text as a string of its own: one that only points into the large text is read a third slower. */
function pieceOf(text: string, start: number, end: number): string {
  const piece = text.slice(start, end);
  const encoding = /[\u0100-\uFFFF]/.test(piece) ? 'utf16le' : 'latin1';
  return Buffer.from(piece, encoding).toString(encoding);
}

/** A place near this one where no word is cut, nor a character of two parts. */
function borderAfter(text: string, at: number): number {
  const end = Math.min(text.length, at + longestWord);
  for (let here = at; here < end; here += 1) {
    if (text.charCodeAt(here) <= 32) {
      return here;
    }
  }
  if (end === text.length) {
    return end;
  }
  // In one long run of base64 a border falls between two groups of four.
  const group = end - (end % 4);
  return (text.charCodeAt(group) & 0xfc00) === 0xdc00 ? group + 1 : group;
}
