import { isRecord, pointer } from '../../formats/document.ts';

/** A place in a parsed document, as the way up from it: made once for each container, so that deep documents cost no more than flat ones. */
export interface Place {
  readonly above: Place | null;
  readonly key: string | number;
}

/** One string of a document with its place; or a number, as it is written. */
export interface TextAt {
  readonly text: string;
  readonly place: Place | null;
  /** `key`: the text is the last key of the place, and not what stands there. */
  readonly of: 'value' | 'key';
  /** The nearest key above a value, which may promise a secret; null where there is none. */
  readonly name: string | null;
}

/** RFC 6901. */
export function pointerOf(place: Place | null): string {
  const keys: (string | number)[] = [];
  for (let here = place; here !== null; here = here.above) {
    keys.push(here.key);
  }
  return pointer(keys.toReversed());
}

/** The place below another one. */
export function below(above: Place | null, ...keys: readonly (string | number)[]): Place | null {
  return keys.reduce<Place | null>((place, key) => ({ above: place, key }), above);
}

/**
 * Every string of a value in the order of the document, keys included: the model reads a parameter's name like its description.
 * Lazy and without recursion, so that neither depth nor number of strings has a bound. Short plain names are left out.
 *
 * @param without keys of the value itself that are left out, with all that hangs below
 * @param mode `all`: short plain names too, and numbers as long as an account's
 */
export function* textsOf(
  value: unknown,
  from: Place | null = null,
  without: readonly string[] = [],
  mode: 'telling' | 'all' = 'telling',
): Generator<TextAt, void, void> {
  const open: Container[] = [];
  let next: Found | null = { value, place: from, name: typeof from?.key === 'string' ? from.key : null };
  while (next !== null) {
    const { value: part, place, name }: Found = next;
    if (typeof part === 'string') {
      yield { text: part, place, of: 'value', name };
    } else if (typeof part === 'number' && mode === 'all' && part >= shortestNumber && Number.isSafeInteger(part)) {
      yield { text: String(part), place, of: 'value', name: null };
    } else if (Array.isArray(part)) {
      open.push({ kind: 'array', items: part, at: 0, place, name });
    } else if (isRecord(part)) {
      open.push({ kind: 'record', record: part, keys: keysOf(part, open.length === 0 ? without : []), at: 0, place });
    }
    next = nextOf(open);
    const key = next?.place?.key;
    if (next !== null && typeof key === 'string' && (mode === 'all' || isTelling(key))) {
      yield { text: key, place: next.place, of: 'key', name: null };
    }
  }
}

/** Nothing that tells of a person is shorter, written as a number. */
const shortestNumber = 10_000_000;

interface Found {
  readonly value: unknown;
  readonly place: Place | null;
  readonly name: string | null;
}

type Container = { at: number; readonly place: Place | null } & (
  | { readonly kind: 'array'; readonly items: readonly unknown[]; readonly name: string | null }
  | {
      readonly kind: 'record';
      readonly record: Readonly<Record<string, unknown>>;
      readonly keys: readonly string[];
    }
);

function nextOf(open: Container[]): Found | null {
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const { at } = top;
    top.at += 1;
    if (top.kind === 'array' && at < top.items.length) {
      return { value: top.items[at], place: { above: top.place, key: at }, name: top.name };
    }
    const key = top.kind === 'record' ? top.keys[at] : undefined;
    if (top.kind === 'record' && key !== undefined) {
      return { value: top.record[key], place: { above: top.place, key }, name: key };
    }
    open.pop();
  }
  return null;
}

function keysOf(record: Readonly<Record<string, unknown>>, without: readonly string[]): readonly string[] {
  const keys = Object.keys(record);
  return without.length === 0 ? keys : keys.filter((key) => !without.includes(key));
}

/**
 * Whether a key may say or hide something: long, with other characters than names have, or with the digits or capitals that
 * numbers and credentials are made of.
 */
function isTelling(key: string): boolean {
  return key.length > 24 || /[^\w$-]/.test(key) || (key.length >= 8 && /\d|^[A-Z]+$/.test(key));
}
