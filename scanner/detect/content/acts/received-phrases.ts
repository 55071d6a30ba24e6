import type { PhraseRule, Shape } from '../phrase-rule.ts';
import type { ActRule } from './act-rule.ts';
import { meets } from './find-acts.ts';
import { receivedActs } from './received-acts.ts';
import { mayMeet, said, type Said } from './said.ts';
import { tagged, type Tagged } from './tagged.ts';

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
      const { text, spoken } = saidIn(passage);
      const span = mayMeet(text, rule.needs) ? meets(spoken, rule) : null;
      return span === null ? null : { index: span.start, 0: passage.slice(span.start, span.end) };
    },
  };
}

interface Spoken {
  readonly passage: string;
  readonly text: Tagged;
  readonly spoken: Said;
}

let last: Spoken | null = null;

/** Several rules look at one passage after the other. */
function saidIn(passage: string): Spoken {
  if (last?.passage !== passage) {
    const text = tagged(passage);
    last = { passage, text, spoken: said(text, { start: 0, end: passage.length }) };
  }
  return last;
}
