/** What a character may be a part of, as bits. */
export const other = 0;
export const letter = 1;
export const digit = 2;
export const base64Mark = 4;
export const inRun = 7;
export const space = 8;
export const newline = 16;
export const control = 32;

/** The kind of each ASCII character. */
export const kinds = Uint8Array.from({ length: 128 }, (_, code) => kindOf(code));

function kindOf(code: number): number {
  if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122)) {
    return letter;
  }
  if (code >= 48 && code <= 57) {
    return digit;
  }
  if (code === 43 || code === 47 || code === 45 || code === 95) {
    return base64Mark;
  }
  if (code === 32 || code === 9) {
    return space;
  }
  if (code === 10) {
    return newline;
  }
  return code < 32 || code === 127 ? control : other;
}

/** A run tells by its beginning. */
const most = 48;

/**
 * Whether a run may hold more than it shows: letters of both cases as in base64, digits as in hex, or words without blanks. Paths
 * and identifiers, which are most long runs, have few of the one or marks between them.
 */
export function mayEncode(text: string, start: number, end: number): boolean {
  let lower = 0;
  let upper = 0;
  let digits = 0;
  let marks = 0;
  const last = Math.min(end, start + most);
  for (let at = start; at < last; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 97) {
      lower += 1;
    } else if (code >= 65 && code <= 90) {
      upper += 1;
    } else if (code >= 48 && code <= 57) {
      digits += 1;
    } else {
      marks += 1;
    }
  }
  return (upper >= 3 && lower >= 3 && digits + upper >= 5) || (marks === 0 && (digits >= 8 || end - start >= 28));
}
