import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../../build/screens/play.ts';
import { type AskedUnderTest, browserOverNotes, describeInBrowser, goTo } from './a-window.ts';

describeInBrowser('the address of a window', () => {
  let under: AskedUnderTest;
  beforeAll(async () => {
    under = await browserOverNotes();
    await under.notes.call('read_note', { id: 1 });
    await under.notes.call('read_note', { id: 2 });
  });
  afterAll(() => under.close());

  it.each(['back', 'reload'])('keeps filter and server of the list: %s', async (how) => {
    const page = await under.open();
    await goTo(page, 'servers');
    await page.getByLabel('Group by').selectOption('standing');
    await page.getByRole('searchbox').fill('git');
    await page.getByRole('row', { name: /^Mark/ }).nth(1).click();
    const chosen = await heading(page);
    await page.waitForURL(/#servers\/srv_.*text=git/);

    if (how === 'back') {
      await goTo(page, 'clients/codex');
      await page.getByRole('heading', { name: 'Codex', level: 2 }).waitFor();
      await page.goBack();
    } else {
      await page.reload();
    }

    await page.getByRole('heading', { name: chosen, level: 2 }).waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('git');
    expect(await page.getByLabel('Group by').inputValue()).toBe('standing');
    await page.close();
  });

  it('leads to another server also from the list itself, and to the same one again', async () => {
    const page = await under.open();
    const { servers } = await ask(under.stage, 'servers.list', {});
    const idOf = (name: string): string => servers.find(({ names }) => names.includes(name))?.id ?? '';
    await goTo(page, `servers/${idOf('slack')}`);
    await page.getByRole('heading', { name: 'slack', level: 2 }).waitFor();

    await goTo(page, `servers/${idOf('zapier')}`);
    await page.getByRole('heading', { name: 'zapier', level: 2 }).waitFor();
    await page.getByRole('row', { name: /^Mark.*slack/ }).click();
    await page.waitForURL(new RegExp(idOf('slack')));
    await goTo(page, `servers/${idOf('zapier')}`);

    await expect(page.getByRole('heading', { name: 'zapier', level: 2 }).waitFor()).resolves.toBeUndefined();
    await page.close();
  });

  it('leaves the list as it is when it names the list', async () => {
    const page = await under.open();
    await goTo(page, 'servers');
    await page.getByRole('searchbox').fill('git');
    await page.waitForURL(/text=git/);

    await goTo(page, 'servers');

    expect(await page.getByRole('searchbox').inputValue()).toBe('git');
    await page.close();
  });

  it('keeps what was chosen of the activity over a reload, and leads to another record from there', async () => {
    const page = await under.open();
    await goTo(page, 'activity');
    await page.getByLabel('Kind', { exact: true }).selectOption('decision');
    await page
      .getByRole('row', { name: /read_note/ })
      .first()
      .click();
    await page.waitForURL(/#activity\/[^?]+\?kind=decision/);
    await page.reload();
    await page.getByRole('heading', { name: 'read_note', level: 2 }).waitFor();
    expect(await page.getByLabel('Kind', { exact: true }).inputValue()).toBe('decision');
    await page
      .getByRole('row', { name: /read_note/ })
      .first()
      .click();
    const { rows } = await ask(under.stage, 'activity.query', { filter: { kind: 'listing' }, before: null, limit: 1 });

    await goTo(page, `activity/${encodeURIComponent(rows[0]?.segment ?? '')}/${rows[0]?.seq}`);

    await expect(
      page
        .getByRole('region', { name: 'The whole story' })
        .getByRole('heading', { name: /^listing/ })
        .waitFor(),
    ).resolves.toBeUndefined();
    await page.close();
  });

  it('is written once a key is let go, as browsers refuse one that is written too often', async () => {
    const page = await under.open();
    await goTo(page, 'servers');
    await page.getByRole('grid').focus();
    await page.evaluate(`{
      const write = history.replaceState.bind(history);
      history.replaceState = (...what) => (document.title += '.', write(...what));
    }`);
    for (let count = 0; count < 40; count += 1) {
      void page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('End');
    const { servers } = await ask(under.stage, 'servers.list', {});
    const last = await heading(page);
    const { id = '' } = servers.find(({ names }) => names.includes(last)) ?? {};

    await page.waitForURL(new RegExp(`#servers/${id}$`));

    expect((await page.title()).replace(/[^.]/g, '').length).toBeLessThan(10);
    await page.close();
  });

  it('does not wait for a quiet moment to search a busy record', async () => {
    const page = await under.open();
    await goTo(page, 'activity');
    await page
      .getByRole('row', { name: /read_note/ })
      .first()
      .waitFor();
    const busy = setInterval(
      () => under.stage.daemon.service.hub.tell('activity.added', { records: 1, newest: 0 }),
      50,
    );

    await page.getByRole('searchbox').fill('nowhere in here');

    await expect(page.getByText('No record fits the filter.').waitFor({ timeout: 10_000 })).resolves.toBeUndefined();
    clearInterval(busy);
    await page.close();
  });
});

async function heading(page: Page): Promise<string> {
  return (await page.locator('.servers-pane').getByRole('heading', { level: 2 }).textContent()) ?? '';
}
