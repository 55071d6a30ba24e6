import { describe, expect, it } from 'vitest';
import { withOwnCacheMarks } from '../../../shim/policy/cache-marks.ts';

const edited = (text: string): string =>
  withOwnCacheMarks(Buffer.from(`${text}\n`))
    .toString()
    .trimEnd();

describe('an edited result', () => {
  it.each([
    [
      'a long time, for everybody',
      '{"id":1, "result":{"ttlMs":3600000, "tools":[{"ttlMs":9999}],"cacheScope":"public"}}',
      '{"id":1, "result":{"ttlMs":1000, "tools":[{"ttlMs":9999}],"cacheScope":"private"}}',
    ],
    ['a short time', '{"result":{"ttlMs":5,"cacheScope":"private"}}', '{"result":{"ttlMs":5,"cacheScope":"private"}}'],
    ['no sensible time', '{"result":{"ttlMs":"1e9"}}', '{"result":{"ttlMs":1000}}'],
    ['its marks twice', '{"result":{"ttlMs":1e9,"ttlMs":2e9}}', '{"result":{"ttlMs":1000,"ttlMs":1000}}'],
  ])('may be kept for a second by its own client alone: %s', (_, text, expected) => {
    expect(edited(text)).toBe(expected);
  });

  it.each(['{"result":{"tools":[]}}', '{"result":[1]}', '{"error":{"ttlMs":5000}}'])(
    'without such marks stays as it is: %s',
    (text) => {
      expect(edited(text)).toBe(text);
    },
  );
});
