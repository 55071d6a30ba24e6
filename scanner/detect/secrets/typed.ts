import { looksRandom } from './randomness.ts';

/** Whether a text looks like a password that a person made: three kinds of characters, mixed as no name or number mixes them. */
export function isTyped(value: string): boolean {
  const marks = /[^A-Za-z0-9\s_.:/\\@=,-]/.test(value);
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(value)).length + (marks ? 1 : 0);
  return value.length >= 8 && !/\s/.test(value) && kinds >= 3 && (marks || looksRandom(value, 8));
}
