import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ClientProgram } from '../../build/screens/client-program.ts';
import { type AskedUnderTest, type BrowserUnderTest, browserOverNotes, describeInBrowser, goTo } from './a-window.ts';

describeInBrowser('a call that a policy asks about', () => {
  let under: AskedUnderTest;
  let notes: ClientProgram;
  beforeAll(async () => {
    under = await browserOverNotes();
    ({ notes } = under);
  });
  afterAll(() => under.close());

  it('waits for a person, is allowed by keyboard alone, and stands in the trace', async () => {
    const page = await waiting(under);
    const answer = notes.call('delete_note', { id: 12 });
    await page.getByText('claude-code wants to run delete_note on notes').waitFor();

    await page.keyboard.press('a');
    await page.getByRole('dialog', { name: /Let claude-code run delete_note on notes this one time\?/ }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    expect((await answer).result?.content?.[0]?.text).toBe('Buy milk.');
    await page.getByText('1 call allowed.').waitFor();
    await goTo(page, 'activity');
    await page
      .getByRole('row', { name: /decision.*delete_note/ })
      .first()
      .waitFor();
    await page.close();
  });

  it('is denied with a reason that the agent is told', async () => {
    const page = await waiting(under);
    const answer = notes.call('delete_note', { id: 13 });
    await page.getByText('claude-code wants to run delete_note on notes').waitFor();

    await page.keyboard.press('d');
    await page.keyboard.type('that note is still needed');
    await page.getByRole('dialog').getByRole('button', { name: 'Deny' }).click();

    expect(JSON.stringify(await answer)).toContain('that note is still needed');
    await page.getByText('1 call denied.').waitFor();
    await page.close();
  });

  it('stands in the activity with what was answered, about which server, and by whom', async () => {
    const page = await under.open();
    await goTo(page, 'activity/?kind=approval');
    const row = (answer: string) => page.getByRole('row', { name: `approval notes delete_note ${answer}` });

    await row('denied').waitFor();
    await row('asked').first().waitFor();
    await row('allowed').click();

    const story = page.getByRole('region', { name: 'The whole story' });
    await expect(story.getByText(/^Server: notes · Answered by: ./).waitFor()).resolves.toBeUndefined();
    await page.close();
  });

  it('is one question with others that are alike', async () => {
    const page = await waiting(under);
    const answers = [notes.call('delete_note', { id: 14 }), notes.call('delete_note', { id: 15 })];
    await page.getByText('2 calls').first().waitFor();

    await page.keyboard.press('d');
    await page.keyboard.type('not today');
    await page.getByRole('dialog').getByRole('button', { name: 'Deny' }).click();

    await page.getByText('2 calls denied.').waitFor();
    expect(JSON.stringify(await Promise.all(answers))).toContain('not today');
    await page.close();
  });

  it('shows what is hidden in its arguments, and all of them when they are long', async () => {
    const page = await waiting(under);
    const answer = notes.call('send_message', { to: 'x@example.com', body: `a\u200bb${'long '.repeat(2000)}end` });
    await page.getByText('claude-code wants to run send_message on notes').waitFor();

    expect(await page.locator('.hidden-character').first().textContent()).toBe('\\u200b');
    await page.keyboard.press('w');

    await page.getByText(/long end"/).waitFor();
    await page.keyboard.press('d');
    await page.keyboard.type('no');
    await page.getByRole('dialog').getByRole('button', { name: 'Deny' }).click();
    await answer;
    await page.close();
  });
});

async function waiting(under: BrowserUnderTest): Promise<Page> {
  const page = await under.open();
  await goTo(page, 'approvals');
  await page.getByRole('heading', { name: 'Nothing waits for you' }).waitFor();
  return page;
}
