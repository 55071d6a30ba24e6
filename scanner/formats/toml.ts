import { parse, TomlError } from 'smol-toml';
import type { ParseResult } from './document.ts';

/** TOML 1.0. Duplicate keys are faults there, so there are none to report. */
export function parseToml(text: string): ParseResult {
  try {
    return { ok: true, document: { value: parse(text, { integersAsBigInt: 'asNeeded' }), duplicates: [] } };
  } catch (error) {
    // The parser's own message quotes the faulty line, which may hold a secret: only its place is kept.
    if (error instanceof TomlError) {
      return { ok: false, outcome: 'malformed', detail: `line ${error.line}, column ${error.column}: not valid TOML` };
    }
    if (error instanceof RangeError) {
      return { ok: false, outcome: 'too-large', detail: 'nested too deeply' };
    }
    throw error;
  }
}
