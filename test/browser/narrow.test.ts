import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AskedUnderTest, browserOverNotes, describeInBrowser, goTo, objections } from './a-window.ts';

/** A window of 1280×800 at 200 %, and one that is wide enough for two columns. */
const zoomed = { width: 640, height: 400 };
const plain = { width: 1280, height: 800 };

describeInBrowser('a window at 200 %', () => {
  let under: AskedUnderTest;
  beforeAll(async () => {
    under = await browserOverNotes();
  });
  afterAll(() => under.close());

  it('has each answer to a question whole, below the list', async () => {
    const page = await under.open({ viewport: zoomed });
    await goTo(page, 'approvals');
    const asked = under.notes.callAndGiveUp('delete_note', { id: 1 });
    const pane = page.getByRole('region').filter({ has: page.getByRole('button', { name: 'Allow once' }) });
    await pane.waitFor();

    expect(await sidewaysOf(page, '.pane')).toBe(0);
    expect(await columnsOf(page, '.split')).toBe(1);
    await expect(objections(page)).resolves.toEqual([]);

    await page.setViewportSize(plain);
    expect(await columnsOf(page, '.split')).toBe(2);
    asked.giveUp();
    await page.close();
  });

  it.each(['servers', 'activity'])('gives the table of %s the width of the window', async (place) => {
    const page = await under.open({ viewport: zoomed });
    await goTo(page, place);
    await page.getByRole('grid').waitFor();

    expect(await columnsOf(page, '.servers-split')).toBe(1);
    expect((await page.getByRole('grid').boundingBox())?.width).toBeGreaterThan(zoomed.width * 0.75);
    await expect(objections(page)).resolves.toEqual([]);
    await page.close();
  });

  it('still tells a screen reader what each screen is called', async () => {
    const page = await under.open({ viewport: zoomed });
    await page.getByRole('link', { name: 'Servers', exact: true }).click();

    await page.getByRole('grid').waitFor();

    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Servers');
    await page.close();
  });
});

function sidewaysOf(page: Page, selector: string): Promise<number> {
  return page.locator(selector).evaluate((element: { scrollWidth: number; clientWidth: number }) => {
    return element.scrollWidth - element.clientWidth;
  });
}

async function columnsOf(page: Page, selector: string): Promise<number> {
  const columns: string = await page.evaluate(
    `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).gridTemplateColumns`,
  );
  return columns.split(' ').length;
}
