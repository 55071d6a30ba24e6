import type { JsonObject } from '../framing/message.ts';
import { cryptography } from './chain.ts';

/** HMAC-SHA-256 with one key. */
export type KeyedHash = (input: JsonObject) => string;

const blockBytes = 64;
const digestBytes = 32;
/** Arguments up to this size are hashed in one place that is used again. */
const roomBytes = 4096;

/**
 * Makes the hash of arguments, lower-case hex: equal for equal arguments on one laptop, and no help in guessing them.
 * Key order does not matter.
 */
export function argumentHash(key: Buffer): KeyedHash {
  const { hash } = cryptography();
  // The two halves of RFC 2104 by themselves: the platform's own object for it costs forty microseconds a call.
  const padded = Buffer.alloc(blockBytes);
  (key.length > blockBytes ? hash('sha256', key, 'buffer') : key).copy(padded);
  const inner = Buffer.alloc(blockBytes + roomBytes);
  const outer = Buffer.alloc(blockBytes + digestBytes);
  inner.set(padded.map((byte) => byte ^ 0x36));
  outer.set(padded.map((byte) => byte ^ 0x5c));
  return (input) => {
    const text = canonical(input);
    const fits = text.length * 3 <= roomBytes;
    const message = fits
      ? inner.subarray(0, blockBytes + inner.write(text, blockBytes))
      : Buffer.concat([inner.subarray(0, blockBytes), Buffer.from(text)]);
    outer.set(hash('sha256', message, 'buffer'), blockBytes);
    return hash('sha256', outer, 'hex');
  };
}

/** JSON text that is equal for equal values: key order does not matter. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value) ?? 'null';
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  const entries = Object.entries(value);
  if (entries.length > 1) {
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
  } else if (typeof entries[0]?.[1] !== 'object') {
    return JSON.stringify(value);
  }
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`).join(',')}}`;
}
