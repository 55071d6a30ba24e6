import type { Document, YAMLSeq } from 'yaml';
import { SallyportError } from '../../scanner/model/errors.ts';
import type { RuleId, ServerId } from '../../scanner/model/ids.ts';
import type { Catalogue, CatalogueEntry, CatalogueIdentity, Suppression } from './catalogue.ts';
import { identityKey } from './catalogue.ts';
import { parseCatalogue } from './parse.ts';
import { entryForFile, newFile, suppressionForFile } from './write.ts';

export type CatalogueChange =
  /** Each takes the place of an entry about the very same identity, or is added at the end. */
  | { readonly kind: 'put-servers'; readonly entries: readonly CatalogueEntry[] }
  | { readonly kind: 'remove-servers'; readonly identities: readonly CatalogueIdentity[] }
  | { readonly kind: 'put-suppression'; readonly suppression: Suppression }
  | { readonly kind: 'remove-suppression'; readonly rule: RuleId; readonly server: ServerId | null };

/**
 * Makes one change to the text of `catalogue.yaml`, of one entry or of thousands; comments and every other line stay as they are. An empty text
 * becomes a commented file.
 *
 * @throws SallyportError `CATALOGUE_INVALID` when the text is no catalogue, or the change would make it none
 */
export async function editCatalogue(text: string, change: CatalogueChange): Promise<string> {
  const { catalogue } = await read(text);
  const list = change.kind.endsWith('-suppression') ? 'suppressions' : 'servers';
  const edits = list === 'servers' ? serverEdits(catalogue, change) : suppressionEdits(catalogue, change);
  if (edits.replaced.size === 0 && edits.added.length === 0) {
    return text;
  }
  const edited = await spliced(text.trim() === '' ? newFile : text, list, edits);
  const after = await read(edited);
  if (JSON.stringify(others(after.catalogue, change)) !== JSON.stringify(others(catalogue, change))) {
    throw new SallyportError({
      code: 'CATALOGUE_INVALID',
      message: 'could not change the catalogue without touching other entries',
      remedy: 'Make this change by hand.',
    });
  }
  return edited;
}

/** What a change must leave alone. */
function others(catalogue: Catalogue, change: CatalogueChange): Catalogue {
  const [server, suppression] = [isServer(change), isSuppression(change)];
  return {
    servers: catalogue.servers.filter((entry) => !server(entry)),
    suppressions: catalogue.suppressions.filter((one) => !suppression(one)),
  };
}

async function read(text: string): Promise<Extract<Awaited<ReturnType<typeof parseCatalogue>>, { ok: true }>> {
  const parsed = await parseCatalogue(text);
  if (!parsed.ok) {
    const [first] = parsed.problems;
    throw new SallyportError({
      code: 'CATALOGUE_INVALID',
      message: `could not change the catalogue: line ${first?.line ?? 1}: ${first?.message ?? 'is not valid'}`,
      remedy: 'Mend that line, then try again.',
    });
  }
  return parsed;
}

function isServer(change: CatalogueChange): (entry: CatalogueEntry) => boolean {
  const keys = new Set(identitiesOf(change).map(identityKey));
  return (entry) => keys.has(identityKey(entry.identity));
}

function identitiesOf(change: CatalogueChange): readonly CatalogueIdentity[] {
  switch (change.kind) {
    case 'put-servers':
      return change.entries.map(({ identity }) => identity);
    case 'remove-servers':
      return change.identities;
    case 'put-suppression':
    case 'remove-suppression':
      return [];
  }
}

function isSuppression(change: CatalogueChange): (one: Suppression) => boolean {
  const wanted =
    change.kind === 'put-suppression' ? change.suppression : change.kind === 'remove-suppression' ? change : null;
  return (one) => wanted !== null && one.rule === wanted.rule && one.server === wanted.server;
}

/** What becomes of a list: some of its items have another in their place or, where that is null, none, and some come after the last. */
interface Edits {
  readonly replaced: ReadonlyMap<number, object | null>;
  readonly added: readonly object[];
}

function serverEdits({ servers }: Catalogue, change: CatalogueChange): Edits {
  const put = new Map(
    (change.kind === 'put-servers' ? change.entries : []).map((entry) => [identityKey(entry.identity), entry]),
  );
  const isMeant = isServer(change);
  const replaced = new Map<number, object | null>();
  for (const [index, entry] of servers.entries()) {
    if (isMeant(entry)) {
      const key = identityKey(entry.identity);
      const other = put.get(key);
      replaced.set(index, other === undefined ? null : entryForFile(other));
      put.delete(key);
    }
  }
  return { replaced, added: [...put.values()].map(entryForFile) };
}

