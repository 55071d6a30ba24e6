import type { Confidence } from '../../model/finding.ts';
import { decodeBase64Text } from './checksums.ts';
import { isPath } from './is-path.ts';
import { isPlaceholder } from './placeholder.ts';
import { looksRandom } from './randomness.ts';
import { defaultsIn } from './reference-defaults.ts';
import type { SecretHit } from './rule.ts';
import { secretsIn } from './secrets-in.ts';
import { secretName, wordsOf } from './secret-names.ts';
import { isTyped } from './typed.ts';
import { matchingNamedRule } from './vendor-names.ts';

/**
 * Judges a value by the name it stands under: an environment variable, a header, a flag, a key of an object.
 *
 * @returns the strongest secret with its offsets in `value`, or null
 */
export function judgeNamedValue(name: string, value: string): SecretHit | null {
  const inside = strongest(secretsIn(value));
  if (inside !== null && inside.confidence !== 'possible') {
    return inside;
  }
  const defaults = defaultsIn(value);
  if (defaults.length > 0) {
    const judged = defaults.flatMap((found) => shifted(judgeNamedValue(name, found.value), found.start));
    return strongest(judged) ?? inside;
  }
  const start = /^\s*(?:(?:Bearer|Basic|Token|ApiKey|Api-Key|Bot|SSWS)\s+)?/i.exec(value)?.[0].length ?? 0;
  const body = value.slice(start).trimEnd();
  if (isPlaceholder(value) || isPlaceholder(body) || !(looksLikeValue(body) || isMnemonic(name, body))) {
    return inside;
  }
  const end = start + body.length;
  const vendor = matchingNamedRule(name, body);
  if (vendor !== null) {
    return { kind: vendor, start, end, confidence: 'likely' };
  }
  const promised = secretName(name);
  if (promised === null) {
    return inside;
  }
  if (promised.kind === 'authorization' && isPlaceholderLogin(body)) {
    return null;
  }
  const isRandom = looksRandom(body, promised.strength === 'strong' ? 12 : 16);
  if (promised.strength === 'weak' && !isRandom && !isTyped(body)) {
    return inside;
  }
  return { kind: promised.kind, start, end, confidence: isRandom ? 'likely' : 'possible' };
}

function shifted(hit: SecretHit | null, by: number): readonly SecretHit[] {
  return hit === null ? [] : [{ ...hit, start: hit.start + by, end: hit.end + by }];
}

/** Whether a text can be a secret at all: not a switch, a short number, a path, an address without credentials, or prose. */
function looksLikeValue(value: string): boolean {
  return (
    value.length >= 4 &&
    !/^[+-]?[\d.,_:]{1,11}%?$/.test(value) &&
    !/^(?:true|false|yes|no|on|off|null|none)$/i.test(value) &&
    !isPath(value) &&
    !/^[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/[^\s@]*$/.test(value) &&
    value.split(/\s+/).length < 4
  );
}

/** Twelve words or more that open a wallet. */
function isMnemonic(name: string, value: string): boolean {
  return wordsOf(name).includes('mnemonic') && /^\S+(?:\s+\S+){11,23}$/.test(value);
}

export function strongest(hits: readonly SecretHit[]): SecretHit | null {
  const rank: Readonly<Record<Confidence, number>> = { certain: 2, likely: 1, possible: 0 };
  return hits.reduce<SecretHit | null>(
    (best, hit) => (best === null || rank[hit.confidence] > rank[best.confidence] ? hit : best),
    null,
  );
}

/** `Basic` with a name and password of documentation. */
function isPlaceholderLogin(body: string): boolean {
  const login = decodeBase64Text(body);
  const password = login?.includes(':') === true ? login.slice(login.indexOf(':') + 1) : null;
  return password !== null && /^[\x20-\x7e]+$/.test(password) && isPlaceholder(password);
}
