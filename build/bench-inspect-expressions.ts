import * as fc from 'fast-check';
import { forms } from '../scanner/detect/content/acts/forms.ts';
import { otherTongues } from '../scanner/detect/content/acts/other-tongues.ts';
import { phraseRules } from '../scanner/detect/content/phrases/all.ts';
import type { PhraseRule } from '../scanner/detect/content/phrase-rule.ts';

/** How long one expression took at worst on sentences made of the words it is made of itself, the best of several tries each. */
export interface SlowExpression {
  readonly rule: string;
  readonly begins: string;
  readonly worstMs: number;
}

const sentenceLength = 740;
const sentences = 25;
const tries = 4;

/** The expressions of the phrase rules, slowest first. Sentences have no end, so that nothing stops an expression early. */
export function slowExpressions(): readonly SlowExpression[] {
  const ofRules = phraseRules.flatMap((rule) =>
    expressionsOf(rule).map((expression) => ({ rule: rule.rule, expression })),
  );
  const ofForms = [...forms, ...otherTongues].map(([concept, , form]) => ({ rule: concept, expression: form }));
  return [...ofRules, ...ofForms]
    .map(({ rule, expression }) => ({
      rule,
      begins: expression.source.slice(0, 50),
      worstMs: Math.max(...sentencesFor(expression).map((sentence) => bestOf(expression, sentence))),
    }))
    .toSorted((a, b) => b.worstMs - a.worstMs);
}

function expressionsOf({ shape, also = [], unless, followedBy = [] }: PhraseRule): readonly RegExp[] {
  const all = [shape, ...also, ...(unless === undefined ? [] : [unless]), ...followedBy.map((step) => step.shape)];
  return all.filter((expression) => expression instanceof RegExp);
}

function sentencesFor(expression: RegExp): readonly string[] {
  const words = [...new Set(expression.source.match(/[a-zA-Z]{2,}/g) ?? ['word'])];
  const few = fc.subarray(words, { minLength: 1, maxLength: Math.min(6, words.length) });
  const chosen = fc.sample(
    few.chain((some) => fc.array(fc.constantFrom(...some), { minLength: 200, maxLength: 400 })),
    { numRuns: sentences, seed: 20_261_127 },
  );
  return chosen.map((list, index) => list.join(index % 5 === 4 ? '_' : ' ').slice(0, sentenceLength));
}

function bestOf(expression: RegExp, sentence: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < tries; run += 1) {
    const start = performance.now();
    expression.test(sentence);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
