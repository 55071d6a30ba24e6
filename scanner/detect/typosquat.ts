import type { Confidence, Severity } from '../model/finding.ts';
import type { Detector, Subject } from './detector.ts';
import { nearName } from './near-name.ts';
import type { NearName } from './near-name.ts';
import { packageArgument } from './package-argument.ts';
import { packageOf } from './package-of.ts';
import type { Package } from './package-of.ts';
import { argumentPlace } from './place.ts';
import { shown } from './shown.ts';

/** A package whose name is easily taken for a well-known one. */
export const detectTyposquat: Detector = (subject) =>
  packages(subject).flatMap((used) => {
    const near = nearName(used);
    return near === null
      ? []
      : [
          {
            rule: 'config/typosquat',
            ...weights[near.how],
            where: argumentPlace(subject.entry, packageArgument(used)),
            message: `${shown(used.name)} ${differences[near.how](near.known)}`,
            remedy: `Check who publishes ${shown(used.name)}, and use ${near.known} if that is what you meant.`,
          } as const,
        ];
  });

function packages({ resolved }: Subject): readonly Package[] {
  const main = resolved.runs.kind === 'package' ? [resolved.runs] : [];
  const extras = resolved.alsoRuns.flatMap(({ purl }) => packageOf(purl) ?? []);
  return [...main, ...extras.filter((extra) => extra.name !== main[0]?.name)];
}

const weights: Readonly<Record<NearName['how'], { readonly severity: Severity; readonly confidence: Confidence }>> = {
  'look-alike': { severity: 'high', confidence: 'likely' },
  scope: { severity: 'high', confidence: 'likely' },
  slip: { severity: 'high', confidence: 'likely' },
  close: { severity: 'medium', confidence: 'possible' },
  'other-ecosystem': { severity: 'medium', confidence: 'possible' },
  copied: { severity: 'low', confidence: 'possible' },
};

const differences: Readonly<Record<NearName['how'], (known: string) => string>> = {
  'look-alike': (known) => `looks the same as the well-known ${known} and is another package`,
  scope: (known) => `has a publisher scope close to that of the well-known ${known}`,
  slip: (known) => `is one slip of the keyboard away from the well-known ${known}`,
  close: (known) => `is spelled almost like the well-known ${known}`,
  'other-ecosystem': (known) => `has the name of the well-known ${known}, which is published elsewhere`,
  copied: (known) => `has the name of the well-known ${known} but another publisher`,
};
