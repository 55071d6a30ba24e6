import type { Detector } from './detector.ts';
import { shown } from './shown.ts';

/** An entry no client can start as it stands. */
export const detectMalformedEntry: Detector = ({ entry }) =>
  'problem' in entry.launch && entry.launch.kind === 'malformed'
    ? [
        {
          rule: 'config/malformed-entry',
          severity: 'low',
          confidence: 'certain',
          where: entry.pointer,
          message: `the entry starts nothing: ${shown(entry.launch.problem)}`,
          remedy: 'Correct the entry, or remove it.',
        },
      ]
    : [];
