import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { tokenReader } from '../../../../scanner/detect/secrets/token-reader.ts';
import type { TokenRule } from '../../../../scanner/detect/secrets/rule.ts';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Text that looks drawn at random, the same on every run: fixtures hold no credential that a scanner could trip on. */
export function drawn(length: number, alphabet = base62, seed = 7): string {
  let state = seed * 2_654_435_761;
  let text = '';
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += alphabet.charAt((state >>> 8) % alphabet.length);
  }
  return text;
}

export const hex = (length: number, seed = 7): string => drawn(length, '0123456789abcdef', seed);

/** A token as GitHub and npm write it: prefix, 30 characters, CRC-32 in base 62. */
export function withChecksum(prefix: string): string {
  const body = drawn(30);
  let sum = crc32(body);
  let tail = '';
  for (let digit = 0; digit < 6; digit += 1) {
    tail = base62.charAt(sum % 62) + tail;
    sum = Math.floor(sum / 62);
  }
  return prefix + body + tail;
}

/** Values that have the shape of a rule and pass its own check; fails when there are none. */
export function valuesOf(rule: TokenRule): fc.Arbitrary<string> {
  const read = tokenReader(rule);
  const shaped = fc.sample(fc.stringMatching(new RegExp(`^(?:${rule.shape.source})$`)), {
    seed: 20_261_120,
    numRuns: 60,
  });
  const values = shaped.filter((value) => {
    const hit = read(value, anchorIn(rule, value));
    return hit !== null && hit.confidence !== 'possible' && hit.end === value.length;
  });
  return fc.constantFrom(...values);
}

function anchorIn(rule: TokenRule, value: string): number {
  const folded = value.toLowerCase();
  const places = rule.anchors.map((anchor) => folded.indexOf(anchor.toLowerCase()));
  return Math.max(0, ...places.filter((place) => (rule.before ?? [0]).includes(place)));
}
