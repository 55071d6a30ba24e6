import { isAlphanumeric } from './characters.ts';
import { isPlaceholder } from './placeholder.ts';
import type { SecretHit } from './rule.ts';
import { matchingNamedRule } from './vendor-names.ts';

/** From a vendor's name up to a word that says a credential follows, and the signs in front of it. */
const announced =
  /[A-Za-z][\w.-]{0,30}(?:[ \t"'`]{1,3}[\w.-]{1,20}){0,4}?[ \t_"'`.-]{0,3}(?:keys?|token|secret|password|credentials?|auth|pat)\b(?:[ \t"'`]{1,3}(?:is|was|for|of|id|value|are|equals)){0,2}[ \t"'`:=>(,-]{1,8}(?:(?:Bearer|Basic|Token)[ \t]{1,4})?["'`]?/iy;
/** Only the name in front. */
const bare = /[A-Za-z][\w.-]{0,30}[ \t"'`:=>]{1,4}/y;
const value = /[A-Za-z0-9+/_.~|=-]{16,130}(?![A-Za-z0-9+/_~|=-])/y;

/**
 * Reads a value that words give to a vendor (`the Heroku key is …`): no operator binds it, only its shape and what is said of it. Where
 * nothing is said, identifiers and hashes look the same, so that only values of more letters count. Anchors: vendors' names.
 */
export function readNearVendor(text: string, at: number): SecretHit | null {
  return isAlphanumeric(text.charCodeAt(at - 1))
    ? null
    : (valueAfter(announced, text, at, () => true) ?? valueAfter(bare, text, at, hasManyLetters));
}

function valueAfter(words: RegExp, text: string, at: number, counts: (value: string) => boolean): SecretHit | null {
  words.lastIndex = at;
  if (!words.test(text)) {
    return null;
  }
  const start = words.lastIndex;
  value.lastIndex = start;
  const found = value.exec(text)?.[0].replace(/[.,]+$/, '');
  if (found === undefined || !counts(found) || isPlaceholder(found)) {
    return null;
  }
  const kind = matchingNamedRule(text.slice(at, start), found);
  return kind === null ? null : { kind, start, end: start + found.length, confidence: 'likely' };
}

/** Both letter cases and letters beyond hex. */
function hasManyLetters(found: string): boolean {
  return /[G-Z]/.test(found) && /[g-z]/.test(found) && /\d/.test(found);
}
