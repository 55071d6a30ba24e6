import { redactText } from './secrets/redact-text.ts';

const LONGEST_SHOWN = 120;

/**
 * A text from a config, fit for one line of a message: what looks secret is taken out, what does not print or reorders the line is
 * spelled as its code point, and long ones are cut.
 */
export function shown(text: string, longest = LONGEST_SHOWN): string {
  // Before the cut: half a secret is told by nothing any more.
  const safe = redactText(text);
  const short = safe.length > longest ? `${safe.slice(0, longest)}…` : safe;
  return short.replaceAll(/[\p{C}\p{Zl}\p{Zp}\u034F\u115F\u1160\u2800\u3164\uFFA0]/gu, (character) =>
    codePoint(character),
  );
}

/** `U+202E` for a character. */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
