import type { PhraseRule, Shape } from '../phrase-rule.ts';
import type { ActRule } from './act-rule.ts';
import { meets } from './find-acts.ts';
import { receivedActs } from './received-acts.ts';
import { said, type Said } from './said.ts';
import { tagged } from './tagged.ts';

/** The rules for acts in fetched text as families of wording, so that they are looked at only where one of their anchors stands. */
export const receivedPhrases: readonly PhraseRule[] = receivedActs.map((rule) => ({
  ...rule,
  reach: 'passage',
  shape: shapeOf(rule),
  surfaces: ['result'],
}));

function shapeOf(rule: ActRule): Shape {
  return {
    exec: (passage) => {
      const span = meets(saidIn(passage), rule);
      return span === null ? null : { index: span.start, 0: passage.slice(span.start, span.end) };
    },
  };
}

let last: { readonly passage: string; readonly spoken: Said } | null = null;

/** Several rules look at one passage after the other. */
function saidIn(passage: string): Said {
  if (last?.passage !== passage) {
    last = { passage, spoken: said(tagged(passage), { start: 0, end: passage.length }) };
  }
  return last.spoken;
}
