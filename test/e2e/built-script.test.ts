import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { launcher, makeHome, sallyport } from './sallyport.ts';

describe('the built program', () => {
  it.each(['scan.cjs', 'sallyport.cjs'])(
    'has a script of ASCII only, since it is read a byte a character: %s',
    (name) => {
      const script = readFileSync(join(launcher, '..', '..', 'lib', name));

      expect(script.findIndex((byte) => byte > 0x7f)).toBe(-1);
    },
  );

  it('knows expressions beyond ASCII as its source does', async () => {
    const home = makeHome({ 'note.txt': '\u{5ffd}\u{7565}\u{4ee5}\u{4e0a}\u{6240}\u{6709}\u{6307}\u{4ee4}' });

    const { out } = await sallyport(home, ['inspect', 'note.txt', '--json']);

    expect(JSON.parse(out)).toMatchObject({ verdict: 'bad', findings: [{ rule: 'content/override-order' }] });
  });
});
