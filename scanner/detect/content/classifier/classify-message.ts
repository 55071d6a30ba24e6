import { contentFinding } from '../as-finding.ts';
import type { ContentFinding, Evidence, Span, Surface } from '../content-finding.ts';
import { partsOfMessage, type PassingMessage } from '../message-parts.ts';
import { textsOf, type TextAt } from '../texts-of.ts';
import type { Classifier } from './classifier.ts';

export interface ClassifierSettings {
  /** From this score on a passage is evidence. */
  readonly threshold: number;
  /** `soft` adds up with other evidence; `hard` acts alone, for a model that the organisation has measured. */
  readonly tier: 'soft' | 'hard';
  /** How many passages of a message are asked about, at most: those with the most words first. */
  readonly mostPassages: number;
}

export const usualClassifierSettings: ClassifierSettings = { threshold: 0.9, tier: 'soft', mostPassages: 64 };

const passageChars = 1000;
const fewestWords = 4;

/**
 * Asks the classifier about the passages of a message, in one batch for each surface. What people and agents send to a server is not asked
 * about: they may write what they like.
 *
 * @returns findings of the rule `content/classifier`, to be weighed together with those of the inspector by `verdictOf`
 * @throws RangeError when the classifier gives another number of scores than there were texts; whatever it throws itself
 */
export async function classifyMessage(
  message: PassingMessage,
  classifier: Classifier,
  { threshold, tier, mostPassages }: ClassifierSettings = usualClassifierSettings,
): Promise<readonly ContentFinding[]> {
  const passages = passagesOf(message)
    .toSorted((a, b) => b.words - a.words)
    .slice(0, mostPassages);
  const findings: ContentFinding[] = [];
  for (const [surface, own] of Map.groupBy(passages, (passage) => passage.surface)) {
    const texts = own.map(({ at, span }) => at.text.slice(span.start, span.end));
    // oxlint-disable-next-line no-await-in-loop -- one batch after the other: a local model has one processor
    const scores = await classifier.score(surface, texts);
    if (scores.length !== texts.length) {
      throw new RangeError(`the classifier gave ${scores.length} scores for ${texts.length} texts`);
    }
    own.forEach(({ at, span }, index) => {
      const score = scores[index] ?? 0;
      if (score >= threshold) {
        findings.push(contentFinding(evidence(span, tier, score), surface, at));
      }
    });
  }
  return findings;
}

interface Passage {
  readonly surface: Surface;
  readonly at: TextAt;
  readonly span: Span;
  readonly words: number;
}

function passagesOf(message: PassingMessage): readonly Passage[] {
  const found: Passage[] = [];
  for (const { surface, value, place, without } of partsOfMessage(message)) {
    for (const at of surface === 'argument' ? [] : textsOf(value, place, without)) {
      for (let start = 0; start < at.text.length; start += passageChars) {
        const span = { start, end: Math.min(at.text.length, start + passageChars) };
        const words = at.text.slice(span.start, span.end).match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
        if (words >= fewestWords) {
          found.push({ surface, at, span, words });
        }
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
