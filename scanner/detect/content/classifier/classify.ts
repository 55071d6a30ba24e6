import type { Evidence, Span, Surface } from '../content-finding.ts';
import type { Part } from '../message-parts.ts';
import { pointerOf, textsOf, type TextAt } from '../texts-of.ts';
import { type Classifier, noOpinions, type Opinion, type Opinions } from './classifier.ts';

export interface ClassifierSettings {
  /** From this score on a passage is evidence. */
  readonly threshold: number;
  /** `soft` adds up with other evidence; `hard` acts alone, for a model that the organisation has measured. */
  readonly tier: 'soft' | 'hard';
  /** What it is asked about. Never what people and agents send to a server: they may write what they like. */
  readonly surfaces: readonly ClassifiedSurface[];
}

export type ClassifiedSurface = Exclude<Surface, 'argument'>;
export const classifiedSurfaces: readonly ClassifiedSurface[] = ['tool', 'result', 'prompt', 'instructions'];

export const usualClassifierSettings: ClassifierSettings = {
  threshold: 0.9,
  tier: 'soft',
  surfaces: classifiedSurfaces,
};

/** One stretch of a text that the classifier is asked about. */
export interface Passage {
  readonly part: Part;
  readonly at: TextAt;
  readonly span: Span;
  readonly words: number;
}

/** How many passages of a message are asked about, at most. */
export const mostPassages = 64;
const passageChars = 1000;
const fewestWords = 4;

/** What the classifier would be asked about in these parts: those passages with the most words, up to a bound. */
export function passagesIn(parts: readonly Part[], { surfaces }: ClassifierSettings): readonly Passage[] {
  return parts
    .filter(({ surface }) => surfaces.some((wanted) => wanted === surface))
    .flatMap(passagesOf)
    .toSorted((a, b) => b.words - a.words)
    .slice(0, mostPassages);
}

/**
 * Asks the classifier, in one batch for each surface.
 *
 * @throws RangeError when it gives another number of scores than there were texts; whatever it throws itself
 */
export async function classify(
  passages: readonly Passage[],
  classifier: Classifier,
  { threshold, tier }: ClassifierSettings,
): Promise<Opinions> {
  if (passages.length === 0) {
    return noOpinions;
  }
  const opinions = new Map<string, Opinion[]>();
  for (const [surface, own] of Map.groupBy(passages, ({ part }) => part.surface)) {
    const texts = own.map(({ at, span }) => at.text.slice(span.start, span.end));
    // oxlint-disable-next-line no-await-in-loop -- one batch after the other: a local model has one processor
    const scores = await classifier.score(surface, texts);
    if (scores.length !== texts.length) {
      throw new RangeError(`the classifier gave ${scores.length} scores for ${texts.length} texts`);
    }
    own.forEach(({ part, at, span }, index) => {
      const score = scores[index] ?? 0;
      if (score >= threshold) {
        const pointer = pointerOf(part.place);
        opinions.set(pointer, [...(opinions.get(pointer) ?? []), { at, pieces: [evidence(span, tier, score)] }]);
      }
    });
  }
  return opinions;
}

function passagesOf(part: Part): readonly Passage[] {
  const found: Passage[] = [];
  for (const at of textsOf(part.value, part.place, part.without)) {
    for (let start = 0; start < at.text.length; start += passageChars) {
      const span = { start, end: Math.min(at.text.length, start + passageChars) };
      const words = at.text.slice(span.start, span.end).match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
      if (words >= fewestWords) {
        found.push({ part, at, span, words });
      }
    }
  }
  return found;
}

function evidence(span: Span, tier: 'soft' | 'hard', score: number): Evidence {
  return {
    rule: 'classifier',
    tier,
    severity: 'medium',
    confidence: score >= 0.99 ? 'likely' : 'possible',
    span,
    detail: score.toFixed(2),
  };
}
