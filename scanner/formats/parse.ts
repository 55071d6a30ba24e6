import type { Format } from '../model/inventory.ts';
import { beyondBounds } from './bounds.ts';
import { decode } from './decode.ts';
import type { ConfigDocument, ParseResult } from './document.ts';
import { parseJson } from './json.ts';
import { isTooDeep, tooDeep } from './nesting.ts';

// Parsing these costs far more time and memory a byte than JSON does; real configs are a hundred times smaller.
const LARGEST_BYTES: Readonly<Partial<Record<Format, number>>> = { yaml: 512 * 1024, toml: 4 * 1024 * 1024 };

export type Parsed =
  | { readonly ok: true; readonly document: ConfigDocument; readonly format: Format; readonly isEmpty: boolean }
  | Extract<ParseResult, { readonly ok: false }>;

/**
 * Parses a config by its content: the declared format only says which family it is.
 * The TOML, YAML and JSON5 parsers are loaded when the first such file is met.
 */
export async function parseConfig(bytes: Uint8Array, declared: Format): Promise<Parsed> {
  const decoded = decode(bytes);
  if (!decoded.ok) {
    return { ok: false, outcome: 'malformed', detail: decoded.detail };
  }
  const { text } = decoded;
  if (text.trim() === '') {
    return { ok: true, document: { value: undefined, duplicates: [] }, format: declared, isEmpty: true };
  }
  const limit = LARGEST_BYTES[declared] ?? Number.POSITIVE_INFINITY;
  if (bytes.length > limit) {
    return {
      ok: false,
      outcome: 'too-large',
      detail: `${bytes.length} bytes; at most ${limit} of ${declared.toUpperCase()} are read`,
    };
  }
  if (isTooDeep(text, declared === 'toml' || declared === 'yaml' ? 'hash' : 'slash')) {
    return tooDeep;
  }
  switch (declared) {
    case 'toml': {
      const { parseToml } = await import('./toml.ts');
      return withFormat(parseToml(text), 'toml');
    }
    case 'yaml': {
      const { parseYaml } = await import('./yaml.ts');
      return withFormat(parseYaml(text), 'yaml');
    }
    case 'json':
    case 'jsonc':
    case 'json5': {
      const parsed = await parseJson(text);
      return withFormat(parsed, parsed.dialect ?? declared);
    }
  }
}

function withFormat(parsed: ParseResult, format: Format): Parsed {
  if (!parsed.ok) {
    return parsed;
  }
  return beyondBounds(parsed.document.value) ?? { ok: true, document: parsed.document, format, isEmpty: false };
}
