import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../../build/screens/play.ts';
import { type BrowserUnderTest, browserOver, describeInBrowser, goTo } from './a-window.ts';

describeInBrowser('the table of servers', () => {
  let under: BrowserUnderTest;
  beforeAll(async () => {
    under = await browserOver();
  });
  afterAll(() => under.close());

  it('is worked through by keyboard alone: find, ban, and take it back', async () => {
    const page = await opened(under);

    await page.keyboard.press('/');
    await page.keyboard.type('weather');
    await page.keyboard.press('Enter');
    await page.keyboard.press('b');
    await page.keyboard.type('sends the position of the laptop');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    await page.getByText('1 server banned.').waitFor();
    await page.getByRole('row', { name: /weather.*banned/ }).waitFor();
    expect(await readFile(join(under.stage.stateFolder, 'policy', 'catalogue.yaml'), 'utf8')).toContain(
      'sends the position of the laptop',
    );

    await page.keyboard.press('u');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    await page.getByText('Taken back.').waitFor();
    await page.getByRole('row', { name: /weather.*not approved/ }).waitFor();
    await page.close();
  });

  it('leaves what the filter shows in the downloads by keyboard, with the columns of a scan as CSV', async () => {
    const page = await opened(under);
    await page.getByRole('combobox', { name: 'Group by' }).selectOption({ label: 'By client' });
    await page.keyboard.press('/');
    await page.keyboard.type('notes');
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: /weather/ }).waitFor({ state: 'detached' });

    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('x')]);

    const [head = '', ...rows] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
    expect(download.suggestedFilename()).toBe('sallyport-servers.csv');
    expect(head).toMatch(/^"server_id","name",.*"client",.*"scan_complete"$/);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => !row.includes('"notes"'))).toEqual([]);
    expect(new Set(rows).size).toBe(rows.length);
    await page.getByText('1 server written to your downloads.').waitFor();
    await page.close();
  });

  it('has nothing to export where no server fits the filter', async () => {
    const page = await opened(under);
    const button = page.getByRole('button', { name: 'Export as CSV' });
    expect(await button.isDisabled()).toBe(false);

    await page.keyboard.press('/');
    await page.keyboard.type('no server is called like this');

    await page.getByText('No server fits the filter.').waitFor();
    expect(await button.isDisabled()).toBe(true);
    await page.close();
  });

  it('bans from within the reason, and not before there is one', async () => {
    const page = await opened(under);
    await page.keyboard.press('/');
    await page.keyboard.type('firecrawl');
    await page.keyboard.press('Enter');
    await page.keyboard.press('b');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog', { name: 'Ban firecrawl' }).waitFor();

    await page.keyboard.type('writes where it likes');
    await page.keyboard.press('Control+Enter');

    await expect(page.getByText('1 server banned.').waitFor()).resolves.toBeUndefined();
    await page.close();
  });

  it('approves many at once, after the daemon asked, with owner and reason', async () => {
    const page = await opened(under);
    await page
      .getByRole('row', { name: /^Mark.*fetch/ })
      .getByRole('checkbox')
      .check();
    await page
      .getByRole('row', { name: /^Mark.*notion/ })
      .getByRole('checkbox')
      .check();
    await page.getByText('2 marked').waitFor();

    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByLabel('Owner').fill('platform-team');
    await page.getByLabel('Reason').fill('read and tried');
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('button', { name: 'Yes, do it' }).click();

    await page.getByText('2 servers approved.').waitFor();
    await page.getByRole('row', { name: /context7/ }).click();
    await page.getByRole('button', { name: 'Approve' }).click();
    expect(await page.getByLabel('Owner').inputValue()).toBe('platform-team');
    expect(await page.getByLabel('Reason').inputValue()).toBe('');
    await page.keyboard.type('read again');
    expect(await page.getByLabel('Reason').inputValue()).toBe('read again');
    await page.keyboard.press('Escape');
    const { servers } = await ask(under.stage, 'servers.list', {});
    const standings = servers.filter(({ names }) => names.includes('fetch') || names.includes('notion'));
    await page.getByRole('row', { name: /fetch.*approved/ }).waitFor();
    expect(standings.length).toBe(2);
    await page.close();
  });

  it.each([
    { locale: 'en-GB', refused: '1 server was left as it is:', button: 'Ban' },
    { locale: 'de-DE', refused: '1 Server unverändert gelassen:', button: 'Sperren' },
  ])('tells by name and reason which of many were left as they are: $locale', async ({ locale, refused, button }) => {
    const page = await under.open({ locale });
    await goTo(page, 'servers');
    for (const name of [/installer/, /playwright/]) {
      await page.getByRole('row', { name }).getByRole('checkbox').check();
    }
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('not looked at yet');
    await page.getByRole('dialog').getByRole('button', { name: button }).click();

    const notice = page.locator('.notice');
    await notice.getByText(refused).waitFor();
    await notice
      .getByText(/^installer: it can not stand in the catalogue: what it runs is not known for certain/)
      .waitFor();
    expect(await notice.textContent()).not.toContain('srv_');
    await page.close();
  });

  it('keeps marked what was left as it is, and nothing that was done', async () => {
    const page = await opened(under);
    for (const name of [/installer/, /^Mark.*linear/]) {
      await page.getByRole('row', { name }).getByRole('checkbox').check();
    }
    await page.keyboard.press('b');
    await page.keyboard.type('not looked at yet');
    await page.keyboard.press('Control+Enter');

    await page.getByText('1 server banned.').waitFor();
    await page.getByText('1 server was left as it is:').waitFor();

    expect(
      await page
        .getByRole('row', { name: /^Mark.*linear/ })
        .getByRole('checkbox')
        .isChecked(),
    ).toBe(false);
    expect(
      await page
        .getByRole('row', { name: /installer/ })
        .getByRole('checkbox')
        .isChecked(),
    ).toBe(true);
    await page.close();
  });

  it('changes nothing when the person says no to the question', async () => {
    const page = await opened(under);
    await page.getByRole('row', { name: /sentry/ }).click();
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByLabel('Owner').fill('nobody');
    await page.getByLabel('Reason').fill('by mistake');
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();

    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await readFile(join(under.stage.stateFolder, 'policy', 'catalogue.yaml'), 'utf8')).not.toContain(
      'by mistake',
    );
    await page.close();
  });

  it('keeps a view under its name for the next window', async () => {
    const page = await opened(under);
    await page.getByLabel('Standing', { exact: true }).selectOption('shadow');
    await page.getByLabel('Group by').selectOption('client');
    await page.getByRole('button', { name: 'Save view' }).click();
    await page.getByLabel('Name of the view').fill('Mine to review');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    // Only then the daemon has it: a window that closes before takes the question with it.
    await page.getByRole('button', { name: 'Delete view' }).waitFor();
    await page.close();

    const next = await opened(under);
    await next.getByLabel('View', { exact: true }).selectOption({ label: 'Mine to review' });

    await expect(next.getByRole('row', { name: /^Claude Code \d/ }).waitFor()).resolves.toBeUndefined();
    await next.close();
  });

  it('lists every key with "?"', async () => {
    const page = await opened(under);

    await page.keyboard.press('?');

    const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await list.getByText('Mark, for many at once').waitFor();
    await page.keyboard.press('Escape');
    await expect(list.waitFor({ state: 'detached' })).resolves.toBeUndefined();
    await page.close();
  });

  it('looks at the worst server when the address names one that is gone', async () => {
    const page = await under.open();

    await goTo(page, 'servers/srv_0000000000000000');

    await expect(page.getByRole('heading', { name: 'mail', level: 2 }).waitFor()).resolves.toBeUndefined();
    await page.close();
  });
});

async function opened(under: BrowserUnderTest): Promise<Page> {
  const page = await under.open();
  await goTo(page, 'servers');
  await expect(page.getByRole('grid', { name: 'MCP servers' }).waitFor()).resolves.toBeUndefined();
  return page;
}
