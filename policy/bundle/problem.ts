/** Something in a policy folder that somebody must mend, or should look at. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** Name inside the folder, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters as an editor counts them. */
  readonly column: number;
  readonly message: string;
  /** What to do; null when the message says it. */
  readonly help: string | null;
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The place of a character in a text. @param offset in UTF-16 units */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

/** Cedar counts bytes of UTF-8, texts here are counted in UTF-16 units. */
export function offsetOfByte(text: string, byte: number): number {
  return Buffer.from(text).subarray(0, byte).toString('utf8').length;
}

export function error(file: string, place: Place, message: string, help: string | null = null): Problem {
  return { severity: 'error', file, ...place, message, help };
}

export function warning(file: string, place: Place, message: string, help: string | null = null): Problem {
  return { severity: 'warning', file, ...place, message, help };
}

export const start: Place = { line: 1, column: 1 };
