import * as z from 'zod/mini';
import type { Severity } from '../model/finding.ts';
import type { PackageUse } from '../model/identity.ts';
import shipped from './advisories.json' with { type: 'json' };
import { osvSchema, readOsv } from './osv.ts';
import { canonicalPurl, ecosystemOf } from './purl.ts';
import type { VersionRange } from './version-range.ts';
import { isWithin, parseRange, reachesNewest } from './version-range.ts';

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

const entrySchema = z.object({
  id: z.string().check(z.minLength(1)),
  aliases: z.optional(z.array(z.string())),
  package: z.string(),
  affected: z.nullable(z.string()),
  fixed: z.nullable(z.string()),
  severity: z.enum(['low', 'medium', 'high', 'critical']),
  kind: z.enum(['vulnerable', 'malicious']),
  summary: z.string(),
});
const collectionSchema = z.object({
  date: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)),
  entries: z.array(z.unknown()),
});

/**
 * The advisories that ship with Sallyport, changed by further documents: our own collections, single entries, or OSV
 * documents. A later one with the same id replaces the earlier; a withdrawn one cancels it.
 *
 * @returns `problems` holds one line, beginning with `ADVISORIES_INVALID`, for each document that was left out
 */
export function loadAdvisories(extra: readonly unknown[]): {
  readonly advisories: Advisories;
  readonly problems: readonly string[];
} {
  const byId = new Map<string, readonly Advisory[]>();
  const problems: string[] = [];
  let date = '';
  for (const [index, document] of [shipped, ...extra].entries()) {
    const where = index === 0 ? 'the shipped advisories' : `advisory document ${index}`;
    const collection = collectionSchema.safeParse(document);
    date = collection.success && collection.data.date > date ? collection.data.date : date;
    for (const single of collection.success ? collection.data.entries : [document]) {
      const read = readDocument(single);
      if (read.ok) {
        byId.set(read.id, read.advisories);
      } else {
        problems.push(`ADVISORIES_INVALID: ${where}: ${read.problem}`);
      }
    }
  }
  return { advisories: { date, entries: [...byId.values()].flat() }, problems };
}

/** The advisories that name a package which runs, and how sure it is that they mean this start. */
export function matchAdvisories(use: PackageUse, advisories: Advisories): readonly AdvisoryMatch[] {
  return advisories.entries
    .filter((advisory) => advisory.package === use.purl)
    .flatMap((advisory): readonly AdvisoryMatch[] => {
      const match = matchOf(use.version, advisory.range);
      return match === null ? [] : [{ advisory, use, match }];
    });
}

function matchOf(version: string | null, range: VersionRange | null): AdvisoryMatch['match'] | null {
  if (range === null) {
    return 'unknown-range';
  }
  if (version === null) {
    return reachesNewest(range) ? 'version' : 'unknown-version';
  }
  const within = isWithin(version, range);
  return within === null ? 'unknown-version' : within ? 'version' : null;
}

type Read =
  | { readonly ok: true; readonly id: string; readonly advisories: readonly Advisory[] }
  | { readonly ok: false; readonly problem: string };

function readDocument(document: unknown): Read {
  const entry = entrySchema.safeParse(document);
  if (entry.success) {
    return readEntry(entry.data);
  }
  const osv = osvSchema.safeParse(document);
  if (!osv.success) {
    return { ok: false, problem: 'neither an entry of ours nor an OSV document' };
  }
  const { id } = osv.data;
  const advisories = osv.data.withdrawn === undefined ? readOsv(osv.data) : [];
  return advisories === null
    ? { ok: false, problem: `${plain(id)} names a version that is none` }
    : { ok: true, id, advisories };
}

function readEntry(entry: z.infer<typeof entrySchema>): Read {
  const { affected, ...rest } = entry;
  const purl = canonicalPurl(entry.package)?.purl ?? entry.package;
  const ecosystem = ecosystemOf(purl);
  // Packages of other kinds are never started by a runner we read; their entries are kept for whoever asks by purl.
  const range = affected === null || ecosystem === null ? null : parseRange(ecosystem, affected);
  return affected !== null && ecosystem !== null && range === null
    ? { ok: false, problem: `${plain(entry.id)} has a range that can not be read` }
    : { ok: true, id: entry.id, advisories: [{ ...rest, aliases: entry.aliases ?? [], package: purl, range }] };
}

function plain(id: string): string {
  return /^[\w.-]{1,60}$/.test(id) ? id : 'a document';
}
