/** An English sentence of the daemon, and the German one; what stands in parentheses on the left is `$1` on the right. */
export type Pattern = readonly [english: RegExp, german: string];

/** The German sentence; null where there is none. */
export function byPattern(patterns: readonly Pattern[], english: string): string | null {
  const known = patterns.find(([pattern]) => pattern.test(english));
  return known === undefined ? null : english.replace(known[0], known[1]);
}
