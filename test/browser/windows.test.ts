import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../../build/screens/play.ts';
import { type BrowserUnderTest, browserOver, describeInBrowser, goTo } from './a-window.ts';

describeInBrowser('windows in one browser', () => {
  let under: BrowserUnderTest;
  let context: BrowserContext;
  beforeAll(async () => {
    under = await browserOver();
    context = await under.browser.newContext({ viewport: { width: 1024, height: 640 }, locale: 'en-GB' });
  });
  afterAll(() => under.close());

  it('all work, however many there are, and all hear what happens', async () => {
    const windows: Page[] = [];
    for (let count = 0; count < 8; count += 1) {
      windows.push(await opened(under, context));
    }

    for (const window of windows) {
      await goTo(window, 'servers');
      await window.getByRole('grid', { name: 'MCP servers' }).waitFor();
    }
    await windows[0]?.close();
    await ask(under.stage, 'settings.save', { language: 'de' });
    for (const window of windows.slice(1)) {
      await window.getByRole('grid', { name: 'MCP-Server' }).waitFor();
    }
    await ask(under.stage, 'settings.save', { language: 'en' });
    expect(windows).toHaveLength(8);
    await Promise.all(windows.slice(1).map((window) => window.close()));
  });

  it('shows a place whose address is no encoded text', async () => {
    const page = await opened(under, context);

    await goTo(page, 'servers/%');
    await page.reload();

    await expect(page.getByRole('heading', { level: 1, name: 'Servers' }).waitFor()).resolves.toBeUndefined();
    await page.close();
  });

  it('keeps a policy draft over another screen and a reload, until it is taken back', async () => {
    await ask(under.stage, 'policy.begin', { preset: 'balanced' });
    const page = await opened(under, context);
    await goTo(page, 'policy/try');
    expect(await page.getByRole('button', { name: 'Simulate', exact: true }).isDisabled()).toBe(true);
    await goTo(page, 'policy/edit');
    const editor = page.getByRole('textbox');
    await editor.fill('// my draft');

    await goTo(page, 'servers');
    await goTo(page, 'policy/edit');
    await page.getByText('// my draft').waitFor();
    await page.reload();
    await page.getByText('// my draft').waitFor();
    await page.getByRole('button', { name: 'Discard changes' }).click();

    await page.getByText('// my draft').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('textbox').waitFor();
    expect(await page.getByText('// my draft').count()).toBe(0);
    await page.close();
  });

  it('takes a notice away when another screen is opened', async () => {
    const page = await opened(under, context);
    await goTo(page, 'servers');
    await page.getByRole('row', { name: /^Mark.*mail/ }).click();
    await page.getByRole('button', { name: 'Forget' }).click();
    await page.getByRole('button', { name: 'Yes, do it' }).click();
    await page.locator('.notice').waitFor();

    await goTo(page, 'policy/try');

    await expect(page.locator('.notice').waitFor({ state: 'detached' })).resolves.toBeUndefined();
    await page.close();
  });

  it('keeps the keyboard in the screen after a question whose opener is gone', async () => {
    const page = await opened(under, context);
    await goTo(page, 'servers');
    await page.getByRole('row', { name: /^Mark.*mail/ }).click();
    await page.keyboard.press('f');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await expect(page.waitForFunction('document.activeElement !== document.body')).resolves.toBeDefined();
    await page.close();
  });
});

async function opened({ stage }: BrowserUnderTest, context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(await stage.daemon.openWindow(true));
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}
