/**
 * The words of a shell text that every shell reads alike: plain words and simply quoted ones.
 *
 * @returns null when the text has anything a shell would act on: operators, expansions, globs, escapes, comments
 */
export function plainWords(text: string): readonly string[] | null {
  if (/[\n\r]/.test(text.trim())) {
    return null;
  }
  const words: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const word = /^(?:[A-Za-z0-9_@%+=:,./-]|"[^"\\$`!\n%]*"|'[^'\n]*')+(?=\s|$)/.exec(rest)?.[0];
    if (word === undefined) {
      return null;
    }
    words.push(
      word.replaceAll(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''),
    );
    rest = rest.slice(word.length).trimStart();
  }
  return words.length > 0 ? words : null;
}
