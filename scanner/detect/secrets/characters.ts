/** Letters and digits of ASCII. */
export function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** Characters of option, variable and key names: letters, digits, `_`, `-`, `.`. */
export function isNameCharacter(code: number): boolean {
  return isAlphanumeric(code) || code === 95 || code === 45 || code === 46;
}

/**
 * Whether a word can begin here. Letters in front forbid it, unless they belong to an escape:
 * `\n`, `\u003d`, `%3D` and the `m` that ends a terminal colour.
 */
export function beginsWord(text: string, at: number): boolean {
  if (at === 0 || !isAlphanumeric(text.charCodeAt(at - 1))) {
    return true;
  }
  const before = text.slice(Math.max(0, at - 12), at);
  return /[\\%]/.test(before)
    ? /\\[nrtbf]$|\\u[0-9a-fA-F]{4}$|%[0-9a-fA-F]{2}$/.test(before)
    : before.includes(escape) && colour.test(before);
}

const escape = '\u001B';
/** The end of a terminal colour, as in `ESC [ 0 ; 31 m`. */
const colour = /\[[0-9;]{0,8}m$/;
