import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, playMorning, settled } from '../../build/screens/play.ts';
import { type BrowserUnderTest, browserOver, describeInBrowser, goTo } from './a-window.ts';

const failure = { code: 'INTERNAL', message: 'something in Sallyport itself went wrong', remedy: 'Try again.' };

describeInBrowser('a screen whose next question fails', () => {
  let under: BrowserUnderTest;
  beforeAll(async () => {
    under = await browserOver();
  });
  afterAll(() => under.close());

  it('keeps the answer it has, says that it may be old, and gets the next one', async () => {
    const page = await under.open();
    await goTo(page, 'servers');
    await page.getByRole('grid', { name: 'MCP servers' }).waitFor();
    const repair = await breakCalls(page, 'servers.list');

    await ask(under.stage, 'scan.start', {});
    await settled(under.stage);

    await page.getByText('This may be old, for asking again did not work: something in Sallyport itself').waitFor();
    expect(await page.getByRole('grid', { name: 'MCP servers' }).count()).toBe(1);
    await repair();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('This may be old').waitFor({ state: 'detached' });
    await page.close();
  });

  it('says so when a scan can not be begun', async () => {
    const page = await under.open();
    await goTo(page, 'servers');
    const repair = await breakCalls(page, 'scan.start');

    await page.getByRole('button', { name: 'Scan now' }).click();

    const notice = page.locator('.notice').getByText('something in Sallyport itself went wrong');
    await expect(notice.waitFor()).resolves.toBeUndefined();
    await repair();
    await page.close();
  });

  it('shows nothing of another thing in its place', async () => {
    const page = await under.open();
    await goTo(page, 'clients/cursor');
    await page.getByRole('heading', { level: 2, name: 'Cursor' }).waitFor();
    await breakCalls(page, 'clients.show');

    await goTo(page, 'clients/claude-code');

    await page.getByRole('heading', { level: 2, name: 'Claude Code' }).waitFor();
    await page.getByText('This did not work').waitFor();
    expect(await page.getByText('This may be old').count()).toBe(0);
    await page.close();
  });
});

describeInBrowser('the records on the screen', () => {
  it('stay when newer ones can not be had, until they can', async () => {
    const under = await browserOver();
    const program = await playMorning(under.stage);
    const page = await under.open();
    await goTo(page, 'activity');
    await page.getByRole('row').nth(1).waitFor();
    const repair = await breakCalls(page, 'activity.query');

    await program.call('list_notes', {});

    await page.getByText('This may be old').waitFor();
    expect(await page.getByRole('row').count()).toBeGreaterThan(1);
    await repair();
    await program.call('list_notes', {});
    await page.getByText('This may be old').waitFor({ state: 'detached' });
    await program.close();
    await under.close();
  });
});

/** Has each call of one operation fail, as a daemon with a fault would. @returns ends that */
async function breakCalls(page: Page, name: string): Promise<() => Promise<void>> {
  await page.route('**/call', async (route) => {
    const asked = route.request().postDataJSON() as { readonly name: string };
    await (asked.name === name ? route.fulfill({ json: { ok: false, error: failure } }) : route.continue());
  });
  return () => page.unroute('**/call');
}
