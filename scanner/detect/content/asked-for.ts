import type { Evidence, Surface } from './content-finding.ts';
import type { Detectors } from './detectors.ts';
import { findPersonalData } from './personal-data/find-personal-data.ts';

/** What settings ask to look for: personal data, and patterns of the organisation. */
export function askedFor(
  surface: Surface,
  text: string,
  { personalData, ownPatterns }: Pick<Detectors, 'personalData' | 'ownPatterns'>,
): readonly Evidence[] {
  const personal = personalData.length === 0 ? [] : findPersonalData(text, personalData);
  return ownPatterns === null ? personal : [...personal, ...ownPatterns.evidenceIn(surface, text)];
}
