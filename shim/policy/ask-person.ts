import type { CallFacts } from '../../policy/decide/facts.ts';
import type { Asked } from '../../policy/decide/decision.ts';
import type { Approval, Call } from '../pipeline.ts';

export type Answer =
  | { readonly kind: 'approved'; readonly approval: Approval }
  /** `text` is what the agent is told; `approval` is the person's answer, null when nobody gave one. */
  | { readonly kind: 'denied'; readonly text: string; readonly approval: Approval | null };

/** Puts a call before a person. */
export interface AskPerson {
  /** Whether somebody could answer at all. */
  canAsk(): boolean;
  ask(asked: Asked, facts: CallFacts, call: Call): Promise<Answer>;
}

/** Where no way to a person exists, a call that needs one is denied. */
export const nobodyToAsk: AskPerson = {
  canAsk: () => false,
  ask: (asked) => Promise.resolve({ kind: 'denied', text: unansweredText(asked), approval: null }),
};

/** What an agent is told when nobody could be asked. */
export function unansweredText({ question, because }: Asked): string {
  const why = question === '' ? '' : ` (${question})`;
  return (
    `Sallyport did not pass this call on: it needs a person's approval${why}, and nobody could be asked. ` +
    `Rule: ${because.join(', ')}. Start Sallyport ("sallyport daemon"), then call again with the same arguments.`
  );
}
