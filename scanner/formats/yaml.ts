import { isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { ParseResult } from './document.ts';

const MOST_ALIASES = 100;

/** A text of one YAML 1.2 document, as all clients want it; merge keys and anchors resolved within bounds. */
export function parseYaml(text: string): ParseResult {
  const lines = new LineCounter();
  const fault = (offset: number, what: string): ParseResult => {
    const { line, col } = lines.linePos(offset);
    return { ok: false, outcome: 'malformed', detail: `line ${line}, column ${col}: ${what}` };
  };
  try {
    // The parser's own error pages and its search for equal keys take time in the square of a hostile text's size.
    const document = parseDocument(text, {
      merge: true,
      // Silent would also not tell of a second document.
      logLevel: 'error',
      prettyErrors: false,
      uniqueKeys: false,
      lineCounter: lines,
    });
    const [error] = document.errors;
    if (error !== undefined) {
      return fault(error.pos[0], inWords(error.code));
    }
    const duplicate = duplicateKey(document);
    if (duplicate !== null) {
      return fault(duplicate, 'duplicate key');
    }
    return { ok: true, document: { value: document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown, duplicates: [] } };
  } catch (error) {
    if (error instanceof ReferenceError) {
      return { ok: false, outcome: 'malformed', detail: 'aliases that lead nowhere, or more of them than we follow' };
    }
    if (error instanceof RangeError) {
      return { ok: false, outcome: 'too-large', detail: 'nested too deeply' };
    }
    throw error;
  }
}

/** Offset of the second of two equal keys: all clients that read YAML refuse such a file. */
function duplicateKey(document: Parameters<typeof visit>[0]): number | null {
  let found: number | null = null;
  visit(document, {
    Map: (_key, map) => {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? key.value : key;
        if (isScalar(key) && name !== '<<' && seen.has(name)) {
          found = key.range?.[0] ?? 0;
          return visit.BREAK;
        }
        seen.add(name);
      }
      return undefined;
    },
  });
  return found;
}

/** `DUPLICATE_KEY` as `duplicate key`. */
function inWords(code: string): string {
  return code.replaceAll('_', ' ').toLowerCase();
}
