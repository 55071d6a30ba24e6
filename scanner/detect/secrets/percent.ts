/** A text without percent signs that stand for a character. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A stray percent sign: judged as it stands.
  }
}
