import { isObject } from '../framing/message.ts';
import { NewKeys } from './new-keys.ts';
import { fitsAt } from './output-schema.ts';
import { keysOf, valueAt } from './pointers.ts';
import type { StringEdit } from './rewrite.ts';
import { blanked, cutOut, fenced, masked } from './text-edits.ts';
import { stringAt, type WantedPlace, wantedPlaces } from './wanted-places.ts';
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

/** `unfit` when no change leaves the message valid, `too-many` when more would have to change than is changed of one message. */
export type Changes =
  | { readonly kind: 'edits'; readonly edits: readonly StringEdit[] }
  | { readonly kind: 'unfit' | 'too-many' };

/**
 * The strings of a message that change. What is taken out in one place is taken out wherever else it stands, so that content and
 * structured content go on saying the same; a string of structured content stays what its schema asks for.
 */
export function changesIn(wanted: ChangesWanted): Changes {
  const { message, withhold } = wanted;
  const places = wantedPlaces(message, wanted);
  if (places === null) {
    return { kind: 'too-many' };
  }
  const newKeys = new NewKeys(message);
  const edits: StringEdit[] = withhold.map((pointer) => ({
    keys: keysOf(pointer),
    of: 'value',
    text: 'Sallyport has left these out: they tried to give orders, or are not what they were.',
  }));
  for (const place of places) {
    if (withhold.some((pointer) => place.pointer.startsWith(pointer))) {
      continue;
    }
    const edit = editAt(place, wanted, newKeys);
    if (edit === 'unfit') {
      return { kind: 'unfit' };
    }
    if (edit !== null) {
      edits.push(edit);
    }
  }
  return { kind: 'edits', edits };
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
  ].concat(['model', 'stopReason', 'resultType', 'protocolVersion', 'level', 'logger', 'elicitationId']),
);
/** Addresses that a person or a program opens. */
const addresses = new Set(['url', 'src', 'href', 'websiteUrl']);

/** Whether nothing may stand around a member of the protocol. What is named by its address may be called anything: models read it. */
function isReadByPrograms(message: unknown, keys: readonly string[], text: string): boolean {
  const last = keys.at(-1) ?? '';
  if (/\s/.test(text) && last === 'name') {
    const named = valueAt(message, keys.slice(0, -1));
    return !isObject(named) || !(typeof named['uri'] === 'string' || typeof named['uriTemplate'] === 'string');
  }
  return readByPrograms.has(last) || (addresses.has(last) && !/\s/.test(text));
}

function editAt(place: WantedPlace, wanted: ChangesWanted, newKeys: NewKeys): StringEdit | 'unfit' | null {
  const keys = keysOf(place.pointer);
  const { of, cuts, isMarked } = place;
  const text = stringAt(wanted.message, place);
  const depth = depthOfStructured(keys);
  const isDeclared = depth !== null && wanted.outputSchema !== undefined;
  if (of === 'key') {
    // Another key is another shape; without a schema nobody asks for the old one.
    const mayFence = isMarked && depth !== null && keys.length > depth;
    const bare = cutOut(text, cuts);
    const key = mayFence ? fenced(bare, wanted.speaker, wanted.fenceNumber()) : bare;
    return key === text ? null : isDeclared ? 'unfit' : { keys, of, text: newKeys.take(keys, key) };
  }
  const last = keys.at(-1) ?? '';
  if (typeof valueAt(wanted.message, keys) === 'number') {
    // Nothing is left of a number that could be one.
    return cuts.length === 0 ? null : isDeclared ? 'unfit' : { keys, of, text: cutOut(text, cuts) };
  }
  if (last === 'blob' || isMedia(wanted.message, keys)) {
    return cuts.length === 0 ? null : { keys, of, text: blanked(text, cuts) };
  }
  const fits = isDeclared ? fitsAt(wanted.outputSchema, keys.slice(depth), wanted.matches) : () => true;
  const cut = cuts.length === 0 ? text : [cutOut(text, cuts), masked(text, cuts)].find(fits);
  if (cut === undefined) {
    return 'unfit';
  }
  const mayFence = isMarked && (depth !== null || !isReadByPrograms(wanted.message, keys, text));
  const fence = mayFence ? fenced(cut, wanted.speaker, wanted.fenceNumber()) : cut;
  const whole = fits(fence) ? fence : cut;
  return whole === text ? null : { keys, of, text: whole };
}

/** How many keys lead to the structured content that holds a place: of a result, or of the result that a task has yielded. */
function depthOfStructured(keys: readonly string[]): number | null {
  const isYielded = keys[1] === 'result' && (keys[0] === 'result' || keys[0] === 'params');
  const at = keys[0] === 'result' && !isYielded ? 1 : isYielded ? 2 : -1;
  return keys[at] === 'structuredContent' ? at + 1 : null;
}

/** The data of a picture or a sound. */
function isMedia(message: unknown, keys: readonly string[]): boolean {
  if (keys.at(-1) !== 'data') {
    return false;
  }
  const type = valueAt(message, [...keys.slice(0, -1), 'type']);
  return type === 'image' || type === 'audio';
}
