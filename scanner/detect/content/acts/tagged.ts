import type { Span } from '../content-finding.ts';
import { acts, type Concept } from './concepts.ts';
import { isHarmlessDenial } from './denials.ts';
import { forms } from './forms.ts';
import { longestWay } from './lexicon-ways.ts';
import { moodInSelfDescription, moodOf, type Mood } from './mood.ts';
import { mayBeOtherTongue, otherTongues, type Saying } from './other-tongues.ts';
import { wordsOf } from './words.ts';

/** A passage that says something, and how an act is spoken of in it; things are `told`. */
export interface Tag {
  readonly mood: Mood;
  readonly span: Span;
}

/** A text in which concepts can be looked for. */
export interface Tagged {
  /** In the order of the text. */
  readonly tagsOf: (concept: Concept) => readonly Tag[];
}

/**
 * Reads a text for concepts: its words at once, forms when they are asked for, as most texts do not come so far. Of several ways to say
 * something that begin with one word the longest counts; a word may mean several things. Linear in the length of the text.
 *
 * @param selfDescriptionEnd up to where the text says what a thing does, so that `Get the mail` is no order
 */
export function tagged(text: string, selfDescriptionEnd = 0): Tagged {
  const spoken = spokenTags(text, selfDescriptionEnd);
  const known = new Map<Concept, readonly Tag[]>();
  const isForeign = mayBeOtherTongue(text);
  return {
    tagsOf: (concept) => {
      const before = known.get(concept);
      if (before !== undefined) {
        return before;
      }
      const shaped = formTags(text, concept, isForeign);
      const own = spoken.get(concept) ?? [];
      const tags =
        shaped.length === 0 ? own : [...own, ...shaped].toSorted((one, other) => one.span.start - other.span.start);
      known.set(concept, tags);
      return tags;
    },
  };
}

function spokenTags(text: string, selfDescriptionEnd: number): ReadonlyMap<Concept, readonly Tag[]> {
  const words = wordsOf(text);
  const tags = new Map<Concept, Tag[]>();
  for (const [at, word] of words.entries()) {
    const way = longestWay(words, at);
    if (way === null) {
      continue;
    }
    const start = word.span.start;
    const end = words[at + way.rest.length]?.span.end ?? word.span.end;
    const isAct = way.concepts.some((concept) => acts.has(concept));
    const mood = !isAct ? 'told' : start < selfDescriptionEnd ? moodInSelfDescription(words, at) : moodOf(words, at);
    for (const concept of way.concepts) {
      const own = tags.get(concept) ?? [];
      const isNone = !acts.has(concept) || (mood === 'denied' && isHarmlessDenial(concept, words, at));
      own.push({ mood: isNone ? 'told' : mood, span: { start, end } });
      tags.set(concept, own);
    }
  }
  return tags;
}

const plainForms = Map.groupBy(forms, ([concept]) => concept);
const foreignForms = Map.groupBy(otherTongues, ([concept]) => concept);
const none: readonly Saying[] = [];

function formTags(text: string, concept: Concept, isForeign: boolean): readonly Tag[] {
  const plain = plainForms.get(concept) ?? none;
  const sayings = isForeign ? [...plain, ...(foreignForms.get(concept) ?? none)] : plain;
  return sayings.length === 0 ? [] : sayings.flatMap((saying) => tagsBy(saying, text));
}

/** With the expression itself: a copy, as `matchAll` makes one, would be compiled anew. */
function tagsBy([, mood, form, unlessBehind]: Saying, text: string): readonly Tag[] {
  const tags: Tag[] = [];
  form.lastIndex = 0;
  for (let match = form.exec(text); match !== null; match = form.exec(text)) {
    const end = match.index + match[0].length;
    const isHonest = unlessBehind?.test(text.slice(Math.max(0, match.index - 60), match.index)) === true;
    if (!isHonest) {
      tags.push({ mood, span: { start: match.index, end } });
    }
    form.lastIndex = Math.max(form.lastIndex, match.index + 1);
  }
  return tags;
}
