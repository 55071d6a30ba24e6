import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../../../scanner/detect/secrets/fingerprint.ts';
import { makeScrubber } from '../../../../scanner/detect/secrets/scrubber.ts';

describe('a known secret in something about to be printed', () => {
  const secret = 'p@ss "w/ö"+rd';
  const { scrubText, scrubValue } = makeScrubber([secret, 'tiny']);

  it.each([
    ['as it is', `a ${secret} b`, 'a ‹redacted:known-secret› b'],
    ['escaped for JSON', JSON.stringify([secret]), '["‹redacted:known-secret›"]'],
    ['escaped for a URL', `?q=${encodeURIComponent(secret)}&r`, '?q=‹redacted:known-secret›&r'],
    ['twice in a row', secret + secret, '‹redacted:known-secret›'],
  ])('is taken out %s', (_, text, clean) => {
    expect(scrubText(text)).toBe(clean);
  });

  it.each(['', 'u', 'us', 'user:'])('is taken out of base64 that begins with %j', (before) => {
    const encoded = Buffer.from(`${before}${secret} after`).toString('base64');

    expect(scrubText(encoded)).toContain('‹redacted:known-secret›');
  });

  it('is taken out of keys and members, and the shape stays', () => {
    expect(scrubValue({ list: [1, secret, null], [secret]: true })).toEqual({
      list: [1, '‹redacted:known-secret›', null],
      '‹redacted:known-secret›': true,
    });
  });

  it('leaves values shorter than six characters alone: they stand in everything', () => {
    expect(scrubText('a tiny thing')).toBe('a tiny thing');
  });

  it('is gone wherever it stands among other text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 6, maxLength: 40 }), { minLength: 1, maxLength: 8 }),
        fc.string(),
        fc.string(),
        (secrets, before, after) => {
          const scrubber = makeScrubber(secrets);
          const [first = ''] = secrets;

          expect(scrubber.scrubText(before + first + after).replaceAll('‹redacted:known-secret›', '')).not.toContain(
            first,
          );
        },
      ),
      { seed: 20_261_120 },
    );
  });
});

describe('a fingerprint', () => {
  const salt = Uint8Array.from([1, 2, 3]);

  it('is the same for the same secret, and 16 hex digits', () => {
    expect(fingerprint('sunshine', salt)).toBe(fingerprint('sunshine', salt));
    expect(fingerprint('sunshine', salt)).toMatch(/^[0-9a-f]{16}$/);
  });

  it('differs for another secret and for another salt', () => {
    expect(fingerprint('sunshine', salt)).not.toBe(fingerprint('moonshine', salt));
    expect(fingerprint('sunshine', salt)).not.toBe(fingerprint('sunshine', Uint8Array.from([1, 2, 4])));
  });
});
