import type { RuleId, SourceId } from './ids.ts';

export type Severity = 'low' | 'medium' | 'high' | 'critical';
export type Confidence = 'certain' | 'likely' | 'possible';

/** Something risky that was seen. Never holds a secret value: `message` and `remedy` are built from names and kinds. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly message: string;
  readonly remedy: string;
  /** JSON pointer in the source's document; empty when the finding is about the whole file or program. */
  readonly where: string;
  readonly confidence: Confidence;
  readonly source: SourceId | null;
  readonly suppressed: Suppressed | null;
  /** Of the secret that a finding is about, salted: the same wherever this device holds the same secret. Absent where it is about none. */
  readonly fingerprint?: string;
}

export interface Suppressed {
  readonly reason: string;
  readonly owner: string;
  /** Last day it holds, `yyyy-mm-dd`. */
  readonly until: string;
}

/** A finding as a detector makes it: where it belongs and whether it is suppressed is added by the scan. */
export type Observation = Omit<Finding, 'source' | 'suppressed'>;

export const severities: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

export function worse(a: Severity, b: Severity): Severity {
  return severities.indexOf(a) >= severities.indexOf(b) ? a : b;
}
