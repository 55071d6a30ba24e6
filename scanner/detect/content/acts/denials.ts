import type { SpokenConcept } from './concepts.ts';
import type { Word } from './words.ts';

const tellings: ReadonlySet<SpokenConcept> = new Set(['tell', 'inform']);
/** How far behind a telling its object stands, in words. */
const objectWithin = 8;
const form =
  /\b(?:ids?|identifiers?|uuids?|guids?|slugs?|json|xml|html|markdown|markup|hash(?:es)?|timestamps?|offsets?|enums?|as[- ]is|verbatim|unformatted)\b/i;

/**
 * Whether an act that is denied is no order to leave it. A fact is kept from nobody that is only shown in another form (`do not show raw
 * ids`) or on demand (`unless they ask`); and `does not confirm` and `is not consent` say what something comes to.
 */
export function isHarmlessDenial(concept: SpokenConcept, words: readonly Word[], at: number): boolean {
  if (tellings.has(concept)) {
    const behind = words.slice(at + 1, at + 1 + objectWithin);
    const end = behind.findIndex(({ beginsClause }) => beginsClause);
    const object = end === -1 ? behind : behind.slice(0, end);
    return (
      isHintGiven(words, at) ||
      form.test(object.map(({ text }) => text).join(' ')) ||
      behind.some(({ text }) => text.toLowerCase() === 'unless')
    );
  }
  return concept === 'ask' && (saysWhatIs(words, at) || isRefusedWithout(words, at) || isHeader(words, at));
}

/** `with no Authorization header`: nobody's consent. */
function isHeader(words: readonly Word[], at: number): boolean {
  const [name = '', next = ''] = words.slice(at, at + 2).map(({ text }) => text.toLowerCase());
  return /^authori[sz]ation$/.test(name) && /^(?:headers?|tokens?|schemes?)$/.test(next);
}

/** `the list doesn't provide a hint for the user` is a thing that is not there. */
function isHintGiven(words: readonly Word[], at: number): boolean {
  const before = words.slice(Math.max(0, at - 5), at).map(({ text }) => text.toLowerCase().replace('’', "'"));
  return /^hints?$/i.test(words[at]?.text ?? '') && before.some((text) => /^(?:does|doesn't|did|didn't)$/.test(text));
}

const refused = /^(?:rejected|refused|denied|blocked|fails?|errors?|return|returns)$/;
const refusedWithin = 6;

/** `calls without confirm return an error` tells of a gate, and opens none. */
function isRefusedWithout(words: readonly Word[], at: number): boolean {
  const [calls = '', without = ''] = words.slice(Math.max(0, at - 2), at).map(({ text }) => text.toLowerCase());
  return (
    without === 'without' &&
    /^(?:calls?|requests?|operations?|attempts?|writes?|actions?|deletes?)$/.test(calls) &&
    words.slice(at + 1, at + 1 + refusedWithin).some(({ text }) => refused.test(text.toLowerCase()))
  );
}

function saysWhatIs(words: readonly Word[], at: number): boolean {
  const before = words.slice(Math.max(0, at - 4), at).map(({ text }) => text.toLowerCase().replace('’', "'"));
  const isVerb = /^(?:confirm|verify|review|approve)$/i.test(words[at]?.text ?? '');
  return isVerb
    ? before.some((text) => /^(?:does|did|doesn't|didn't)$/.test(text))
    : /(?:^| )(?:(?:is|are|was|were) not|isn't|aren't|wasn't|weren't)(?: an?| the| any)?$/.test(before.join(' '));
}
