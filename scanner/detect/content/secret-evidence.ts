import type { SecretHit } from '../secrets/rule.ts';
import type { Evidence, Span } from './content-finding.ts';

/** A credential as evidence. What is only possible (typed, not drawn; a mere name; no signature) is worth a look and not an alarm. */
export function secretEvidence({ kind, start, end, confidence }: SecretHit): Evidence {
  return {
    rule: 'secret',
    tier: 'hard',
    severity: confidence === 'possible' ? 'medium' : 'high',
    confidence,
    span: { start, end },
    detail: kind,
  };
}

/** A value that is known to be secret. */
export function knownEvidence(span: Span): Evidence {
  return secretEvidence({ kind: 'known-secret', ...span, confidence: 'certain' });
}
