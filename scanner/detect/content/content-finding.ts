import type { Confidence, Severity } from '../../model/finding.ts';
import type { RuleId } from '../../model/ids.ts';
import type { ContentRule } from './content-rules.ts';

/** Where a text stands in the conversation. What is an attack depends on it: tools describe themselves, results report. */
export type Surface = 'tool' | 'result' | 'argument' | 'prompt' | 'instructions';

export type ContentKind = 'secret' | 'hidden-text' | 'poisoning' | 'injection' | 'personal-data';

/** UTF-16 offsets, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * How much one piece of evidence is worth. `hard` acts alone; `soft` counts only when different rules agree;
 * `mention` is a text that talks about an attack, and never counts.
 */
export type Tier = 'hard' | 'soft' | 'mention';

/** What a detector saw in one text. */
export interface Evidence {
  readonly rule: ContentRule;
  readonly tier: Tier;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly span: Span;
  /** What the bare text does not show: decoded, unhidden, spelled in plain letters. */
  readonly revealed?: string;
  /** Which secret, which personal data, which pattern of the organisation. */
  readonly detail?: string;
  /** What a pattern of the organisation says it finds; other rules know. */
  readonly kind?: ContentKind;
}

/** A passage in a document: the string at a JSON pointer, or the last key of that pointer, and the characters of it. */
export interface Where {
  readonly pointer: string;
  readonly of: 'value' | 'key';
  readonly span: Span;
}

/** What a person or a program is told about a text. */
export interface ContentFinding {
  readonly rule: RuleId;
  readonly kind: ContentKind;
  readonly where: Where;
  /** The kind of credential or of personal data, or the id of the organisation's own pattern; null for other rules. */
  readonly detail: string | null;
  readonly tier: Tier;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** The passage, with secrets taken out and what does not print spelled out. */
  readonly evidence: string;
  readonly message: string;
  readonly remedy: string;
}

/** `bad`: hard evidence of an attack. `suspect`: milder hard evidence, or different soft evidence that agrees. */
export type Verdict = 'clean' | 'suspect' | 'bad';

export interface Inspection {
  readonly verdict: Verdict;
  readonly findings: readonly ContentFinding[];
}
