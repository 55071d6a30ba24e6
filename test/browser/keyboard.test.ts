import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type AskedUnderTest,
  type BrowserUnderTest,
  browserOver,
  browserOverNotes,
  describeInBrowser,
  goTo,
} from './a-window.ts';

describeInBrowser('a person whose system chooses the colours', () => {
  let under: BrowserUnderTest;
  beforeAll(async () => {
    under = await browserOver();
  });
  afterAll(() => under.close());

  it.each([
    ['active', 'servers', '.table-row', 'solid'],
    ['active', 'clients', '.choice-entry', 'solid'],
    ['none', 'servers', '.table-row', 'none'],
    ['none', 'clients', '.choice-entry', 'none'],
  ] as const)('sees what is looked at: %s, %s', async (forcedColors, place, entries, style) => {
    const page = await under.open({ forcedColors });
    await goTo(page, place);
    const current = page.locator(`${entries}:is(.is-current, [aria-current='true'])`);
    await current.first().waitFor();
    const outlineOf = (which: string): Promise<string> =>
      page.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(which)})).outlineStyle`);

    expect(await outlineOf(`${entries}:is(.is-current, [aria-current='true'])`)).toBe(style);
    expect(await outlineOf(`${entries}:not(.is-current, [aria-current='true'])`)).toBe('none');
    await page.close();
  });
});

describeInBrowser('a person without a pointer or without sight', () => {
  let under: AskedUnderTest;
  let page: Page;
  beforeAll(async () => {
    under = await browserOverNotes();
    page = await under.open();
  });
  afterAll(() => under.close());

  it('passes the perimeter in one step, and goes through it by arrows to the details of a server', async () => {
    await goTo(page, 'overview');
    const stops = page.locator('.map [tabindex="0"]');
    await stops.first().waitFor();
    expect(await stops.count()).toBe(1);

    await stops.first().focus();
    await page.keyboard.press('ArrowDown');
    const second = await named(page);
    await page.keyboard.press('ArrowLeft');
    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toMatch(/^#clients\//);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');

    expect(await named(page)).toBe(second);
    expect(await stops.count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.getByRole('grid').waitFor();
  });

  it('sorts the table by a key, which tells how each column is sorted', async () => {
    await goTo(page, 'servers');
    await page.getByRole('grid').focus();
    const sorted = page.locator('[aria-sort]');

    expect(await sorted.textContent()).toContain('Risk');
    await page.keyboard.press('o');
    expect(await sorted.textContent()).toContain('Name');
    await page.keyboard.press('o');
    expect(await sorted.textContent()).toContain('Identity');
    expect(await sorted.getAttribute('aria-sort')).toBe('ascending');
  });

  it.each(['overview', 'servers', 'clients', 'approvals', 'activity', 'policy', 'settings', 'doctor'])(
    'finds each key listed once: %s',
    async (place) => {
      await goTo(page, place);
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      const keys = await page.getByRole('dialog').locator('kbd').allTextContents();
      await page.keyboard.press('Escape');

      expect(keys.length).toBeGreaterThan(0);
      expect(keys).toEqual([...new Set(keys)]);
    },
  );

  it('works in a screen at once that was opened by a key', async () => {
    await goTo(page, 'overview');

    await page.keyboard.press('Alt+Digit2');
    await page.getByRole('grid', { name: 'MCP servers' }).waitFor();
    await expect.poll(() => focusedRole(page)).toBe('grid');
    const before = await page.locator('.table-row.is-current').textContent();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.locator('.table-row.is-current').textContent()).not.toBe(before);

    await page.keyboard.press('Alt+Digit3');
    await expect.poll(() => page.evaluate('document.activeElement.className')).toBe('choice-entry');
    await page.keyboard.press('Alt+Digit7');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('content');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Alt+Digit7');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
  });

  it('keeps the place in the navigation when a link of it was followed', async () => {
    await goTo(page, 'overview');

    await page.getByRole('link', { name: 'Servers', exact: true }).press('Enter');
    await page.getByRole('grid', { name: 'MCP servers' }).waitFor();

    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe('#servers');
  });

  it('hears on any screen that a call waits, once, and each link by what it leads to', async () => {
    await goTo(page, 'servers');
    const heard = page.getByRole('status').filter({ hasText: 'waits for you' });
    expect(await heard.count()).toBe(0);
    await under.notes.call('read_note', { id: 5 });
    const asked = under.notes.callAndGiveUp('delete_note', { id: 1 });

    await heard.waitFor({ state: 'attached' });

    expect(await heard.textContent()).toBe('1 call waits for you');
    await goTo(page, 'approvals');
    expect(await heard.count()).toBe(0);
    await page.getByRole('link', { name: /^Show read_note \d/ }).waitFor();
    asked.giveUp();
  });
});

function focusedRole(page: Page): Promise<string | null> {
  return page.evaluate('document.activeElement.getAttribute("role")');
}

function named(page: Page): Promise<string> {
  return page.evaluate('document.activeElement.getAttribute("aria-label")');
}
