import type { Span } from '../content-finding.ts';

/** `name: what it is` or `name (its type): what it is` on a line of its own; what is set off so as a note is none. */
const entry =
  /\n[ \t]{0,16}(?!(?:note|important|warning|hint|tip|attention|remember|system)\b)[a-z]\w{0,39}(?: \([\w[\]|.]{1,40}(?:, ?\w{1,20})?\))?:\s/;

/** The name and type of an entry, in characters: further on none begins that matters here. */
const longestEntry = 130;

/**
 * The stretch up to the next entry of a list of parameters, and whether it ends in front of one: each entry is about something
 * else, so that what stands in two of them does not come together. Lists on one line are joined by `., `.
 */
export function upToNextEntry(text: string, { start, end }: Span): { readonly span: Span; readonly isEntry: boolean } {
  const found = entry.exec(text.slice(start + 1, end + longestEntry));
  const next = found === null ? text.length : start + 1 + found.index;
  return next <= end
    ? { span: { start, end: next }, isEntry: true }
    : { span: { start, end }, isEntry: text.startsWith('.,', end - 1) };
}
