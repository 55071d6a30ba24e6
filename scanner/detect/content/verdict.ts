import { severities } from '../../model/finding.ts';
import type { Evidence, Verdict } from './content-finding.ts';

/**
 * What all the evidence on one text comes to. Hard evidence acts: `bad` from high severity on, else `suspect`.
 * Soft evidence is `suspect` only where two different rules agree, and a mere mention is nothing.
 */
export function verdictOf(evidence: readonly Evidence[]): Verdict {
  const hard = evidence.filter(({ tier }) => tier === 'hard');
  if (hard.some(({ severity }) => severities.indexOf(severity) >= severities.indexOf('high'))) {
    return 'bad';
  }
  const agreeing = new Set(
    evidence.filter(({ tier, rule }) => tier === 'soft' && rule !== 'secret').map(({ rule }) => rule),
  );
  return hard.length > 0 || agreeing.size >= 2 ? 'suspect' : 'clean';
}
