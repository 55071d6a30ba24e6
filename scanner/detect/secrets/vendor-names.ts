import { looksRandom, isUuid } from './randomness.ts';
import type { NamedRule } from './rule.ts';
import { namedRules } from './rules/all.ts';
import { isAboutSecret, wordsOf } from './secret-names.ts';

/** The kind of credential that a vendor's name and the value's shape give together, or null. */
export function matchingNamedRule(name: string, value: string): string | null {
  if (value.length < 11 || value.length > 130 || !(looksRandom(value, 10) || isUuid(value))) {
    return null;
  }
  const words = ` ${wordsOf(name).join(' ')} `;
  const rule = namedRules.find(
    (candidate) => candidate.shape.test(value) && candidate.names.some((vendor) => hasWords(words, vendor)),
  );
  return rule === undefined || (isAboutSecret(name) && !rule.kind.endsWith('-id')) ? null : rule.kind;
}

/** Whether a name holds a vendor's: a value under it is worth a look. */
export function matchesVendorName(name: string): boolean {
  const words = ` ${wordsOf(name).join(' ')} `;
  return namedRules.some(({ names }) => names.some((vendor) => hasWords(words, vendor)));
}

/** Too frequent in honest text to look at each; the rest of such a name (`key`, `token`) is looked at anyway. */
const everydayWords = new Set([
  'system',
  'message',
  'schema',
  'meta',
  'private',
  'access',
  'secret',
  'seed',
  'wallet',
  'signer',
  'segment',
  'assembly',
  'pager',
  'azure',
  'atlas',
  'token',
]);

/** Words that a text must hold for a named rule to be tried; shorter ones stand beside words such as `key` anyway. */
export function vendorAnchors(rules: readonly NamedRule[]): readonly string[] {
  return rules
    .flatMap((rule) => rule.names.map((name) => name.split(' ')[0] ?? ''))
    .filter((word) => word.length >= 4 && !everydayWords.has(word));
}

/** Long names may be the beginning of a longer word (`herokuapikey`), short ones must stand alone. */
function hasWords(words: string, vendor: string): boolean {
  return words.includes(vendor.length >= 5 ? ` ${vendor}` : ` ${vendor} `);
}
