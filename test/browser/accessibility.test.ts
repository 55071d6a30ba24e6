import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ClientProgram } from '../../build/screens/client-program.ts';
import { playMorning } from '../../build/screens/play.ts';
import { type BrowserUnderTest, browserOver, describeInBrowser, goTo, objections } from './a-window.ts';

interface View {
  readonly name: string;
  readonly place: string;
  readonly prepare?: (page: Page) => Promise<void>;
}

const views: readonly View[] = [
  { name: 'overview', place: 'overview' },
  { name: 'servers', place: 'servers' },
  { name: 'servers in groups', place: 'servers/?group=client&risk=high' },
  { name: 'no server that fits', place: 'servers/?text=nothing-is-called-so' },
  { name: 'the question about a ban', place: 'servers', prepare: (page) => page.keyboard.press('b') },
  { name: 'clients', place: 'clients/cursor' },
  {
    name: 'a plan',
    place: 'clients/cursor',
    prepare: async (page) => {
      await page.keyboard.press('p');
      await page.getByRole('dialog').locator('.plan').waitFor();
    },
  },
  { name: 'approvals', place: 'approvals' },
  {
    name: 'activity',
    place: 'activity',
    prepare: (page) =>
      page
        .getByRole('row', { name: /decision/ })
        .first()
        .click(),
  },
  { name: 'policy in force', place: 'policy/now' },
  { name: 'catalogue', place: 'policy/catalogue' },
  { name: 'rules', place: 'policy/rules' },
  {
    name: 'explain',
    place: 'policy/try',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Explain' }).click();
      await page.locator('.outcomes').first().waitFor();
    },
  },
  { name: 'edit', place: 'policy/edit' },
  { name: 'settings', place: 'settings' },
  { name: 'doctor', place: 'doctor' },
  { name: 'the list of keys', place: 'doctor', prepare: (page) => page.keyboard.press('?') },
];

describeInBrowser('every screen', () => {
  let under: BrowserUnderTest;
  let client: ClientProgram;
  const pages = new Map<string, Page>();
  beforeAll(async () => {
    under = await browserOver();
    client = await playMorning(under.stage);
    pages.set('light', await under.open({ colorScheme: 'light' }));
    pages.set('dark', await under.open({ colorScheme: 'dark' }));
  });
  afterAll(async () => {
    await under.browser.close();
    await under.stage.stop();
    await client.close();
    await under.stage.close();
  });

  it.each((['light', 'dark'] as const).flatMap((theme) => views.map((view) => ({ ...view, theme }))))(
    'has nothing that axe objects to: $name, $theme',
    async ({ place, prepare, theme }) => {
      const page = pages.get(theme);
      assert(page !== undefined);
      await goTo(page, place);
      await prepare?.(page);
      await page.locator('.loading').first().waitFor({ state: 'detached' });

      expect(await objections(page)).toEqual([]);
      if (prepare !== undefined) {
        await page.reload();
      }
    },
  );

  it.each(['overview', 'servers', 'clients', 'approvals', 'activity', 'policy/now', 'settings', 'doctor'])(
    'fits into the smallest window without scrolling sideways: %s',
    async (place) => {
      const page = await under.open({ viewport: { width: 1024, height: 640 } });
      await goTo(page, place);

      expect(await page.evaluate('document.querySelector(".content").scrollWidth')).toBeLessThanOrEqual(
        await page.evaluate<number>('document.querySelector(".content").clientWidth'),
      );
      await page.close();
    },
  );
});
