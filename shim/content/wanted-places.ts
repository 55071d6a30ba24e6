import { pointerOf, textsOf } from '../../scanner/detect/content/texts-of.ts';
import { makeKnownValues } from '../../scanner/detect/secrets/known-values.ts';
import { keysOf, valueAt } from './pointers.ts';
import { isProtocolHandle } from './protocol-members.ts';
import type { Cut } from './text-edits.ts';
import type { Weighed } from './weigh.ts';

/** A string of a message in which something is to change. */
export interface WantedPlace {
  readonly pointer: string;
  readonly of: 'value' | 'key';
  readonly cuts: Cut[];
  isMarked: boolean;
}

/** What changes of one message at most. More of it takes more than its share of time, and nobody reads what is left. */
const mostPlaces = 2000;
const mostPassages = 20_000;
const longestWays = 2_000_000;
const deepest = 200;

/**
 * The strings of a message in which something is taken out or marked; null when they are more, or lie deeper, than what is changed of one
 * message. What is taken out in one place is taken out wherever else it stands. Handles of the protocol are left alone.
 */
export function wantedPlaces(
  message: unknown,
  { redact, mark }: { readonly redact: readonly Weighed[]; readonly mark: readonly Weighed[] },
): readonly WantedPlace[] | null {
  const places = new Map<string, WantedPlace>();
  let passages = 0;
  let ways = 0;
  const placeAt = (pointer: string, of: WantedPlace['of']): WantedPlace => {
    passages += 1;
    ways += pointer.length;
    const name = `${of} ${pointer}`;
    const place = places.get(name) ?? { pointer, of, cuts: [], isMarked: false };
    places.set(name, place);
    return place;
  };
  const isTooMuch = (): boolean => places.size > mostPlaces || passages > mostPassages || ways > longestWays;
  for (const { finding } of redact) {
    const { pointer, of, span } = finding.where;
    placeAt(pointer, of).cuts.push({ span, label: finding.detail ?? finding.kind });
    if (isTooMuch()) {
      return null;
    }
  }
  for (const { pointer, of, cut } of elsewhere(message, redact)) {
    placeAt(pointer, of).cuts.push(cut);
    if (isTooMuch()) {
      return null;
    }
  }
  for (const { finding } of mark) {
    placeAt(finding.where.pointer, finding.where.of).isMarked = true;
    if (isTooMuch()) {
      return null;
    }
  }
  const wanted = [...places.values()].filter(({ pointer, of }) => of === 'key' || !isProtocolHandle(pointer, message));
  return wanted.some(({ pointer }) => keysOf(pointer).length > deepest) ? null : wanted;
}

/** The same values in other strings, as they are or escaped in some way. */
function* elsewhere(
  message: unknown,
  redact: readonly Weighed[],
): Generator<{ readonly pointer: string; readonly of: WantedPlace['of']; readonly cut: Cut }, void, void> {
  const labels = new Map<string, string>();
  for (const { finding } of redact) {
    const { kind, detail, where } = finding;
    if (kind === 'secret' || kind === 'personal-data' || finding.rule === 'content/own-pattern') {
      const value = stringAt(message, where).slice(where.span.start, where.span.end);
      labels.set(value, detail ?? kind);
      labels.set(unescaped(value), detail ?? kind);
    }
  }
  const known = makeKnownValues([...labels.keys()]);
  const [label = ''] = labels.values();
  if (known.longest === 0) {
    return;
  }
  for (const { text, place, of } of textsOf(message, null, [], 'all')) {
    const spans = known.spansIn(text);
    const pointer = spans.length === 0 ? '' : pointerOf(place);
    for (const span of spans) {
      yield { pointer, of, cut: { span, label: labels.get(text.slice(span.start, span.end)) ?? label } };
    }
  }
}

/** What a value is that stands escaped in a text of JSON. */
function unescaped(value: string): string {
  if (!value.includes('\\')) {
    return value;
  }
  try {
    const text: unknown = JSON.parse(`"${value}"`);
    return typeof text === 'string' ? text : value;
  } catch {
    return value; // Its backslashes are its own.
  }
}

/** The text of a place, or its last key. */
export function stringAt(message: unknown, { pointer, of }: Pick<WantedPlace, 'pointer' | 'of'>): string {
  const keys = keysOf(pointer);
  const value = of === 'key' ? keys.at(-1) : valueAt(message, keys);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
