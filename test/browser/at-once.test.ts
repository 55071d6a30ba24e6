import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../../build/screens/play.ts';
import { type AskedUnderTest, browserOverNotes, describeInBrowser, goTo } from './a-window.ts';

describeInBrowser('a person who is faster than the window', () => {
  let under: AskedUnderTest;
  beforeAll(async () => {
    under = await browserOverNotes();
    await under.notes.call('read_note', { id: 1 });
  });
  afterAll(() => under.close());

  it.each([
    ['a key', "dispatchEvent(new KeyboardEvent('keydown', { key: '?' }))", 'dialog', 'Keyboard shortcuts'],
    [
      'the key of a screen',
      "dispatchEvent(new KeyboardEvent('keydown', { key: '2', code: 'Digit2', altKey: true }))",
      'heading',
      'Servers',
    ],
    [
      'a link',
      "history.pushState(null, '', '#doctor'); dispatchEvent(new HashChangeEvent('hashchange'))",
      'heading',
      'Doctor',
    ],
  ] as const)('is heard as soon as there is a screen: %s', async (_, act, role, name) => {
    const page = await under.browser.newPage({ locale: 'en-GB' });
    await page.addInitScript(onceThereIs('h1', act));

    await page.goto(await under.stage.daemon.openWindow(true));

    await expect(page.getByRole(role, { name, exact: true }).waitFor()).resolves.toBeUndefined();
    await page.close();
  });

  it('is led where a link leads although the screen before just writes its own address', async () => {
    const page = await under.open();
    await goTo(page, 'servers');
    await page.getByRole('row').nth(3).waitFor();

    // Held up until both are due: the link that is followed, and the address that the screen writes for the server clicked on.
    await page.evaluate(`(async () => {
      document.querySelectorAll('.server-table [role=rowgroup] [role=row]')[2].click();
      await new Promise((resolve) => setTimeout(resolve));
      setTimeout(() => (location.hash = 'clients'), 50);
      const end = performance.now() + 400;
      while (performance.now() < end);
    })()`);

    await page.getByRole('heading', { level: 1, name: 'Clients' }).waitFor();
    expect(new URL(page.url()).hash).toBe('#clients');
    await page.close();
  });

  it('loses no letter that comes while the letters before are searched for', async () => {
    const page = await under.open();
    await goTo(page, 'activity');
    await page
      .getByRole('row', { name: /read_note/ })
      .first()
      .waitFor();
    await page.evaluate(onceThereIs('.loading', "document.execCommand('insertText', false, 'note')"));

    await page.keyboard.press('/');
    await page.keyboard.type('read_');

    await page.waitForURL(/text=read_note/);
    expect(await page.getByRole('searchbox').inputValue()).toBe('read_note');
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('');
    await page.close();
  });

  it('has settings saved as they were typed, however long the daemon takes', async () => {
    const page = await under.open();
    await answeredLate(page, 'settings.save');
    await goTo(page, 'settings');
    const saved = async () => (await ask(under.stage, 'settings.show', {})).values.notifications;

    await page.getByRole('spinbutton').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('25');
    await expect.poll(saved).toMatchObject({ mostAnHour: 25 });
    await page.getByRole('checkbox', { name: /^Quiet/ }).click();
    await page.getByLabel('From', { exact: true }).focus();
    await page.keyboard.type('1145');

    // Of an evening where the browser counts to twelve.
    const from = expect.stringMatching(/^(11|23):45$/) as string;
    await expect.poll(saved).toMatchObject({ mostAnHour: 25, quiet: { from } });
    expect(await page.getByRole('spinbutton').inputValue()).toBe('25');
    expect(await page.getByLabel('From', { exact: true }).inputValue()).toEqual(from);
    await page.close();
  });

  it('sees of a setting that is refused what it still is, and of one from another window what it is now', async () => {
    const page = await under.open();
    await goTo(page, 'settings');
    const field = page.getByRole('spinbutton');
    const { notifications } = (await ask(under.stage, 'settings.show', {})).values;

    await field.fill('99');
    await field.blur();
    expect(await field.inputValue()).toBe(String(notifications.mostAnHour));
    await ask(under.stage, 'settings.save', { notifications: { ...notifications, mostAnHour: 7 } });

    await expect.poll(() => field.inputValue()).toBe('7');
    await page.close();
  });
});

/** Does something in the page at the moment when an element was drawn, before anything else. */
function onceThereIs(selector: string, act: string): string {
  return `new MutationObserver((_, observer) => {
    if (document.querySelector(${JSON.stringify(selector)}) !== null) {
      observer.disconnect();
      ${act};
    }
  }).observe(document, { childList: true, subtree: true })`;
}

/** Has each call of one operation take its time. */
async function answeredLate(page: Page, name: string): Promise<void> {
  await page.route('**/call', async (route) => {
    const asked = route.request().postDataJSON() as { readonly name: string };
    if (asked.name === name) {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    await route.continue();
  });
}
