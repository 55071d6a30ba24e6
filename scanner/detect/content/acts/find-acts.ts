import type { Evidence, Span } from '../content-finding.ts';
import { sentenceAround } from '../sentence.ts';
import { withoutRepeats } from '../without-repeats.ts';
import type { ActRule } from './act-rule.ts';
import { upToNextEntry } from './list-entry.ts';
import { mayMeet, said, type Said } from './said.ts';
import { tagged } from './tagged.ts';

/** Names, types and the like hold no sentence. */
const shortest = 20;

/**
 * Finds what comes together in a sentence and the one behind it, and should not. Linear in the length of the text.
 */
export function findActs(text: string, rules: readonly ActRule[]): readonly Evidence[] {
  if (text.length < shortest) {
    return [];
  }
  const sentences = sentencesOf(text);
  const tags = tagged(text, sentences[0]?.span.end);
  const possible = rules.filter(({ needs }) => mayMeet(tags, needs));
  if (possible.length === 0) {
    return [];
  }
  const found = sentences.flatMap(({ span: { start, end }, isEntry }, index) => {
    const spoken = said(tags, { start, end: isEntry ? end : (sentences[index + 1]?.span.end ?? end) });
    return possible.flatMap((rule) => {
      const span = meets(spoken, rule);
      const { rule: name, tier, severity, confidence } = rule;
      return span === null ? [] : [{ rule: name, tier, severity, confidence, span }];
    });
  });
  return withoutRepeats(found);
}

/** Where a passage says what the rule is about; null where it does not. */
export function meets(spoken: Said, { needs, never }: ActRule): Span | null {
  const span = spoken.meet(needs);
  return span === null || never.some(spoken.has) ? null : span;
}

type Sentence = ReturnType<typeof upToNextEntry>;

/** A line that ends with its sentence inside a paragraph is none of its own: it would keep the one in front from the one behind. */
function isSoftBreak(text: string, { start, end }: Span): boolean {
  return (
    text[start] === '\n' && end === start + 1 && /^[.!?>]\n[ \t]*(?:[A-Za-z`]|$)/.test(text.slice(start - 1, end + 20))
  );
}

function sentencesOf(text: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  for (let at = 0; at < text.length;) {
    const end = Math.max(sentenceAround(text, at).end, at + 1);
    const sentence = upToNextEntry(text, { start: at, end });
    if (!isSoftBreak(text, sentence.span)) {
      sentences.push(sentence);
    }
    at = sentence.span.end;
  }
  return sentences;
}
