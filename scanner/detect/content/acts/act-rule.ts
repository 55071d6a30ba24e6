import type { Confidence, Severity } from '../../../model/finding.ts';
import type { ContentRule } from '../content-rules.ts';
import type { Needs, Wanted } from './said.ts';

/** A rule for fetched text, which is looked at only where one of the anchors stands. */
export interface AnchoredActRule extends ActRule {
  /** As those of a `PhraseRule`. */
  readonly anchors: readonly string[];
  readonly and?: readonly string[];
}

/** What does not come together in honest text, however it is put into words. */
export interface ActRule {
  readonly rule: ContentRule;
  readonly needs: Needs;
  /** What makes it honest. */
  readonly never: readonly Wanted[];
  readonly tier: 'hard' | 'soft';
  readonly severity: Severity;
  readonly confidence: Confidence;
}
