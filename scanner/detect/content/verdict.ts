import { severities } from '../../model/finding.ts';
import type { ContentFinding, Evidence, Verdict } from './content-finding.ts';

/** Evidence, or the findings made of it. */
type Weighed = Pick<Evidence, 'tier' | 'severity' | 'rule'> | Pick<ContentFinding, 'tier' | 'severity' | 'rule'>;

/**
 * What all the evidence on one text comes to. Hard evidence acts: `bad` from high severity on, else `suspect`.
 * Soft evidence is `suspect` only where two different rules agree, and a mere mention is nothing.
 */
export function verdictOf(evidence: readonly Weighed[]): Verdict {
  const hard = evidence.filter(({ tier }) => tier === 'hard');
  if (hard.some(({ severity }) => severities.indexOf(severity) >= severities.indexOf('high'))) {
    return 'bad';
  }
  const agreeing = new Set(evidence.filter(({ tier }) => tier === 'soft').map(({ rule }) => rule));
  return hard.length > 0 || agreeing.size >= 2 ? 'suspect' : 'clean';
}

/** The worst of several verdicts. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  const order: readonly Verdict[] = ['clean', 'suspect', 'bad'];
  return order.findLast((verdict) => verdicts.includes(verdict)) ?? 'clean';
}
