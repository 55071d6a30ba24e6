// Pictures of every screen, light and dark, from the real program over the demo home, into docs/screens.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { makeDemoHome } from './demo-home.ts';
import { openChromium } from './screens/open-chromium.ts';
import { playMorning, settled } from './screens/play.ts';
import { openStage, type Stage } from './screens/stage.ts';

const themes = ['light', 'dark'] as const;
const size = { width: 1280, height: 800 };
const folder = join(import.meta.dirname, '..', 'docs', 'screens');

interface Picture {
  readonly name: string;
  readonly place: string;
  /** Brings the screen to what the picture shows. */
  readonly prepare?: (page: Page) => Promise<void>;
}

const row = (name: string) => async (page: Page) => {
  await page.getByRole('row', { name }).first().click();
};
const pictures: readonly Picture[] = [
  { name: 'overview', place: 'overview' },
  { name: 'servers', place: 'servers', prepare: row('notes') },
  {
    name: 'servers-many',
    place: 'servers/?standing=shadow&group=client',
    prepare: async (page) => {
      await page.getByRole('grid').focus();
      await page.keyboard.press('Control+a');
    },
  },
  { name: 'clients', place: 'clients/cursor' },
  {
    name: 'plan',
    place: 'clients/vscode',
    prepare: async (page) => {
      await page.keyboard.press('p');
      await page.getByRole('dialog').getByRole('button').last().waitFor();
    },
  },
  { name: 'approvals', place: 'approvals' },
  {
    name: 'activity',
    place: 'activity',
    prepare: async (page) => {
      await page
        .getByRole('row', { name: /decision.*delete_note/ })
        .last()
        .click();
    },
  },
  { name: 'policy', place: 'policy/now' },
  {
    name: 'policy-explain',
    place: 'policy/try',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Explain' }).click();
      await page.getByRole('heading', { name: 'Policy in force' }).waitFor();
    },
  },
  {
    name: 'policy-edit',
    place: 'policy/edit',
    prepare: async (page) => {
      const text = page.getByRole('textbox');
      await text.fill(
        `${await text.inputValue()}\npermit (principal, action, resource) when { resource.stand == "shadow" };\n`,
      );
      await page.locator('.problems li').first().waitFor();
    },
  },
  { name: 'settings', place: 'settings' },
  { name: 'doctor', place: 'doctor' },
];

await mkdir(folder, { recursive: true });
const browser = await openChromium();
try {
  const fresh = await openStage(async (home) => {
    await makeDemoHome(home);
    // Somebody who has decided nothing yet.
    await rm(join(home, '.sallyport'), { recursive: true });
  });
  await settled(fresh);
  await take(fresh, [{ name: 'first-run', place: 'overview' }]);
  await fresh.close();

  const stage = await openStage();
  await settled(stage);
  const client = await playMorning(stage);
  await take(stage, pictures);
  await stage.stop();
  await client.close();
  await stage.close();
} finally {
  await browser.close();
}

async function take(stage: Stage, wanted: readonly Picture[]): Promise<void> {
  for (const colorScheme of themes) {
    const page = await browser.newPage({ viewport: size, colorScheme, locale: 'en-GB', reducedMotion: 'reduce' });
    await page.goto(await stage.daemon.openWindow(true));
    await page.getByRole('heading', { level: 1 }).waitFor();
    for (const { name, place, prepare } of wanted) {
      await page.evaluate(`location.hash = ${JSON.stringify(place)}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('.loading').first().waitFor({ state: 'detached' });
      await prepare?.(page);
      await page.locator('.loading').first().waitFor({ state: 'detached' });
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
    }
    await page.close();
  }
}
