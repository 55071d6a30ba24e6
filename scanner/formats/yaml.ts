import { parseDocument } from 'yaml';
import type { ParseResult } from './document.ts';

const MOST_ALIASES = 100;

/** The first YAML 1.2 document of a text, merge keys and anchors resolved within bounds. */
export function parseYaml(text: string): ParseResult {
  try {
    const document = parseDocument(text, { merge: true, logLevel: 'silent', prettyErrors: true });
    const [fault] = document.errors;
    if (fault !== undefined) {
      const place =
        fault.linePos === undefined ? '' : `line ${fault.linePos[0].line}, column ${fault.linePos[0].col}: `;
      return { ok: false, outcome: 'malformed', detail: `${place}${inWords(fault.code)}` };
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

/** `DUPLICATE_KEY` as `duplicate key`. */
function inWords(code: string): string {
  return code.replaceAll('_', ' ').toLowerCase();
}
