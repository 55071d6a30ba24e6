import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ClientProgram } from '../../build/screens/client-program.ts';
import { ask, settled } from '../../build/screens/play.ts';
import {
  type AskedUnderTest,
  type BrowserUnderTest,
  browserOver,
  browserOverNotes,
  describeInBrowser,
  goTo,
} from './a-window.ts';

describeInBrowser('a question that goes away while a person answers it', () => {
  let under: AskedUnderTest;
  let notes: ClientProgram;
  beforeAll(async () => {
    under = await browserOverNotes();
    ({ notes } = under);
  });
  afterAll(() => under.close());

  it('keeps what was typed while any of its calls waits', async () => {
    const page = await approvals(under);
    const first = notes.callAndGiveUp('delete_note', { id: 1 });
    await page.getByText('claude-code wants to run delete_note on notes').waitFor();
    const second = notes.call('delete_note', { id: 2 });
    await page.getByText('2 calls').first().waitFor();

    await page.keyboard.press('d');
    await page.keyboard.type('because it is');
    first.giveUp();
    await page.getByText('2 calls').first().waitFor({ state: 'detached' });
    await page.keyboard.type(' needed');
    await denyIn(page);

    await page.getByText('1 call denied.').waitFor();
    expect(JSON.stringify(await second)).toContain('because it is needed');
    await page.close();
  });

  it('answers nobody else, says that nothing was done, and lets nobody type into the screen below', async () => {
    const page = await approvals(under);
    const gone = notes.callAndGiveUp('delete_note', { id: 3 });
    await page.getByText('claude-code wants to run delete_note on notes').waitFor();
    const other = notes.call('send_message', { to: 'x@example.com', body: 'hello' });
    await page.getByText('send_message').first().waitFor();

    await page.keyboard.press('d');
    await page.getByRole('dialog', { name: 'Deny claude-code → notes: delete_note' }).waitFor();
    await page.keyboard.type('still needed');
    gone.giveUp();

    const dialog = page.getByRole('dialog');
    await dialog.getByRole('alert').filter({ hasText: 'This question does not wait any more' }).waitFor();
    await page.keyboard.type(' and a late word');
    expect(await dialog.getByRole('textbox').inputValue()).toBe('still needed and a late word');
    await page.keyboard.press('Control+Enter');
    expect(await dialog.getByRole('button', { name: 'Deny' }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.keyboard.press('d');
    await page.getByRole('dialog', { name: 'Deny claude-code → notes: send_message' }).waitFor();
    expect(await page.getByRole('dialog').getByRole('textbox').inputValue()).toBe('');
    await page.keyboard.type('no mail');
    await denyIn(page);
    expect(JSON.stringify(await other)).toContain('no mail');
    await page.close();
  });

  it('is told as gone to a person who says yes after another window did', async () => {
    const [page, other] = [await approvals(under), await approvals(under)];
    const answer = notes.call('delete_note', { id: 6 });
    for (const window of [page, other]) {
      await window.getByText('claude-code wants to run delete_note on notes').waitFor();
      await window.keyboard.press('a');
      await window.getByRole('dialog', { name: /this one time\?/ }).waitFor();
    }
    await other.getByRole('button', { name: 'Yes, do it' }).click();
    await answer;

    await page.getByRole('button', { name: 'Yes, do it' }).click();

    await page.getByText('This question does not wait any more').waitFor();
    expect(await page.locator('.notice').textContent()).not.toContain('sallyport approvals');
    await page.close();
    await other.close();
  });

  it('does not take calls that came later into an answer begun before', async () => {
    const page = await approvals(under);
    const seen = notes.call('delete_note', { id: 4 });
    await page.getByText('claude-code wants to run delete_note on notes').waitFor();

    await page.keyboard.press('d');
    await page.keyboard.type('not that one');
    const later = notes.callAndGiveUp('delete_note', { id: 5 });
    await page.getByText('2 calls').first().waitFor();
    await denyIn(page);

    await page.getByText('1 call denied.').waitFor();
    expect(JSON.stringify(await seen)).toContain('not that one');
    await page.getByText('claude-code wants to run delete_note on notes').waitFor();
    later.giveUp();
    await page.getByRole('heading', { name: 'Nothing waits for you' }).waitFor();
    await page.close();
  });
});

describeInBrowser('a server that goes away while a person decides about it', () => {
  let under: BrowserUnderTest;
  beforeAll(async () => {
    under = await browserOver();
  });
  afterAll(() => under.close());

  it('is not banned, and neither is another in its place', async () => {
    const page = await under.open();
    await goTo(page, 'servers');
    await page.getByRole('row', { name: /linear/ }).click();
    await page.keyboard.press('b');
    await page.getByRole('dialog', { name: 'Ban linear' }).waitFor();
    await page.keyboard.type('leaks our tickets');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Ban' }).focus();

    const putBack = await changed(under, /"linear": .*\n/, '');

    const said = dialog.getByRole('alert').filter({ hasText: 'This server is not there any more' });
    await said.waitFor();
    expect(await page.evaluate('document.activeElement?.textContent')).toBe(await said.textContent());
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    expect(await dialog.getByRole('button', { name: 'Ban' }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
    const catalogue = join(under.stage.stateFolder, 'policy', 'catalogue.yaml');
    expect(await readFile(catalogue, 'utf8').catch(() => '')).not.toContain('leaks our tickets');
    await putBack();
    await page.close();
  });

  it('has none of its findings accepted, and what is typed bans no other', async () => {
    const page = await under.open();
    await goTo(page, 'servers');
    await page.getByRole('row', { name: /linear/ }).click();
    await page
      .getByRole('button', { name: /^Suppress/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: /^Suppress/ });
    await dialog.waitFor();
    await page.keyboard.type('anna');

    const putBack = await changed(under, /"linear": .*\n/, '');

    await dialog.getByRole('alert').filter({ hasText: 'This server is not there any more' }).waitFor();
    await page.keyboard.type(' b');
    expect(await dialog.getByRole('textbox').first().inputValue()).toBe('anna b');
    expect(await page.getByRole('dialog').count()).toBe(1);
    await putBack();
    await dialog.getByRole('alert').waitFor({ state: 'detached' });
    await page.close();
  });
});

async function approvals(under: BrowserUnderTest): Promise<Page> {
  const page = await under.open();
  await goTo(page, 'approvals');
  await page.getByRole('heading', { name: 'Nothing waits for you' }).waitFor();
  return page;
}

async function denyIn(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Deny' }).click();
}

/** Changes the servers in Cursor's config, and waits for the scan that notices. @returns a way to take it back */
async function changed({ stage }: BrowserUnderTest, from: RegExp, to: string): Promise<() => Promise<void>> {
  const path = join(stage.home, '.cursor', 'mcp.json');
  const before = await readFile(path, 'utf8');
  const write = async (text: string): Promise<void> => {
    await writeFile(path, text);
    await ask(stage, 'scan.start', {});
    await settled(stage);
  };
  await write(before.replace(from, to));
  return () => write(before);
}
