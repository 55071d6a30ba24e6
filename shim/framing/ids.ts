import type { MessageId } from './message.ts';
import { rawTopLevelId } from './salvage.ts';

/** Ids are kept while a call is open, so a giant one is refused instead. */
export const longestId = 1024;

/**
 * Reads an id a parser has given, going back to the line where the parser could not hold it.
 *
 * @returns null for anything that MCP does not take as an id: null, booleans, objects, infinite numbers, giants
 */
export function messageId(parsed: unknown, line: Buffer): MessageId | null {
  if (typeof parsed === 'string') {
    return parsed.length <= longestId ? { raw: JSON.stringify(parsed), key: `s${parsed}` } : null;
  }
  if (typeof parsed !== 'number' || !Number.isFinite(parsed)) {
    return null;
  }
  if (Number.isSafeInteger(parsed)) {
    return { raw: String(parsed), key: parsed };
  }
  const raw = rawTopLevelId([line]);
  return raw === null ? null : { raw, key: parsed };
}
