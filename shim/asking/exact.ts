/**
 * Whether a parsed value is what was written: a whole number beyond 2^53, or one beyond what a double holds, is another
 * number after parsing, so that two different texts would look alike.
 */
export function isExact(value: unknown): boolean {
  if (typeof value === 'number') {
    return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  }
  return typeof value !== 'object' || value === null || Object.values(value).every(isExact);
}
