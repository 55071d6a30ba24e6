import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeScrubber } from '../../../../scanner/detect/secrets/scrubber.ts';

describe('a known secret in something about to be printed', () => {
  const secret = 'p@ss "w/ö"+rd';
  const { scrubText } = makeScrubber([secret, 'tiny']);

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
