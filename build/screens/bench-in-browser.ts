import type { Page } from 'playwright-core';
import { findChromium } from '../find-chromium.ts';
import { openChromium } from './open-chromium.ts';

type Line = (what: string, figure: string) => void;

/** What a person waits for in Chromium: the first screen, the table of all servers, and its filter and scrolling. */
export async function benchInBrowser(url: string, servers: number, line: Line): Promise<void> {
  if (findChromium(process.env) === null) {
    line('first screen', 'not measured: there is no Chromium');
    return;
  }
  const browser = await openChromium();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const timed = async (what: string, run: () => Promise<unknown>): Promise<void> => {
    const start = performance.now();
    await run();
    line(what, `${(performance.now() - start).toFixed(0)} ms`);
  };
  await timed('first screen in Chromium, from the address to the state of this laptop', async () => {
    await page.goto(url);
    await page.locator('.state, .welcome').first().waitFor();
  });
  await timed(`table of ${servers} servers, from the key to its first row`, async () => {
    await page.keyboard.press('Alt+2');
    await page.locator('.table-row.is-current').waitFor();
  });
  const rows = await page.locator('.table-row').count();
  line('rows that exist in the page', String(rows));
  await page.keyboard.press('/');
  await timed('filter by a word, from the last letter to the row', async () => {
    await page.keyboard.insertText('server-4321');
    await page.getByText(/^1 of /).waitFor();
  });
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Enter');
  await timed('from the first row to the last', async () => {
    await page.keyboard.press('End');
    await page.locator(`#row-${servers - 1}`).waitFor();
  });
  const { longest, frames } = await scrolled(page);
  line('scrolled through all of it', `${frames} frames, the longest ${longest.toFixed(0)} ms`);
  await timed('activity, from the key to its first record', async () => {
    await page.keyboard.press('Alt+5');
    await page.locator('.activity-table [role=rowgroup] .table-row').first().waitFor();
  });
  const bytes = await page.evaluate<number>('performance.memory.usedJSHeapSize');
  line('heap of the page', `${(bytes / 1e6).toFixed(1)} MB`);
  await browser.close();
}

/** Scrolls by a page a frame, and tells how long the slowest frame took. */
function scrolled(page: Page): Promise<{ readonly longest: number; readonly frames: number }> {
  return page.evaluate(`new Promise((resolve) => {
    const table = document.querySelector('.server-table');
    table.scrollTop = 0;
    let last = performance.now();
    let longest = 0;
    let frames = 0;
    const step = (now) => {
      longest = Math.max(longest, now - last);
      last = now;
      frames += 1;
      table.scrollTop += table.clientHeight;
      if (table.scrollTop + table.clientHeight >= table.scrollHeight - 1) {
        resolve({ longest, frames });
      } else {
        requestAnimationFrame(step);
      }
    };
    requestAnimationFrame(step);
  })`);
}
