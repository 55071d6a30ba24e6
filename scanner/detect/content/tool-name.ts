import { deceptionsIn, type Deception } from '../deceptive-text.ts';
import type { Evidence } from './content-finding.ts';
import type { ContentRule } from './content-rules.ts';
import { findPhrases } from './find-phrases.ts';

/** A name that shows something else than it holds, or that says in words what the tool is for. */
export function judgeName(name: string): readonly Evidence[] {
  const span = { start: 0, end: name.length };
  return [
    ...deceptionsIn(name).map(({ kind }): Evidence => ({
      rule: rules[kind],
      tier: 'hard',
      severity: 'high',
      confidence: 'likely',
      span,
    })),
    ...findPhrases(name.replaceAll(/[_-]+/g, ' '), 'tool')
      .filter(({ tier }) => tier === 'hard')
      .map((evidence): Evidence => ({ ...evidence, span })),
  ];
}

const rules: Readonly<Record<Deception['kind'], ContentRule>> = {
  control: 'terminal-escape',
  'terminal-escape': 'terminal-escape',
  bidi: 'bidi-reordering',
  invisible: 'hidden-characters',
  tag: 'hidden-characters',
  'mixed-scripts': 'look-alike-letters',
  'styled-letters': 'look-alike-letters',
  broken: 'hidden-characters',
};
