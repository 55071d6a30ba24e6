import type { Observation } from '../model/finding.ts';
import type { Detector } from './detector.ts';
import { packageArgument } from './package-argument.ts';
import { packageOf } from './package-of.ts';
import { argumentPlace } from './place.ts';
import { shown } from './shown.ts';

/** A package named without an exact version: what runs is decided anew by whoever publishes next. */
export const detectUnpinnedPackage: Detector = ({ entry, resolved }) => {
  const { runs } = resolved;
  const found: Observation[] = [];
  if (runs.kind === 'package' && runs.version === null) {
    const asked =
      runs.requested === null ? 'without a version' : `as "${shown(runs.requested)}", which is not one exact version`;
    found.push({
      rule: 'config/unpinned-package',
      severity: 'medium',
      confidence: 'certain',
      where: argumentPlace(entry, packageArgument(runs)),
      message: `${shown(runs.runner)} starts ${shown(runs.name)} ${asked}`,
      remedy: `Name the exact version you reviewed, for example ${shown(runs.name)}${runs.ecosystem === 'npm' ? '@' : '=='}1.2.3.`,
    });
  }
  for (const { purl, version } of resolved.alsoRuns) {
    const extra = packageOf(purl);
    if (version === null && extra !== null && !(runs.kind === 'package' && extra.name === runs.name)) {
      found.push({
        rule: 'config/unpinned-package',
        severity: 'low',
        confidence: 'certain',
        where: argumentPlace(entry, packageArgument(extra)),
        message: `${shown(extra.name)} runs beside the server without an exact version`,
        remedy: `Name an exact version of ${shown(extra.name)} too.`,
      });
    }
  }
  return found;
};
