import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BrowserUnderTest, browserOver, describeInBrowser, goTo, objections } from './a-window.ts';

describeInBrowser('a laptop without any client', () => {
  let under: BrowserUnderTest;
  beforeAll(async () => {
    under = await browserOver(() => Promise.resolve());
  });
  afterAll(() => under.close());

  it.each([
    ['en-GB', 'Go on to the overview', 'Look at the servers', 'No AI clients'],
    ['de-DE', 'Weiter zum Überblick', 'Server ansehen', 'Keine KI-Clients'],
  ])('offers nothing that leads nowhere, and says that a scan found no client: %s', async (locale, on, look, none) => {
    const page = await under.open({ locale });
    await goTo(page, 'overview');

    await page.getByRole('button', { name: on }).waitFor();
    expect(await page.getByRole('link', { name: look }).count()).toBe(0);

    await goTo(page, 'clients');
    await page.getByRole('heading', { name: none }).waitFor();
    await expect(objections(page)).resolves.toEqual([]);
    await page.close();
  });
});

describeInBrowser('a laptop that nobody has worked on yet', () => {
  let under: BrowserUnderTest;
  beforeAll(async () => {
    under = await browserOver();
  });
  afterAll(() => under.close());

  it('shows in a window that may only look, which buttons can do nothing', async () => {
    const page = await under.open({}, false);
    await goTo(page, 'servers');

    expect(await page.getByRole('button', { name: 'Ban', exact: true }).isDisabled()).toBe(true);
    expect(await colourOf(page, 'Ban')).toBe(await colourOf(page, 'Approve'));
    await page.close();
  });

  it.each(['en-GB', 'de-DE'])('shows the names of its servers whole, although all are new: %s', async (locale) => {
    const page = await under.open({ locale });
    await goTo(page, 'servers');
    await page.locator('.cell-name .tag').first().waitFor();

    const cut = await page
      .locator('.server-name')
      .evaluateAll((names: readonly { scrollWidth: number; clientWidth: number; textContent: string }[]) =>
        names.filter((name) => name.scrollWidth > name.clientWidth).map(({ textContent }) => textContent),
      );
    expect(cut).toEqual([]);
    expect((await page.locator('.cell-identity').last().boundingBox())?.width).toBeGreaterThan(80);
    await page.close();
  });

  it('shows in one that may change things that banning is not like the rest', async () => {
    const page = await under.open();
    await goTo(page, 'servers');

    expect(await colourOf(page, 'Ban')).not.toBe(await colourOf(page, 'Approve'));
    await page.close();
  });
});

function colourOf(page: Page, button: string): Promise<string> {
  return page.evaluate(
    `getComputedStyle([...document.querySelectorAll('button')].find(({ textContent }) => textContent === '${button}')).color`,
  );
}
