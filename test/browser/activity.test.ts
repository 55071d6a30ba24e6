import { readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, protect, startNotes } from '../../build/screens/play.ts';
import { type BrowserUnderTest, browserOver, describeInBrowser, goTo } from './a-window.ts';

describeInBrowser('calls on record', () => {
  let under: BrowserUnderTest;
  beforeAll(async () => {
    under = await browserOver();
    await ask(under.stage, 'policy.begin', { preset: 'balanced' });
    await protect(under.stage, 'claude-code');
    const notes = await startNotes(under.stage);
    for (const id of [7, 8, 12]) {
      await notes.call('read_note', { id });
    }
    await notes.close();
  });
  afterAll(() => under.close());

  it('are found by keyboard alone', async () => {
    const page = await under.open();
    await goTo(page, 'activity');
    await page
      .getByRole('row', { name: /read_note/ })
      .first()
      .waitFor();

    await page.keyboard.press('/');
    await page.keyboard.type('read_note');
    await page.keyboard.press('Enter');
    await page
      .getByRole('row', { name: /decision.*read_note/ })
      .first()
      .waitFor();
    await page
      .getByRole('row', { name: /connection/ })
      .first()
      .waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');

    await expect(page.getByRole('heading', { name: 'read_note', level: 2 }).waitFor()).resolves.toBeUndefined();
    await page.close();
  });

  it('are exported whole, line by line, as the filter says', async () => {
    const page = await under.open();
    await goTo(page, 'activity');
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('decision');

    const text = await exported(page, 'JSON lines: whole records');

    const records = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly kind: string });
    expect(records.map(({ kind }) => kind)).toEqual(['decision', 'decision', 'decision']);
    await page.getByText('3 lines written to your downloads.').waitFor();
    await page.close();
  });

  it.each([
    { label: 'Rule', option: /^person\/default \(\d+\)$/, rows: [/decision.*read_note/] },
    { label: 'Standing', option: /^not approved \(\d+\)$/, rows: [/decision.*read_note/, /outcome.*read_note/] },
    {
      label: 'User',
      option: new RegExp(`^${userInfo().username} \\(\\d+\\)$`),
      rows: [/decision.*read_note/, /outcome.*read_note/],
    },
  ])('are looked through by $label, and all there again without', async ({ label, option, rows }) => {
    const page = await under.open();
    await goTo(page, 'activity');
    await page
      .getByRole('row', { name: /read_note/ })
      .nth(2)
      .waitFor();
    const all = await page.getByRole('row').count();
    const choice = page.getByRole('combobox', { name: label, exact: true });
    const found = await choice.getByRole('option').filter({ hasText: option }).textContent();

    await choice.selectOption({ label: found ?? '' });

    for (const name of rows) {
      await page.getByRole('row', { name }).nth(2).waitFor();
    }
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await expect.poll(() => page.getByRole('row').count()).toBe(all);
    await page.close();
  });

  it('are not found where a rule and another choice have nothing in common', async () => {
    const page = await under.open();
    await goTo(page, 'activity');
    await page.getByRole('combobox', { name: 'Rule', exact: true }).selectOption('person/default');

    await page.getByRole('combobox', { name: 'Kind' }).selectOption('listing');

    await expect(page.getByText('No record fits the filter.').waitFor()).resolves.toBeUndefined();
    await page.close();
  });

  it('are exported as a table too', async () => {
    const page = await under.open();
    await goTo(page, 'activity');

    const [head = '', ...rows] = (await exported(page, 'CSV: one row each')).trimEnd().split('\n');

    expect(head.split(',')).toEqual(expect.arrayContaining(['"time"', '"kind"', '"tool"']));
    expect(rows.filter((row) => row.includes('read_note')).length).toBeGreaterThanOrEqual(3);
    await page.close();
  });

  it('would have been decided otherwise by a draft: which of them, and by what', async () => {
    const page = await under.open();
    await goTo(page, 'policy/edit');
    const text = page.getByRole('textbox');
    await text.fill(`${await text.inputValue()}\n@id("nothing")\nforbid (principal, action, resource);\n`);
    await goTo(page, 'policy/try');

    await page.getByRole('button', { name: 'Simulate' }).click();

    await page.getByText('3 calls looked at; 1 kind of call is decided differently.').waitFor();
    const row = page.getByRole('row', { name: /read_note/ });
    expect(await row.getByRole('cell').allTextContents()).toEqual([
      expect.any(String) as string,
      'notes',
      'read_note',
      'allowed',
      'denied person/nothing',
      '3',
    ]);
    await page.close();
  });

  it('are simulated only for a draft: the policy in force has decided them', async () => {
    const page = await under.open();
    await goTo(page, 'policy/try');

    await page.getByText('No draft: change a file under Edit to compare.').first().waitFor();

    expect(await page.getByRole('button', { name: 'Simulate' }).isDisabled()).toBe(true);
    await page.close();
  });

  it('are checked: a chain that somebody changed is named, with what is wrong', async () => {
    const page = await under.open();
    await goTo(page, 'activity');
    await page.getByRole('button', { name: 'Check all chains' }).click();
    await page.getByText(/checked: nobody changed anything\.$/).waitFor();

    const { rows } = await ask(under.stage, 'activity.query', {
      filter: { tool: 'read_note' },
      before: null,
      limit: 1,
    });
    const path = join(under.stage.stateFolder, 'trace', rows[0]?.segment ?? '');
    await writeFile(path, (await readFile(path, 'utf8')).replace('read_note', 'send_note'));
    await page.getByRole('button', { name: 'Check all chains' }).click();

    await page.getByText(/^\d+ chains? (is|are) broken:$/).waitFor();
    await expect(
      page
        .getByText(rows[0]?.segment ?? '')
        .first()
        .waitFor(),
    ).resolves.toBeUndefined();
    await page.close();
  });
});

/** What an export leaves in the downloads. */
async function exported(page: Page, format: string): Promise<string> {
  await page.getByRole('button', { name: 'Export …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export records' });
  await dialog.getByRole('combobox').selectOption({ label: format });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export' }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}
