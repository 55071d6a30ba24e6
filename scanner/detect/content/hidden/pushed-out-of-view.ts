import type { Evidence, Surface } from '../content-finding.ts';
import type { Survey } from '../survey.ts';

/** Finds words that stand far behind empty space, where a window shows none of them. In output, wide tables are honest. */
export function findPushedOutOfView(text: string, surface: Surface, { afterGaps }: Survey): readonly Evidence[] {
  if (surface === 'result' || surface === 'argument') {
    return [];
  }
  return afterGaps
    .filter((at) => at > 140 || /\S/.test(text.slice(0, at)))
    .filter((at) => /[A-Za-z]{3,}[^A-Za-z]+[A-Za-z]{2,}/.test(text.slice(at, at + 80)))
    .slice(0, 5)
    .map((at) => ({
      rule: 'pushed-out-of-view',
      tier: 'hard',
      severity: 'medium',
      confidence: 'likely',
      span: { start: at, end: Math.min(text.length, at + 200) },
    }));
}
