import type { Observation, Severity } from '../model/finding.ts';
import { severities } from '../model/finding.ts';
import { packageOf } from './package-of.ts';
import { shown } from './shown.ts';

/** An advisory that names a package this server runs; a matcher's richer type fits as it is. */
export interface NamedAdvisory {
  readonly match: 'version' | 'unknown-version' | 'unknown-range';
  readonly advisory: {
    readonly id: string;
    readonly package: string;
    readonly fixed: string | null;
    readonly severity: Severity;
    readonly kind: 'vulnerable' | 'malicious';
    readonly summary: string;
  };
}

/**
 * Findings from the advisories that name a server's package.
 *
 * @param where pointer of the argument that names the package, or of the entry
 */
export function observeAdvisories(matches: readonly NamedAdvisory[], where: string): readonly Observation[] {
  const distinct = matches.filter((one, index) => matches.findIndex((other) => isSame(one, other)) === index);
  const certain = distinct.filter(({ match }) => match === 'version').map((match) => known(match, where));
  const possible = Map.groupBy(
    distinct.filter(({ match }) => match === 'unknown-version'),
    ({ advisory }) => `${advisory.kind} ${advisory.package}`,
  );
  const informative = distinct
    .filter(({ match }) => match === 'unknown-range')
    .map((match) => unknownRange(match, where));
  return [...certain, ...[...possible.values()].flatMap((group) => unknownVersion(group, where)), ...informative];
}

/** A bridge is both what runs and what runs beside; its advisories arrive twice. */
function isSame(a: NamedAdvisory, b: NamedAdvisory): boolean {
  return a.match === b.match && a.advisory.id === b.advisory.id && a.advisory.package === b.advisory.package;
}

function known({ advisory }: NamedAdvisory, where: string): Observation {
  const name = shownPackage(advisory.package);
  return advisory.kind === 'malicious'
    ? {
        rule: 'advisory/malicious',
        severity: 'critical',
        confidence: 'certain',
        where,
        message: `${name} is malicious (${shown(advisory.id)}): ${inOneLine(advisory.summary)}`,
        remedy: 'Remove the entry, then change every credential this server could read.',
      }
    : {
        rule: 'advisory/known-vulnerable',
        severity: advisory.severity,
        confidence: 'certain',
        where,
        message: `this version of ${name} is vulnerable (${shown(advisory.id)}): ${inOneLine(advisory.summary)}`,
        remedy:
          advisory.fixed === null
            ? 'Stop using it until a version without the fault is out.'
            : `Use version ${shown(advisory.fixed)} or later.`,
      };
}

/** One finding for all advisories of a package: without a version none of them is more than a possibility. */
function unknownVersion(group: readonly NamedAdvisory[], where: string): readonly Observation[] {
  const [first] = group.toSorted(
    (a, b) => severities.indexOf(possibleSeverity(b)) - severities.indexOf(possibleSeverity(a)),
  );
  if (first === undefined) {
    return [];
  }
  const ids = group.map(({ advisory }) => shown(advisory.id));
  const named = ids.length > 3 ? `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more` : ids.join(', ');
  return [
    {
      rule: 'advisory/unknown-version',
      severity: possibleSeverity(first),
      confidence: 'possible',
      where,
      message: `no exact version is named, and some versions of ${shownPackage(first.advisory.package)} are ${first.advisory.kind} (${named})`,
      remedy: 'Name an exact version that no advisory names.',
    },
  ];
}

/** A step lower than the advisory; at most medium where a fix is out, since a fresh start then fetches the fixed version. */
function possibleSeverity({ advisory }: NamedAdvisory): Severity {
  const lower = severities[Math.max(0, severities.indexOf(advisory.severity) - 1)] ?? 'low';
  const isFixed = advisory.kind === 'vulnerable' && advisory.fixed !== null;
  return isFixed && (lower === 'high' || lower === 'critical') ? 'medium' : lower;
}

function unknownRange({ advisory }: NamedAdvisory, where: string): Observation {
  return {
    rule: 'advisory/unknown-range',
    severity: 'low',
    confidence: 'possible',
    where,
    message: `an advisory (${shown(advisory.id)}) names ${shownPackage(advisory.package)} without saying which versions: ${inOneLine(advisory.summary)}`,
    remedy: 'Read the advisory and check whether your version has the fault.',
  };
}

function shownPackage(purl: string): string {
  return shown(packageOf(purl)?.name ?? purl);
}

function inOneLine(summary: string): string {
  return shown(summary.replace(/\s+/g, ' ').replace(/\.\s*$/, ''), 240);
}
