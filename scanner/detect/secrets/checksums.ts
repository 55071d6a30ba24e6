import type { Confidence } from '../../model/finding.ts';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * Judges a token that ends in a CRC-32 of its random part, written in base 62 (GitHub, npm).
 *
 * @returns `likely` where the sum is wrong: copies with a changed letter and older tokens still deserve a look
 */
export function judgeCrcTail(prefixLength: number, tailLength: number): (value: string) => Confidence {
  return (value) => {
    const body = value.slice(prefixLength, -tailLength);
    const sum = toBase62(crc32(body)).padStart(tailLength, '0');
    return value.endsWith(sum) ? 'certain' : 'likely';
  };
}

/**
 * Judges a token that ends in a CRC-32 of all that stands before it, in base 36 (GitLab's routable tokens).
 *
 * @returns `likely` where the sum is wrong
 */
export function judgeCrcInBase36(value: string): Confidence {
  return value.endsWith(crc32(value.slice(0, -7)).toString(36).padStart(7, '0')) ? 'certain' : 'likely';
}

/**
 * Judges a token that ends in `_` and the CRC-32 of all that stands before it, its bytes from the last to the first, in hex (Grafana).
 *
 * @returns `likely` where the sum is wrong
 */
export function judgeCrcBehindMark(value: string): Confidence {
  const sum = crc32(value.slice(0, -9)).toString(16).padStart(8, '0');
  const turned = (sum.match(/../g) ?? []).toReversed().join('');
  return value.toLowerCase().endsWith(`_${turned}`) ? 'certain' : 'likely';
}

/** The text behind base64 or base64url, or null when it is not valid text. */
export function decodeBase64Text(encoded: string): string | null {
  const text = Buffer.from(encoded.replaceAll('-', '+').replaceAll('_', '/'), 'base64').toString('utf8');
  return text.includes('\uFFFD') ? null : text;
}

/** The object behind a base64url part of a token, or null. */
export function decodeJsonPart(encoded: string): object | null {
  const text = decodeBase64Text(encoded);
  if (text === null) {
    return null;
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null; // Not JSON is an answer here, not a fault.
  }
}

/** Of short ASCII text. Our own, because loading `node:zlib` costs a start more than all rules together. */
function crc32(text: string): number {
  let sum = 0xff_ff_ff_ff;
  for (let index = 0; index < text.length; index += 1) {
    sum ^= text.charCodeAt(index);
    for (let bit = 0; bit < 8; bit += 1) {
      sum = (sum & 1) === 1 ? (sum >>> 1) ^ 0xed_b8_83_20 : sum >>> 1;
    }
  }
  return (sum ^ 0xff_ff_ff_ff) >>> 0;
}

function toBase62(value: number): string {
  let rest = value;
  let digits = '';
  do {
    digits = base62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  } while (rest > 0);
  return digits;
}
