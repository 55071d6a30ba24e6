import { isDeepStrictEqual } from 'node:util';
import { decode } from '../formats/decode.ts';
import { parseConfig } from '../formats/parse.ts';
import type { Format } from '../model/inventory.ts';
import type { Edit } from './edit.ts';
import { expected } from './expected.ts';
import { jsonPlaces } from './json-places.ts';
import { pathOf, type Places } from './places.ts';
import { spliced } from './splice.ts';
import { toSplice } from './to-splice.ts';

export type Edited =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** `why` names no value of the file: it may hold secrets. */
  | { readonly ok: false; readonly why: string };

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Changes a config's text at pointers and keeps every other byte. The result is parsed again by the clients' rules: it is
 * only given back when it says what the edits say and nothing else has changed.
 */
export async function editConfig(bytes: Uint8Array, format: Format, edits: readonly Edit[]): Promise<Edited> {
  const decoded = decode(bytes);
  if (!decoded.ok) {
    return refused(decoded.detail);
  }
  const before = await parseConfig(bytes, format);
  if (!before.ok) {
    return refused(before.detail);
  }
  const { value, duplicates } = before.document;
  const twice = edits.find(({ at }) => duplicates.some((pointer) => at === pointer || at.startsWith(`${pointer}/`)));
  if (twice !== undefined) {
    return refused('a key on the way to the entry stands there twice');
  }
  const { text } = decoded;
  const places = await placesIn(text, format);
  if (places === null) {
    return refused('it is spelled in a way only its client reads');
  }
  const splices = edits.map((edit) => toSplice(text, places, edit)).filter((splice) => splice !== null);
  if (splices.length < edits.length) {
    return refused('its values do not stand in the entry itself, or are spelled in a way we do not edit');
  }
  const mark = startsWithMark(bytes) ? BYTE_ORDER_MARK : '';
  const result = new TextEncoder().encode(mark + spliced(text, splices));
  const after = await parseConfig(result, format);
  const wanted = expected(value, edits);
  return after.ok && isDeepStrictEqual(after.document.value, wanted)
    ? { ok: true, bytes: result }
    : refused('the edited text would not say what was meant');
}

/** The text of a value as it stands in a config, for putting it back later; null when it does not stand there itself. */
export async function rawText(
  bytes: Uint8Array,
  format: Format,
  pointers: readonly string[],
): Promise<readonly (string | null)[]> {
  const decoded = decode(bytes);
  if (!decoded.ok) {
    return pointers.map(() => null);
  }
  const places = await placesIn(decoded.text, format);
  return pointers.map((pointer) => {
    const value = places?.value(pathOf(pointer)) ?? null;
    return value === null ? null : decoded.text.slice(value.span.start, value.span.end);
  });
}

async function placesIn(text: string, format: Format): Promise<Places | null> {
  const find = await placesOf(format);
  try {
    return find(text);
  } catch (error) {
    // Our reader of this format took the text; the one that tells places is stricter.
    if (error instanceof Error) {
      return null;
    }
    throw error;
  }
}

async function placesOf(format: Format): Promise<(text: string) => Places> {
  switch (format) {
    case 'toml':
      return (await import('./toml-places.ts')).tomlPlaces;
    case 'yaml':
      return (await import('./yaml-places.ts')).yamlPlaces;
    case 'json':
    case 'jsonc':
    case 'json5':
      return jsonPlaces;
  }
}

function startsWithMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function refused(why: string): Edited {
  return { ok: false, why };
}
