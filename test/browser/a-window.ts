import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { describe } from 'vitest';
import { findChromium } from '../../build/find-chromium.ts';
import { howToGetChromium, openChromium } from '../../build/screens/open-chromium.ts';
import type { ClientProgram } from '../../build/screens/client-program.ts';
import { ask, protect, settled, startNotes } from '../../build/screens/play.ts';
import { openStage, type Stage } from '../../build/screens/stage.ts';

const hasChromium = findChromium(process.env) !== null;
if (!hasChromium) {
  process.stderr.write(`browser tests are skipped. ${howToGetChromium}\n`);
}

/** `describe` where there is a Chromium; elsewhere its tests are skipped, and it was said why. */
export const describeInBrowser: (name: string, tests: () => void) => void = hasChromium ? describe : describe.skip;

/** A real daemon over a home, and windows of a real browser onto it. */
export interface BrowserUnderTest {
  readonly stage: Stage;
  readonly browser: Browser;
  /** What pages asked for, and what they complained about. */
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
  open(options?: Partial<BrowserContextOptions>, mayChange?: boolean): Promise<Page>;
  close(): Promise<void>;
}

export async function browserOver(furnish?: (home: string) => Promise<void>): Promise<BrowserUnderTest> {
  const stage = await openStage(furnish);
  await settled(stage);
  const browser = await openChromium();
  const requests: string[] = [];
  const complaints: string[] = [];
  return {
    stage,
    browser,
    requests,
    complaints,
    open: async (options = {}, mayChange = true) => {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: 'en-GB',
        reducedMotion: 'reduce',
        ...options,
      });
      const page = await context.newPage();
      page.on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') {
          complaints.push(message.text());
        }
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(await stage.daemon.openWindow(mayChange));
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    },
    close: async () => {
      await browser.close();
      await stage.close();
    },
  };
}

/** A browser over a home whose policy asks, and a client program that calls the guarded server `notes`. */
export interface AskedUnderTest extends BrowserUnderTest {
  readonly notes: ClientProgram;
}

export async function browserOverNotes(): Promise<AskedUnderTest> {
  const under = await browserOver();
  await ask(under.stage, 'policy.begin', { preset: 'balanced' });
  await protect(under.stage, 'claude-code');
  const notes = await startNotes(under.stage);
  return {
    ...under,
    notes,
    close: async () => {
      await notes.close();
      await under.close();
    },
  };
}

/** What axe objects to on a page as it is. */
export async function objections(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** Goes to a screen as a link does, and waits until it is drawn and has what it asked for. */
export async function goTo(page: Page, place: string): Promise<void> {
  // The window hears of another address a moment later: until then all that can be waited for may be of the screen before.
  await page.evaluate(`new Promise((heard) => {
    const before = location.href;
    addEventListener('hashchange', () => setTimeout(heard), { once: true });
    location.hash = ${JSON.stringify(place)};
    if (location.href === before) {
      heard();
    }
  })`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('.loading').first().waitFor({ state: 'detached' });
}
