import type { PackageUse, Resolved } from '../model/identity.ts';
import { type Advisories, type AdvisoryMatch, matchAdvisories } from './advisories.ts';
import { npmPurl, pypiPurl } from './purl.ts';

/** Advisories that name the package a start runs, or one that runs beside it. */
export function advisoriesFor(
  { identity, alsoRuns, runs }: Resolved,
  advisories: Advisories,
): readonly AdvisoryMatch[] {
  const main = identity.purl === null ? purlOfRuns(runs) : { purl: identity.purl, version: identity.version };
  const requested = runs.kind === 'package' ? runs.requested : null;
  return [
    ...(main === null ? [] : matchAdvisories(main, advisories, requested)),
    ...alsoRuns.flatMap((use) => matchAdvisories(use, advisories)),
  ];
}

/** An unidentified start still names a package; an advisory about it is worth knowing. */
function purlOfRuns(runs: Resolved['runs']): PackageUse | null {
  if (runs.kind !== 'package') {
    return null;
  }
  return { purl: runs.ecosystem === 'npm' ? npmPurl(runs.name) : pypiPurl(runs.name), version: runs.version };
}
