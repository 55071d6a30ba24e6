import type { DocumentProblem } from './advisory-documents.ts';
import type { Severity } from '../model/finding.ts';
import type { PackageUse } from '../model/identity.ts';
import shipped from './advisories.json' with { type: 'json' };
import { ecosystemOf } from './purl.ts';
import type { VersionRange } from './version-range.ts';
import { isInside, isWithin, mayMeet, parseRange, reachesNewest } from './version-range.ts';

export interface Advisory {
  readonly id: string;
  readonly aliases: readonly string[];
  /** Package URL without a version. */
  readonly package: string;
  /** Versions it is about; null when nobody says which. */
  readonly range: VersionRange | null;
  readonly fixed: string | null;
  readonly severity: Severity;
  readonly kind: 'vulnerable' | 'malicious';
  readonly summary: string;
}

export interface Advisories {
  /** Day of the newest collection, `yyyy-mm-dd`. */
  readonly date: string;
  readonly entries: readonly Advisory[];
}

export interface AdvisoryMatch {
  readonly advisory: Advisory;
  readonly use: PackageUse;
  /**
   * `version`: this start surely runs an affected version. `unknown-version`: it may. `unknown-range`: the advisory
   * does not say which versions; information, never a reason to block.
   */
  readonly match: 'version' | 'unknown-version' | 'unknown-range';
}

/**
 * The advisories that ship with Sallyport, changed by further documents: our own collections, single entries, or OSV
 * documents. A later one with the same id replaces the earlier; a withdrawn one cancels it.
 *
 * @returns `problems` says which of the further documents hold something that was left out, and why
 */
export async function loadAdvisories(extra: readonly unknown[]): Promise<{
  readonly advisories: Advisories;
  readonly problems: readonly DocumentProblem[];
}> {
  const byId = new Map(shipped.entries.map((entry) => [entry.id, [shippedAdvisory(entry)] as readonly Advisory[]]));
  if (extra.length === 0) {
    return { advisories: { date: shipped.date, entries: [...byId.values()].flat() }, problems: [] };
  }
  // Schemas are loaded for those who bring documents of their own: everybody else waits for nothing.
  const { readDocuments } = await import('./advisory-documents.ts');
  const { read, date, problems } = readDocuments(extra);
  read.forEach(({ id, advisories }) => byId.set(id, advisories));
  return {
    advisories: { date: date > shipped.date ? date : shipped.date, entries: [...byId.values()].flat() },
    problems,
  };
}

/** INVARIANT: a test reads every shipped entry by its schema, so that no start has to. */
function shippedAdvisory({ affected, ...entry }: (typeof shipped.entries)[number]): Advisory {
  let range: VersionRange | null | undefined;
  return {
    ...entry,
    severity: entry.severity as Advisory['severity'],
    kind: entry.kind as Advisory['kind'],
    // Most packages are never met: their ranges need no reading.
    get range() {
      if (range === undefined) {
        const ecosystem = ecosystemOf(entry.package);
        range = affected === null || ecosystem === null ? null : parseRange(ecosystem, affected);
      }
      return range;
    },
  };
}

/**
 * The advisories that name a package which runs, and how sure it is that they mean this start.
 *
 * @param requested the versions a start without one exact version asks for; null when it asks for the newest
 */
export function matchAdvisories(
  use: PackageUse,
  advisories: Advisories,
  requested: string | null = null,
): readonly AdvisoryMatch[] {
  return advisories.entries
    .filter((advisory) => advisory.package === use.purl)
    .flatMap((advisory): readonly AdvisoryMatch[] => {
      const match = matchOf(use.version, advisory.range, requested);
      return match === null ? [] : [{ advisory, use, match }];
    });
}

function matchOf(
  version: string | null,
  range: VersionRange | null,
  requested: string | null,
): AdvisoryMatch['match'] | null {
  if (range === null) {
    return 'unknown-range';
  }
  if (version === null) {
    return matchOfUnpinned(range, requested);
  }
  const within = isWithin(version, range);
  return within === null ? 'unknown-version' : within ? 'version' : null;
}

function matchOfUnpinned(range: VersionRange, requested: string | null): AdvisoryMatch['match'] | null {
  if (requested === null || requested === 'latest' || requested === '*') {
    return reachesNewest(range) ? 'version' : 'unknown-version';
  }
  const asked = parseRange(range.ecosystem, requested);
  if (asked === null) {
    // A tag such as `next`: which version it means only the registry knows.
    return 'unknown-version';
  }
  if (!mayMeet(range, asked)) {
    return null;
  }
  return reachesNewest(range, asked) || isInside(asked, range) ? 'version' : 'unknown-version';
}
