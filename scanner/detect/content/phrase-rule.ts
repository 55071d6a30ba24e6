import type { Confidence, Severity } from '../../model/finding.ts';
import type { Surface, Tier } from './content-finding.ts';
import type { ContentRule } from './content-rules.ts';

/**
 * A family of wordings. It is looked for in sentences that hold one of its anchors, in their plain spelling:
 * one blank between words, no accents, no look-alike letters.
 */
export interface PhraseRule {
  readonly rule: ContentRule;
  /** Parts of words, four ASCII characters or more, one of which every match holds; letter case is ignored. */
  readonly anchors: readonly string[];
  /** More parts of words, one of which the sentence holds as well: spares the search where the first alone are common. */
  readonly and?: readonly string[];
  /** What the sentence holds besides the shape, in any order: the rule is about what comes together, and not about how it is said. */
  readonly also?: readonly RegExp[];
  /** What makes the sentence honest: a refusal, a description of the tool's own set-up. */
  readonly unless?: RegExp;
  /** Bounded, linear, flag `i`. Build gaps with {@link gap}. */
  readonly shape: Shape;
  readonly tier: 'hard' | 'soft';
  /** Surfaces on which honest texts do not speak so, and where a soft rule is hard. */
  readonly hardOn?: readonly Surface[];
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Where the rule applies; default everywhere but arguments. */
  readonly surfaces?: readonly Surface[];
  /** Looks on past the end of the sentence: an order often says in the next one what to do with what it took. */
  readonly reach?: 'passage';
  /**
   * What must follow the shape, one after the other, each within `within` characters of the end of the last. A chain costs the sum
   * of its parts where one expression with gaps would cost their product.
   */
  readonly followedBy?: readonly { readonly shape: RegExp; readonly within: number }[];
}

/** An expression, or what finds a passage by other means. */
export interface Shape {
  readonly exec: (passage: string) => { readonly index: number; readonly 0: string } | null;
}

/** Up to `most` words in between, and the marks around them. */
export function gap(most: number): string {
  return `(?:[^\\w]+\\w+){0,${most}}?[^\\w]+`;
}

/** Where a server speaks of itself. */
export const described: readonly Surface[] = ['tool', 'prompt', 'instructions'];

/** What is left of a hit that a text only talks about. */
export const mentioned: Tier = 'mention';
