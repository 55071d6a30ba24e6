import type { Span } from './content-finding.ts';
import { reversed, rot13 } from './decodings.ts';

const rotated = ['vafgehpgv', 'flfgrz ce', 'cebzcg', 'vtaber', 'qvfertneq', 'cnffjbeq', 'perqragvny'];
const backwards = ['snoitcurtsn', 'tpmorp met', 'erongi', 'drowssap', 'slaitnederc'];

/** Words that are English once turned by 13 letters, then words that are when read backwards. */
export const turnedWords: readonly string[] = [...rotated, ...backwards];

/** The passage around one of the turned words, and what it says once it is turned back. */
export function turnBack(text: string, word: number, at: number): { readonly span: Span; readonly said: string } {
  const span = { start: Math.max(0, at - 200), end: Math.min(text.length, at + 260) };
  const words = text.slice(span.start, span.end);
  return { span, said: word < rotated.length ? rot13(words) : reversed(words) };
}
