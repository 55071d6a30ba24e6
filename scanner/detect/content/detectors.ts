import type { KnownValues } from '../secrets/known-values.ts';
import type { Evidence, Surface } from './content-finding.ts';
import type { PersonalKind } from './personal-data/find-personal-data.ts';

/** What is looked for besides the detectors that always run. */
export interface Detectors {
  /** Kinds of personal data to look for. */
  readonly personalData: readonly PersonalKind[];
  /** Values that are known to be secret, made ready by `makeKnownValues`; null when there are none. */
  readonly knownValues: KnownValues | null;
  /** The organisation's patterns, made ready by `makeOwnPatterns`, whose library is loaded only with it; null when there are none. */
  readonly ownPatterns: OwnPatterns | null;
}

export interface OwnPatterns {
  readonly evidenceIn: (surface: Surface, text: string) => readonly Evidence[];
}

/** The detectors that run without any setting. */
export const defaultDetectors: Detectors = { personalData: [], knownValues: null, ownPatterns: null };
