import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ClientProgram } from '../../build/screens/client-program.ts';
import type { Page } from 'playwright-core';
import { ask } from '../../build/screens/play.ts';
import {
  type AskedUnderTest,
  type BrowserUnderTest,
  browserOver,
  browserOverNotes,
  describeInBrowser,
  goTo,
} from './a-window.ts';

describeInBrowser('deciding that is paused in the window', () => {
  let under: BrowserUnderTest;
  beforeAll(async () => {
    under = await browserOver();
  });
  afterAll(() => under.close());

  it('needs a reason and a yes, is told on every overview, and ends when the person says so', async () => {
    const page = await under.open();
    const other = await under.open();
    await goTo(page, 'settings');
    const begin = page.getByRole('button', { name: 'Pause …' });
    expect(await begin.isDisabled()).toBe(true);

    await page.getByRole('textbox', { name: 'Reason' }).fill('a demonstration');
    await begin.click();
    await page.getByRole('dialog', { name: /Pause all deciding for 15 minutes\?/ }).waitFor();
    await page.getByRole('button', { name: 'Yes, do it' }).click();

    await page.getByText('Deciding is paused.').waitFor();
    await page.getByText('kim: a demonstration').waitFor();
    await other.getByText('Paused', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'End the pause' }).click();

    await page.getByText('Deciding goes on.').waitFor();
    await other.getByText('Paused', { exact: true }).waitFor({ state: 'detached' });
    await expect(ask(under.stage, 'pause.show', {})).resolves.toBeNull();
    await page.close();
    await other.close();
  });

  it('is told with its end in the time of the window', async () => {
    const page = await under.open({ locale: 'de-DE', timezoneId: 'America/Los_Angeles' });
    const { until } = await ask(under.stage, 'pause.begin', { minutes: 15, reason: 'a demonstration' });
    const there = new Date(until).toLocaleTimeString('de-DE', {
      timeZone: 'America/Los_Angeles',
      hour: '2-digit',
      minute: '2-digit',
    });

    await page.locator('.state-sentence', { hasText: /angehalten bis/ }).waitFor();

    expect(await page.locator('.state-sentence').textContent()).toContain(`um ${there}`);
    expect(await page.locator('.state-sentence').textContent()).not.toContain(until);
    await ask(under.stage, 'pause.end', {});
    await page.close();
  });

  it('does not begin when the person says no', async () => {
    const page = await under.open();
    await goTo(page, 'settings');
    await page.getByRole('textbox', { name: 'Reason' }).fill('by mistake');
    await page.getByRole('button', { name: 'Pause …' }).click();

    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect(ask(under.stage, 'pause.show', {})).resolves.toBeNull();
    await page.close();
  });
});

describeInBrowser('a session that a stop rule holds', () => {
  let under: AskedUnderTest;
  let notes: ClientProgram;
  beforeAll(async () => {
    under = await browserOverNotes();
    ({ notes } = under);
  });
  afterAll(() => under.close());

  it('is not there while the policy only asks about its calls', async () => {
    const page = await under.open();
    await goTo(page, 'approvals');
    await denyAll(page, 9);

    await expect(ask(under.stage, 'sessions.paused', {})).resolves.toEqual([]);
    await page.close();
  });

  it('is shown with what it did, and goes on after a yes', async () => {
    const page = await under.open();
    await goTo(page, 'approvals');
    await denyAll(page, 1);
    const stopped = notes.call('read_note', { id: 1 });
    await page.getByText('11 calls, 10 denied').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'claude-code → notes' }).getByText('11 calls').waitFor();

    await page.getByRole('button', { name: 'Let it go on' }).click();
    await page.getByRole('dialog', { name: /^Let the paused session .* go on\?/ }).waitFor();
    await page.getByRole('button', { name: 'Yes, do it' }).click();

    await page.getByText('The session goes on.').waitFor();
    await page.getByRole('heading', { name: 'Paused sessions' }).waitFor({ state: 'detached' });
    await expect(ask(under.stage, 'sessions.paused', {})).resolves.toEqual([]);
    await expect(notes.call('read_note', { id: 2 })).resolves.toBeDefined();
    await denyWaiting(page);
    await stopped;
    await page.close();
  });

  const denyAll = async (page: Page, count: number): Promise<void> => {
    const answers = Array.from({ length: count }, (_, id) => notes.call('delete_note', { id }));
    await expect
      .poll(async () => (await ask(under.stage, 'overview.show', {})).parts, { timeout: 30_000 })
      .toContainEqual({ kind: 'asks', count });
    await denyWaiting(page, count);
    await Promise.all(answers);
  };
});

/** An answer is for the calls that the dialog was opened for: so it is opened until it is about all of them. */
async function denyWaiting(page: Page, count = 1): Promise<void> {
  await page.getByRole('button', { name: /^Deny/ }).first().waitFor();
  const isAboutAll = new RegExp(count === 1 ? '[a-z]$' : `\\(${count} calls\\)$`);
  await expect
    .poll(
      async () => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('d');
        return page.getByRole('dialog').getByRole('heading').textContent();
      },
      { timeout: 30_000 },
    )
    .toMatch(isAboutAll);
  await page.keyboard.type('not one of them');
  await page.getByRole('dialog').getByRole('button', { name: 'Deny' }).click();
}
