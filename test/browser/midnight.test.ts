import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BrowserUnderTest, browserOver, describeInBrowser } from './a-window.ts';

describeInBrowser('a window that is left open over midnight', () => {
  let under: BrowserUnderTest;
  beforeAll(async () => {
    under = await browserOver();
  });
  afterAll(() => under.close());

  it('says of what was today that it was yesterday', async () => {
    const page = await under.open();
    const scanned = page.locator('.state time');
    const timeAlone = /^\d\d:\d\d:\d\d$/;
    const at = (await scanned.getAttribute('datetime')) ?? '';
    await page.clock.install({ time: new Date(at) });
    await page.reload();
    await scanned.waitFor();
    expect(await scanned.textContent()).toMatch(timeAlone);

    await page.clock.fastForward('24:00:00');

    await expect.poll(() => scanned.textContent()).not.toMatch(timeAlone);
    await page.close();
  });
});
