import * as z from 'zod/mini';
import type { Advisory } from './advisories.ts';
import { osvSchema, readOsv } from './osv.ts';
import { canonicalPurl, ecosystemOf } from './purl.ts';
import { parseRange } from './version-range.ts';

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

const answerSchema = z.object({ vulns: z.array(z.unknown()) });

export interface ReadDocuments {
  readonly read: readonly { readonly id: string; readonly advisories: readonly Advisory[] }[];
  /** Of the newest collection, `yyyy-mm-dd`; empty when there is none. */
  readonly date: string;
  readonly problems: readonly DocumentProblem[];
}

/** What is wrong with one of the documents, by its place among them. */
export interface DocumentProblem {
  readonly document: number;
  readonly problem: string;
}

/**
 * Reads collections of ours, single entries and OSV documents, also lists of them and answers of OSV's query; each that is
 * none of these is a problem, and the rest counts.
 */
export function readDocuments(documents: readonly unknown[]): ReadDocuments {
  const results = documents.map((document) => {
    const collection = collectionSchema.safeParse(document);
    return {
      date: collection.success ? collection.data.date : '',
      read: (collection.success ? collection.data.entries : listedIn(document)).map(readDocument),
    };
  });
  return {
    read: results.flatMap(({ read }) => read.filter((one) => one.ok)),
    date:
      results
        .map(({ date }) => date)
        .toSorted()
        .at(-1) ?? '',
    problems: results.flatMap(({ read }, document) =>
      read.flatMap((one) => (one.ok ? [] : [{ document, problem: one.problem }])),
    ),
  };
}

/** A list of documents, or an answer of OSV's query, is as good as each of its documents. */
function listedIn(document: unknown): readonly unknown[] {
  const answer = answerSchema.safeParse(document);
  return answer.success ? answer.data.vulns : Array.isArray(document) ? document : [document];
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
