import { severities } from '../../model/finding.ts';
import type { Evidence } from './content-finding.ts';

/** Several wordings of one rule often hit one passage: the strongest stays. */
export function withoutRepeats(found: readonly Evidence[]): readonly Evidence[] {
  const kept: Evidence[] = [];
  for (const piece of found) {
    const same = kept.findLastIndex(
      ({ rule, span }) => rule === piece.rule && span.start < piece.span.end && piece.span.start < span.end,
    );
    const other = kept[same];
    if (other === undefined) {
      kept.push(piece);
    } else if (strength(piece) > strength(other)) {
      kept[same] = piece;
    }
  }
  return kept;
}

function strength({ tier, severity }: Evidence): number {
  return { mention: 0, soft: 10, hard: 20 }[tier] + severities.indexOf(severity);
}
