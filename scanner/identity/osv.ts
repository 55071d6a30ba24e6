import * as z from 'zod/mini';
import type { Severity } from '../model/finding.ts';
import type { Advisory } from './advisories.ts';
import { canonicalPurl, npmPurl, pypiPurl } from './purl.ts';
import type { Ecosystem } from './purl.ts';
import type { Interval, VersionRange } from './version-range.ts';
import { compareVersions, isVersion } from './version-range.ts';

const eventSchema = z.object({
  introduced: z.optional(z.string()),
  fixed: z.optional(z.string()),
  last_affected: z.optional(z.string()),
});
type Event = z.infer<typeof eventSchema>;

/** The parts of an OSV document (osv.dev schema 1.x) that decide what it means for a package. */
export const osvSchema = z.object({
  id: z.string().check(z.minLength(1)),
  aliases: z.optional(z.array(z.string())),
  withdrawn: z.optional(z.string()),
  summary: z.optional(z.string()),
  details: z.optional(z.string()),
  severity: z.optional(z.array(z.object({ type: z.string(), score: z.string() }))),
  database_specific: z.optional(z.nullable(z.object({ severity: z.optional(z.string()) }))),
  affected: z.array(
    z.object({
      package: z.optional(z.object({ ecosystem: z.string(), name: z.string(), purl: z.optional(z.string()) })),
      ranges: z.optional(z.array(z.object({ type: z.string(), events: z.array(eventSchema) }))),
      versions: z.optional(z.array(z.string())),
    }),
  ),
});
export type OsvDocument = z.infer<typeof osvSchema>;

/**
 * One advisory for each npm or PyPI package that the document names; others are left out.
 *
 * @returns null when a range names a version that is none
 */
export function readOsv(document: OsvDocument): readonly Advisory[] | null {
  const found: Advisory[] = [];
  const aliases = document.aliases ?? [];
  for (const affected of document.affected) {
    const named = affected.package === undefined ? null : packageOf(affected.package);
    if (named === null) {
      continue;
    }
    const read = readAffected(named.ecosystem, affected);
    if (read === null) {
      return null;
    }
    const isMalicious = [document.id, ...aliases].some((id) => id.startsWith('MAL-'));
    found.push({
      id: document.id,
      aliases,
      package: named.purl,
      range: read.range,
      fixed: read.fixed,
      severity: isMalicious ? 'critical' : severityOf(document),
      kind: isMalicious ? 'malicious' : 'vulnerable',
      summary: document.summary ?? (document.details ?? '').split('\n', 1)[0] ?? '',
    });
  }
  return found;
}

function packageOf(named: { readonly ecosystem: string; readonly name: string; readonly purl?: string | undefined }): {
  readonly ecosystem: Ecosystem;
  readonly purl: string;
} | null {
  const ecosystem = named.ecosystem.split(':')[0]?.toLowerCase();
  if (ecosystem === 'npm') {
    return { ecosystem, purl: npmPurl(named.name) };
  }
  return ecosystem === 'pypi' ? { ecosystem, purl: pypiPurl(named.name) } : canonicalPurl(named.purl ?? '');
}

function readAffected(
  ecosystem: Ecosystem,
  affected: OsvDocument['affected'][number],
): { readonly range: VersionRange | null; readonly fixed: string | null } | null {
  const ranges = (affected.ranges ?? []).filter(({ type }) => type === 'SEMVER' || type === 'ECOSYSTEM');
  const versions = (affected.versions ?? []).filter((version) => isVersion(ecosystem, version));
  const intervals: Interval[] = versions.map((version) => ({
    from: { version, inclusive: true },
    to: { version, inclusive: true },
  }));
  for (const { events } of ranges) {
    const read = readEvents(ecosystem, events);
    if (read === null) {
      return null;
    }
    intervals.push(...read);
  }
  const ends = ranges.flatMap(({ events }) => events.flatMap(({ fixed }) => (fixed === undefined ? [] : [fixed])));
  const fixed = ends.toSorted((a, b) => compareVersions(ecosystem, a, b)).at(-1) ?? null;
  // Only commits, or versions that are none: the package is named, which versions is not known.
  return { range: intervals.length === 0 ? null : { ecosystem, intervals }, fixed };
}

function readEvents(ecosystem: Ecosystem, events: readonly Event[]): readonly Interval[] | null {
  const marks = events.flatMap((event): readonly { kind: 'start' | 'fixed' | 'last'; version: string }[] => [
    ...(event.introduced === undefined ? [] : [{ kind: 'start', version: event.introduced } as const]),
    ...(event.fixed === undefined ? [] : [{ kind: 'fixed', version: event.fixed } as const]),
    ...(event.last_affected === undefined ? [] : [{ kind: 'last', version: event.last_affected } as const]),
  ]);
  if (marks.some(({ version }) => version !== '0' && !isVersion(ecosystem, version))) {
    return null;
  }
  const inOrder = marks.toSorted((a, b) => compareMarks(ecosystem, a.version, b.version));
  const intervals: Interval[] = [];
  let start: string | null = null;
  for (const { kind, version } of inOrder) {
    if (kind === 'start') {
      start ??= version;
    } else if (start !== null) {
      intervals.push({ from: lower(start), to: { version, inclusive: kind === 'last' } });
      start = null;
    }
  }
  return start === null ? intervals : [...intervals, { from: lower(start), to: null }];
}

function lower(version: string): Interval['from'] {
  return version === '0' ? null : { version, inclusive: true };
}

// `0` comes before every version, in OSV's words.
function compareMarks(ecosystem: Ecosystem, a: string, b: string): number {
  return a === b ? 0 : a === '0' ? -1 : b === '0' ? 1 : compareVersions(ecosystem, a, b);
}

/** A word when the database gives one; a bare vector is not computed, it counts as high. */
function severityOf({ database_specific, severity }: OsvDocument): Severity {
  const word = database_specific?.severity?.toLowerCase();
  if (word === 'critical' || word === 'high' || word === 'low') {
    return word;
  }
  return word === 'moderate' || word === 'medium' ? 'medium' : severity === undefined ? 'medium' : 'high';
}
