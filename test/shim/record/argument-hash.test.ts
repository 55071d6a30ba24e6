import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { argumentHash } from '../../../shim/record/argument-hash.ts';
import { deviceKey } from '../../../shim/record/device-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-key-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the hash of arguments', () => {
  const key = Buffer.alloc(32, 5);
  const hash = argumentHash(key);

  it.each([
    ['small ones', { b: 1, a: [true, null, 'é'] }, '{"a":[true,null,"é"],"b":1}'],
    ['none', {}, '{}'],
    ['large ones', { text: 'x'.repeat(100_000) }, JSON.stringify({ text: 'x'.repeat(100_000) })],
  ])('is HMAC-SHA-256 over %s with their keys in order', (_, input, canonical) => {
    expect(hash(input)).toBe(createHmac('sha256', key).update(canonical).digest('hex'));
  });

  it('is the same for another order of keys, and another for other values and keys', () => {
    expect(hash({ a: 1, b: { c: 2, d: 3 } })).toBe(hash({ b: { d: 3, c: 2 }, a: 1 }));
    expect(hash({ a: 1 })).not.toBe(hash({ a: 2 }));
    expect(hash({ a: 1 })).not.toBe(argumentHash(Buffer.alloc(32, 6))({ a: 1 }));
  });
});

describe('the key of a laptop', () => {
  it('is made once, for its owner alone', () => {
    const state = join(folder, 'state');
    const key = deviceKey(state);

    expect(deviceKey(state)).toEqual(key);
    expect(key).toHaveLength(32);
    expect(statSync(join(state, 'device.key')).mode & 0o777).toBe(0o600);
  });
});
