import { textsOf, pointerOf } from '../../scanner/detect/content/texts-of.ts';
import { makeKnownValues } from '../../scanner/detect/secrets/known-values.ts';
import { fitsAt } from './output-schema.ts';
import { keysOf, valueAt } from './pointers.ts';
import type { StringEdit } from './rewrite.ts';
import { blanked, type Cut, cutOut, fenced, masked } from './text-edits.ts';
import type { Weighed } from './weigh.ts';

/** What is to change in one message. */
export interface ChangesWanted {
  readonly message: unknown;
  readonly redact: readonly Weighed[];
  readonly mark: readonly Weighed[];
  /** Parts that are taken out whole: the instructions. */
  readonly withhold: readonly string[];
  /** What the tool that was called has declared of its results; undefined where that is not known. */
  readonly outputSchema: unknown;
  /** Who says it, for the fence. */
  readonly speaker: string;
  readonly fenceNumber: () => string;
  readonly matches: (pattern: string, text: string) => boolean;
}

/** `unfit` when no change leaves the message valid. */
export type Changes = { readonly kind: 'edits'; readonly edits: readonly StringEdit[] } | { readonly kind: 'unfit' };

interface Place {
  readonly pointer: string;
  readonly of: 'value' | 'key';
  readonly cuts: Cut[];
  isMarked: boolean;
}

/**
 * The strings of a message that change. What is taken out in one place is taken out wherever else it stands, so that content and
 * structured content go on saying the same; a string of structured content stays what its schema asks for.
 */
export function changesIn(wanted: ChangesWanted): Changes {
  const { message, redact, mark, withhold } = wanted;
  const places = new Map<string, Place>();
  const placeAt = (pointer: string, of: Place['of']): Place => {
    const name = `${of} ${pointer}`;
    const place = places.get(name) ?? { pointer, of, cuts: [], isMarked: false };
    places.set(name, place);
    return place;
  };
  for (const { finding } of redact) {
    const { pointer, of, span } = finding.where;
    placeAt(pointer, of).cuts.push({ span, label: finding.detail ?? finding.kind });
  }
  for (const [pointer, of, cut] of elsewhere(message, redact)) {
    placeAt(pointer, of).cuts.push(cut);
  }
  mark.forEach(({ finding: { where } }) => (placeAt(where.pointer, where.of).isMarked = true));
  const edits: StringEdit[] = withhold.map((pointer) => ({
    keys: keysOf(pointer),
    of: 'value',
    text: 'Sallyport has left these out: they tried to give orders, or are not what they were.',
  }));
  for (const place of places.values()) {
    if (withhold.some((pointer) => place.pointer.startsWith(pointer))) {
      continue;
    }
    const edit = editAt(place, wanted);
    if (edit === 'unfit') {
      return { kind: 'unfit' };
    }
    if (edit !== null) {
      edits.push(edit);
    }
  }
  return { kind: 'edits', edits };
}

/** The same values in other strings, as they are or escaped in some way. */
function elsewhere(
  message: unknown,
  redact: readonly Weighed[],
): readonly (readonly [pointer: string, of: Place['of'], cut: Cut])[] {
  const labels = new Map<string, string>();
  for (const { finding } of redact) {
    const { kind, detail, where } = finding;
    if (kind === 'secret' || kind === 'personal-data' || finding.rule === 'content/own-pattern') {
      labels.set(stringAt(message, where).slice(where.span.start, where.span.end), detail ?? kind);
    }
  }
  const known = makeKnownValues([...labels.keys()]);
  const [label = ''] = labels.values();
  return known.longest === 0
    ? []
    : [...textsOf(message)].flatMap(({ text, place, of }) =>
        known.spansIn(text).map((span) => {
          const found = labels.get(text.slice(span.start, span.end)) ?? label;
          return [pointerOf(place), of, { span, label: found }] as const;
        }),
      );
}

function stringAt(message: unknown, { pointer, of }: Pick<Place, 'pointer' | 'of'>): string {
  const keys = keysOf(pointer);
  const value = of === 'key' ? keys.at(-1) : valueAt(message, keys);
  return typeof value === 'string' ? value : '';
}

/** Members of the protocol that programs read: a fence would break them. */
const readByPrograms = new Set(
  [
    'uri',
    'name',
    'mimeType',
    'type',
    'role',
    'blob',
    'nextCursor',
    'taskId',
    'status',
    'requestState',
    'method',
    'uriTemplate',
  ].concat(['model', 'stopReason', 'resultType', 'protocolVersion', 'level', 'logger']),
);

function editAt(place: Place, wanted: ChangesWanted): StringEdit | 'unfit' | null {
  const keys = keysOf(place.pointer);
  const { of, cuts, isMarked } = place;
  const text = stringAt(wanted.message, place);
  const isStructured = keys[0] === 'result' && keys[1] === 'structuredContent' && wanted.outputSchema !== undefined;
  if (of === 'key') {
    // Another key is another shape; without a schema nobody asks for the old one.
    return cuts.length === 0 ? null : isStructured ? 'unfit' : { keys, of, text: cutOut(text, cuts) };
  }
  const last = keys.at(-1) ?? '';
  if (last === 'blob' || isMedia(wanted.message, keys)) {
    return cuts.length === 0 ? null : { keys, of, text: blanked(text, cuts) };
  }
  const fits = isStructured ? fitsAt(wanted.outputSchema, keys.slice(2), wanted.matches) : () => true;
  const cut = cuts.length === 0 ? text : [cutOut(text, cuts), masked(text, cuts)].find(fits);
  if (cut === undefined) {
    return 'unfit';
  }
  const mayFence = isMarked && (keys[1] === 'structuredContent' || !readByPrograms.has(last));
  const fence = mayFence ? fenced(cut, wanted.speaker, wanted.fenceNumber()) : cut;
  const whole = fits(fence) ? fence : cut;
  return whole === text ? null : { keys, of, text: whole };
}

/** The data of a picture or a sound. */
function isMedia(message: unknown, keys: readonly string[]): boolean {
  if (keys.at(-1) !== 'data') {
    return false;
  }
  const type = valueAt(message, [...keys.slice(0, -1), 'type']);
  return type === 'image' || type === 'audio';
}
