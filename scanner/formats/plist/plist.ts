import { beyondBounds } from '../bounds.ts';
import { decode } from '../decode.ts';
import type { ParseResult } from '../document.ts';
import { parseBinaryPlist } from './binary.ts';
import { PlistFault } from './fault.ts';
import { parseXmlPlist } from './xml.ts';

/**
 * Reads one of Apple's property lists, in either of its forms that administrators' tools write. A date is its ISO text, data is
 * base64; neither stands in what we look for.
 */
export function parsePlist(bytes: Uint8Array): ParseResult {
  try {
    return withinBounds(isBinary(bytes) ? parseBinaryPlist(bytes) : parseXmlPlist(textOf(bytes)));
  } catch (error) {
    if (error instanceof PlistFault) {
      return { ok: false, outcome: 'malformed', detail: error.message };
    }
    throw error;
  }
}

function isBinary(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 8)).toString('latin1') === 'bplist00';
}

function textOf(bytes: Uint8Array): string {
  const decoded = decode(bytes);
  if (!decoded.ok) {
    throw new PlistFault(decoded.detail);
  }
  return decoded.text;
}

function withinBounds(value: unknown): ParseResult {
  return beyondBounds(value) ?? { ok: true, document: { value, duplicates: [] } };
}
