import { isRecord } from '../../formats/document.ts';
import { findSecrets } from '../secrets/find-secrets.ts';
import { askedFor } from './asked-for.ts';
import type { Evidence, Span, Surface } from './content-finding.ts';
import type { Detectors } from './detectors.ts';
import { findPhrases } from './find-phrases.ts';
import type { Part } from './message-parts.ts';
import { knownEvidence, secretEvidence } from './secret-evidence.ts';
import { below, type Place, type TextAt } from './texts-of.ts';

/** Evidence that only the blocks of a content list say together, as its piece in one block. */
export interface SplitPiece {
  readonly pieces: readonly Evidence[];
  readonly at: Pick<TextAt, 'text' | 'place' | 'of'>;
}

/** How much on each side of a border between blocks may belong to one passage. */
const reach = 400;
const longestZone = 65_536;

/**
 * Finds what was split over the text blocks of a list so that no block shows it: a credential cut in two, an order of which each block says
 * a word. Only the surroundings of borders are read again. Gives way after each zone, with no pieces where nothing is found.
 */
export function findSplit({ surface, value, place }: Part, detectors: Detectors): Iterable<readonly SplitPiece[]> {
  const holders = holdersIn(value, place);
  return holders.length === 0 ? [] : findIn(holders, surface, detectors);
}

function* findIn(
  holders: readonly Holder[],
  surface: Surface,
  detectors: Detectors,
): Generator<readonly SplitPiece[], void, void> {
  for (const holder of holders) {
    for (const list of contentLists(holder)) {
      for (const zone of zonesOf(list)) {
        yield [...valuesIn(zone, surface, detectors), ...ordersIn(zone, surface)];
      }
    }
  }
  for (const holder of holders) {
    for (const list of structuredLists(holder)) {
      for (const zone of zonesOf(list)) {
        yield valuesIn(zone, surface, detectors);
      }
    }
  }
}

interface Holder {
  readonly record: Readonly<Record<string, unknown>>;
  readonly place: Place | null;
}

interface Block {
  readonly text: string;
  readonly place: Place | null;
}

/** A stretch of text that runs over borders: parts of blocks that follow one another. */
type Zone = readonly { readonly block: Block; readonly span: Span }[];

/** Where a part holds another thing with content: what a task has yielded, the request that an answer carries. */
const within = ['result', 'params'];

/** What holds lists that may be split: the value itself, and what stands in it where others have the whole. */
function holdersIn(value: unknown, place: Place | null): readonly Holder[] {
  if (!isRecord(value)) {
    return [];
  }
  const holders: Holder[] = [];
  for (const key of within) {
    const record = value[key];
    if (isRecord(record) && holdsLists(record)) {
      holders.push({ record, place: below(place, key) });
    }
  }
  if (holdsLists(value)) {
    holders.push({ record: value, place });
  }
  return holders;
}

/** Most results have a single block, and nothing to be split. */
function holdsLists(record: Holder['record']): boolean {
  return (
    record['structuredContent'] !== undefined ||
    Array.isArray(record['messages']) ||
    listKeys.some((key) => isLongList(record[key]))
  );
}

function isLongList(list: unknown): list is readonly unknown[] {
  return Array.isArray(list) && (list.length > 1 || holdsList(list[0]));
}

function* contentLists({ record, place }: Holder): Generator<readonly Block[], void, void> {
  for (const key of listKeys) {
    const list = record[key];
    if (isLongList(list)) {
      yield textBlocks(list, below(place, key));
    }
  }
  const { messages } = record;
  if (Array.isArray(messages)) {
    yield messages.flatMap((message: unknown, index) => {
      const content = isRecord(message) ? message['content'] : undefined;
      const at = below(place, 'messages', index, 'content');
      return Array.isArray(content) ? textBlocks(content, at) : textBlocks([content], null).map(unlisted(at));
    });
  }
}

const listKeys = ['content', 'contents'];

/** Of the blocks only the result of a tool has a list of its own. */
function holdsList(block: unknown): boolean {
  return isRecord(block) && Array.isArray(block['content']);
}

/** Lists of strings in structured content: what a text says in pieces, a list of lines may say too. */
function* structuredLists({ record, place }: Holder): Generator<readonly Block[], void, void> {
  const structured = record['structuredContent'];
  const open = structured === undefined ? [] : [{ value: structured, place: below(place, 'structuredContent') }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value: here, place: at } = next;
    const members: readonly (readonly [string | number, unknown])[] = Array.isArray(here)
      ? here.map((item: unknown, index) => [index, item])
      : isRecord(here)
        ? Object.entries(here)
        : [];
    if (Array.isArray(here) && here.length > 1) {
      yield members.flatMap(([key, text]) => (typeof text === 'string' ? [{ text, place: below(at, key) }] : []));
    }
    for (const [key, member] of members) {
      if (typeof member === 'object' && member !== null) {
        open.push({ value: member, place: below(at, key) });
      }
    }
  }
}

