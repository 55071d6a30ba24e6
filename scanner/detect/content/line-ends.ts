/** What a text begins with that is a value, written out as JSON or as Python prints it. */
const beginsAsValue = /^\s*[{["']/;
const writtenOut = /(?<!\\)(\\{1,8})(?:r\1)?n/g;

/**
 * A text whose line ends are written out (`\n` in a string of JSON, `\\n` in JSON inside one) with line ends in their place, and blanks in
 * front of them, so that it is as long as it was. A text with line ends of its own that is no value is left as it is.
 */
export function withLineEnds(text: string): string {
  if (!text.includes('\\n')) {
    return text;
  }
  const isValue = beginsAsValue.test(text.slice(0, 100));
  if (text.includes('\n') && !isValue) {
    return text;
  }
  return text.replaceAll(writtenOut, (sign: string, slashes: string, at: number) =>
    (isValue && slashes.length === 1) || endsLine(text, at, at + sign.length)
      ? `${' '.repeat(sign.length - 1)}\n`
      : sign,
  );
}

/** Names of folders and files begin with a small letter, and signs of an expression stand behind its `\n`. */
function endsLine(text: string, start: number, end: number): boolean {
  return /[.!?,;]/.test(text[start - 1] ?? '') || !/[a-z0-9_.+*?)\]{|/]/.test(text[end] ?? ' ');
}
