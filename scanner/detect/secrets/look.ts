import type { SecretHit } from './rule.ts';
import { hitsToHide, withoutHits } from './replace-hits.ts';

/** A text as it may be shown, and what was taken out of it. */
export interface Look {
  readonly shown: string;
  /** Every value that `shown` does not have any more. Never shown. */
  readonly hidden: readonly string[];
  /** Values under a name that may promise a secret, for whoever judges them. Never shown. */
  readonly named: readonly NamedText[];
}

export interface NamedText {
  readonly name: string;
  readonly value: string;
}

export function shownWhole(text: string): Look {
  return { shown: text, hidden: [], named: [] };
}

/** Several looks at parts of what is now shown as one text. */
export function together(shown: string, looks: readonly Look[]): Look {
  return {
    shown,
    hidden: looks.flatMap(({ hidden }) => hidden),
    named: looks.flatMap(({ named }) => named),
  };
}

export function lookWithout(text: string, hits: readonly SecretHit[], named: readonly NamedText[]): Look {
  const hiding = hitsToHide(text, hits);
  return { shown: withoutHits(text, hiding), hidden: hiding.map(({ start, end }) => text.slice(start, end)), named };
}