/** A single block that stands where others have a list. */
function unlisted(place: Place | null): (block: Block) => Block {
  return ({ text }) => ({ text, place: below(place, 'text') });
}

function textBlocks(list: readonly unknown[], place: Place | null): readonly Block[] {
  return list.flatMap((item, index) => {
    const { text, resource, type, content } = isRecord(item) ? item : {};
    const embedded = isRecord(resource) ? resource['text'] : undefined;
    if (type === 'tool_result' && Array.isArray(content)) {
      return textBlocks(content, below(place, index, 'content'));
    }
    return typeof text === 'string'
      ? [{ text, place: below(place, index, 'text') }]
      : typeof embedded === 'string'
        ? [{ text: embedded, place: below(place, index, 'resource', 'text') }]
        : [];
  });
}

function* zonesOf(blocks: readonly Block[]): Generator<Zone, void, void> {
  let zone: { block: Block; span: Span }[] = [];
  let length = 0;
  for (const block of blocks) {
    const { text } = block;
    const isLong = text.length > 2 * reach;
    zone.push({ block, span: { start: 0, end: isLong ? reach : text.length } });
    length += isLong ? reach : text.length;
    if (isLong || length > longestZone) {
      yield zone;
      zone = [{ block, span: { start: Math.max(0, text.length - reach), end: text.length } }];
      length = text.length - (zone[0]?.span.start ?? 0);
    }
  }
  yield zone;
}

/** Credentials, and what settings ask for: in the blocks as they are, and without the blanks at their borders. */
function valuesIn(zone: Zone, surface: Surface, detectors: Detectors): readonly SplitPiece[] {
  if (zone.length < 2) {
    return [];
  }
  const tight = withoutBlanksAtBorders(zone);
  const asTheyAre = valuesInJoined(zone, surface, detectors);
  if (joined(tight, '') === joined(zone, '')) {
    return asTheyAre;
  }
  const seen = new Map(asTheyAre.map(({ at, pieces: [piece] }) => [at.place, piece?.span.start]));
  const more = valuesInJoined(tight, surface, detectors);
  return [...asTheyAre, ...more.filter(({ at, pieces: [piece] }) => seen.get(at.place) !== piece?.span.start)];
}

function valuesInJoined(zone: Zone, surface: Surface, detectors: Detectors): readonly SplitPiece[] {
  const text = joined(zone, '');
  return [
    ...findSecrets(text).map(secretEvidence),
    ...(detectors.knownValues?.spansIn(text) ?? []).map(knownEvidence),
    ...askedFor(surface, text, detectors),
  ].flatMap((evidence) => piecesOf(zone, 0, evidence));
}

function ordersIn(zone: Zone, surface: Surface): readonly SplitPiece[] {
  return zone.length < 2
    ? []
    : findPhrases(joined(zone, ' '), surface).flatMap((evidence) => piecesOf(zone, 1, evidence));
}

/** A block may end in a line end that stands inside of nothing. */
function withoutBlanksAtBorders(zone: Zone): Zone {
  return zone.map(({ block, span: { start, end } }) => {
    const text = block.text.slice(start, end);
    const front = text.length - text.trimStart().length;
    return { block, span: { start: start + front, end: start + Math.max(front, text.trimEnd().length) } };
  });
}

function joined(zone: Zone, between: string): string {
  return zone.map(({ block, span }) => block.text.slice(span.start, span.end)).join(between);
}

/** The parts of the evidence in each block; none when it lies in one block, where it was found already. */
function piecesOf(zone: Zone, gap: number, evidence: Evidence): readonly SplitPiece[] {
  const found: SplitPiece[] = [];
  let offset = 0;
  for (const { block, span } of zone) {
    const start = Math.max(evidence.span.start - offset, 0) + span.start;
    const end = Math.min(evidence.span.end - offset, span.end - span.start) + span.start;
    if (start < end) {
      found.push({ pieces: [{ ...evidence, span: { start, end } }], at: { ...block, of: 'value' } });
    }
    offset += span.end - span.start + gap;
  }
  return found.length > 1 ? found : [];
}
