import type { Span } from '../content-finding.ts';
import { stem } from './stem.ts';

export interface Word {
  readonly text: string;
  readonly stem: string;
  readonly span: Span;
  /** A mark that ends a clause, or nothing, stands in front. */
  readonly beginsClause: boolean;
  /** A colon and a blank stand behind, as after a label. */
  readonly endsLabel: boolean;
}

export function wordsOf(passage: string): readonly Word[] {
  const words: Word[] = [];
  let last = 0;
  for (const { 0: text, index } of passage.matchAll(/[A-Za-z0-9_](?:[\w'’.-]*\w)?/g)) {
    const between = passage.slice(last, index);
    const beginsClause = words.length === 0 || /[,;:.!?()[\]{}<>*#"“”\n—–]|-\s/.test(between);
    last = index + text.length;
    const endsLabel = passage.charCodeAt(last) === 58 && /\s/.test(passage.charAt(last + 1));
    words.push({ text, stem: stem(text), span: { start: index, end: last }, beginsClause, endsLabel });
  }
  return words;
}