function suppressionEdits({ suppressions }: Catalogue, change: CatalogueChange): Edits {
  const index = suppressions.findIndex(isSuppression(change));
  const item = change.kind === 'put-suppression' ? suppressionForFile(change.suppression) : null;
  return index === -1
    ? { replaced: new Map(), added: item === null ? [] : [item] }
    : { replaced: new Map([[index, item]]), added: [] };
}

async function spliced(text: string, list: 'servers' | 'suppressions', edits: Edits): Promise<string> {
  const yaml = await import('yaml');
  const document = yaml.parseDocument(text);
  if (document.contents === null) {
    // Only comments so far.
    return spliced([...withLineEnd([text]), 'version: 1\n'].join(''), list, edits);
  }
  const { replaced, added } = edits;
  const lines = text.split(/(?<=\n)/);
  const written = (items: readonly object[], column: number): string =>
    items.length === 0 ? '' : indented(yaml.stringify(items, { lineWidth: 0 }), column, text);
  const sequence: unknown = document.get(list, true);
  if (yaml.isSeq(sequence) && sequence.flow !== true && sequence.items.length > 0) {
    const { column, starts, ends } = layout(text, sequence);
    const parts: string[] = [];
    let from = 0;
    for (const [index, item] of replaced) {
      parts.push(...lines.slice(from, starts[index]), written(item === null ? [] : [item], column));
      from = ends[index] ?? lines.length;
    }
    const end = ends.at(-1) ?? lines.length;
    const before = [...parts, ...lines.slice(from, end)];
    return [...(added.length === 0 ? before : withLineEnd(before)), written(added, column), ...lines.slice(end)].join(
      '',
    );
  }
  if (replaced.size === 0 && !document.has(list)) {
    return [...withLineEnd(lines), `${list}:\n`, written(added, 2)].join('');
  }
  const head = lines.findIndex((line) => new RegExp(`^${list}:\\s*(?:#.*)?$`).test(line));
  if (replaced.size === 0 && head !== -1) {
    return [...withLineEnd(lines.slice(0, head + 1)), written(added, 2), ...lines.slice(head + 1)].join('');
  }
  return viaDocument(document, list, edits);
}

/** For a list in one line, where there are no lines to keep apart. */
function viaDocument(document: Document, list: string, { replaced, added }: Edits): string {
  // From the end, so that indexes before stay as they are.
  for (const [index, item] of [...replaced].toReversed()) {
    if (item === null) {
      document.deleteIn([list, index]);
    } else {
      document.setIn([list, index], document.createNode(item));
    }
  }
  added.forEach((item) => document.addIn([list], document.createNode(item)));
  return document.toString({ lineWidth: 0 });
}

/** Line numbers, from 0, where each item's dash stands and where its last line ends. */
function layout(
  text: string,
  sequence: YAMLSeq,
): { readonly column: number; readonly starts: readonly number[]; readonly ends: readonly number[] } {
  const lineOf = lineFinder(text);
  const first = sequence.range?.[0] ?? 0;
  const column = first - (text.lastIndexOf('\n', first - 1) + 1);
  const offsets = sequence.items.map((item) => rangeOf(item));
  const starts = offsets.map(([start]) => lineOf(text.lastIndexOf(`${' '.repeat(column)}-`, start) + column));
  const ends = offsets.map(([, end]) => lineOf(Math.max(0, end - 1)) + 1);
  return { column, starts, ends };
}

/** Tells the line of an offset, from 0. A catalogue has thousands of entries, so lines are counted once. */
function lineFinder(text: string): (offset: number) => number {
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
  return (offset) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };
}

function rangeOf(item: unknown): readonly [number, number] {
  const range = typeof item === 'object' && item !== null && 'range' in item ? item.range : null;
  const [start, end]: readonly unknown[] = Array.isArray(range) ? range : [];
  return [typeof start === 'number' ? start : 0, typeof end === 'number' ? end : 0];
}

function indented(yaml: string, column: number, text: string): string {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return yaml
    .trimEnd()
    .split('\n')
    .map((line) => `${' '.repeat(column)}${line}${lineEnd}`)
    .join('');
}

function withLineEnd(lines: readonly string[]): readonly string[] {
  const last = lines.at(-1);
  return last === undefined || last.endsWith('\n') ? lines : [...lines.slice(0, -1), `${last}\n`];
}
