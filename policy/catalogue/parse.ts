import type { Document, LineCounter } from 'yaml';
import type * as z from 'zod/mini';
import type { Catalogue, CatalogueEntry, CatalogueIdentity, Suppression } from './catalogue.ts';
import { emptyCatalogue, identityKey } from './catalogue.ts';
import type { IdentityName } from './schema.ts';

interface CatalogueProblem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}
export type ParsedCatalogue =
  | { readonly ok: true; readonly catalogue: Catalogue }
  | { readonly ok: false; readonly problems: readonly CatalogueProblem[] };

/** A larger one would hold everybody up who reads it. */
const largestBytes = 2_000_000;

type Path = readonly (string | number)[];
type Schema = typeof import('./schema.ts');
interface Place {
  readonly path: Path;
  readonly message: string;
}

/** Reads `catalogue.yaml`. An empty text is an empty catalogue; anything unclear is a problem with its line. */
export async function parseCatalogue(text: string): Promise<ParsedCatalogue> {
  if (text.trim() === '') {
    return { ok: true, catalogue: emptyCatalogue };
  }
  if (Buffer.byteLength(text) > largestBytes) {
    const message = `is larger than ${largestBytes} bytes: some ten thousand entries`;
    return { ok: false, problems: [{ line: 1, message }] };
  }
  // Most scans have no catalogue: YAML and schemas are loaded only for those that do.
  const [yaml, schema] = await Promise.all([import('yaml'), import('./schema.ts')]);
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const faults = [...document.errors, ...document.warnings];
  const tooDeep = faults.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  if (tooDeep !== undefined) {
    return { ok: false, problems: [{ line: lines.linePos(tooDeep.pos[0]).line, message: 'is nested too deeply' }] };
  }
  if (faults.length > 0) {
    // The parser's own text may quote the file.
    const problems = faults.map(({ code, pos }) => ({
      line: lines.linePos(pos[0]).line,
      message: `is no valid YAML (${code})`,
    }));
    return { ok: false, problems };
  }
  const read = readDocument(plainValue(document), schema);
  return read.ok ? read : { ok: false, problems: read.places.map((place) => located(place, document, lines)) };
}

function plainValue(document: Document): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return value;
  } catch {
    // Too many aliases. Not null, which would be an empty catalogue.
    return undefined;
  }
}

function readDocument(
  value: unknown,
  schema: Schema,
): { readonly ok: true; readonly catalogue: Catalogue } | { readonly ok: false; readonly places: readonly Place[] } {
  // A file that holds nothing but comments is an empty catalogue.
  if (value === null) {
    return { ok: true, catalogue: emptyCatalogue };
  }
  const document = schema.documentSchema.safeParse(value);
  if (!document.success) {
    return { ok: false, places: placesOf(document.error.issues, []) };
  }
  const servers = (document.data.servers ?? []).map((entry, index) => readServer(entry, ['servers', index], schema));
  const suppressions = (document.data.suppressions ?? []).map((entry, index): Reading<Suppression> => {
    const read = schema.suppressionSchema.safeParse(entry);
    const path: Path = ['suppressions', index];
    return read.success
      ? { ok: true, value: schema.readSuppression(read.data), path }
      : { ok: false, places: placesOf(read.error.issues, path) };
  });
  const places = [
    ...[...servers, ...suppressions].flatMap((read) => (read.ok ? [] : read.places)),
    ...duplicates(servers, ({ identity }) => identityKey(identity)),
    ...duplicates(suppressions, ({ rule, server }) => `${rule} ${server ?? ''}`),
  ];
  return places.length > 0
    ? { ok: false, places }
    : { ok: true, catalogue: { servers: valuesOf(servers), suppressions: valuesOf(suppressions) } };
}

type Reading<Value> =
  | { readonly ok: true; readonly value: Value; readonly path: Path }
  | { readonly ok: false; readonly places: readonly Place[] };

function readServer(value: unknown, path: Path, schema: Schema): Reading<CatalogueEntry> {
  const entry = schema.entrySchema.safeParse(value);
  if (!entry.success) {
    return { ok: false, places: placesOf(entry.error.issues, path) };
  }
  const at: Path = [...path, 'identity'];
  const names = Object.keys(entry.data.identity).filter((name): name is IdentityName =>
    Object.hasOwn(schema.identitySchemas, name),
  );
  const [name] = names;
  if (name === undefined || names.length > 1) {
    return {
      ok: false,
      places: [{ path: at, message: 'identity needs exactly one of purl, image, sha256, remote, extension' }],
    };
  }
  const identity: z.core.util.SafeParseResult<CatalogueIdentity> = schema.identitySchemas[name].safeParse(
    entry.data.identity,
  );
  if (!identity.success) {
    return { ok: false, places: placesOf(identity.error.issues, at) };
  }
  const problem = schema.rangeProblem(identity.data);
  return problem === null
    ? { ok: true, value: schema.readEntry(entry.data, identity.data), path }
    : { ok: false, places: [{ path: [...at, 'versions'], message: problem }] };
}

function valuesOf<Value>(readings: readonly Reading<Value>[]): readonly Value[] {
  return readings.flatMap((reading) => (reading.ok ? [reading.value] : []));
}

function duplicates<Value>(readings: readonly Reading<Value>[], key: (value: Value) => string): readonly Place[] {
  const seen = new Set<string>();
  return readings.flatMap((reading) => {
    if (!reading.ok || !seen.has(key(reading.value))) {
      if (reading.ok) {
        seen.add(key(reading.value));
      }
      return [];
    }
    return [{ path: reading.path, message: 'says again what an earlier entry says' }];
  });
}

function placesOf(issues: readonly z.core.$ZodIssue[], base: Path): readonly Place[] {
  return issues.flatMap((issue): readonly Place[] => {
    const own = issue.path.filter((part) => typeof part !== 'symbol');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: [...base, ...own, key],
        message: `${printable(key)} is no key we know here`,
      }));
    }
    const name = own.at(-1);
    const what = name === undefined ? 'this' : String(name);
    return [{ path: [...base, ...own], message: `${what} ${wordsFor(issue)}` }];
  });
}

function wordsFor(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' || (issue.code === 'invalid_format' && issue.message !== 'Invalid input')) {
    return issue.message;
  }
  if (issue.code === 'invalid_value') {
    return `is none of ${issue.values.map(String).join(', ')}`;
  }
  if (issue.code === 'invalid_type') {
    return issue.expected === 'string'
      ? 'is missing or no text; put a number or a date in quotes'
      : `is missing or no ${issue.expected}`;
  }
  return issue.code === 'too_small' ? 'is empty' : 'has a form we do not know';
}

// A key is the file's own text: only what looks like a key is repeated.
function printable(key: string): string {
  return /^[\w.-]{1,40}$/.test(key) ? key : 'this key';
}

/** The line of a place, or of the nearest thing around it that stands in the file. */
function located({ path, message }: Place, document: Document, lines: LineCounter): CatalogueProblem {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
    const start: unknown = Array.isArray(range) ? range[0] : null;
    if (typeof start === 'number') {
      return { line: lines.linePos(start).line, message };
    }
  }
  return { line: 1, message };
}
