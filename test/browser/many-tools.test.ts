import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeDemoHome } from '../../build/demo-home.ts';
import { protect, startNotes } from '../../build/screens/play.ts';
import { type BrowserUnderTest, browserOver, describeInBrowser, goTo, objections } from './a-window.ts';

const many = 2000;

describeInBrowser('a server with thousands of tools', () => {
  let under: BrowserUnderTest;
  let page: Page;
  beforeAll(async () => {
    under = await browserOver(async (home) => {
      await makeDemoHome(home);
      await writeFile(join(home, 'bin', 'notes-server'), serverOfTools(many));
    });
    await protect(under.stage, 'claude-code');
    await (await startNotes(under.stage)).close();
    page = await under.open();
    await goTo(page, 'servers');
    await page.getByRole('row', { name: /notes/ }).click();
    await page.getByText('50 of 2,000 are shown.').waitFor();
  });
  afterAll(() => under.close());

  const listed = (): Promise<number> => page.locator('.tools li').count();

  it('shows a part of them, and is searched by keyboard alone', async () => {
    expect(await listed()).toBe(50);
    await page.getByRole('grid').focus();

    await page.keyboard.press('t');
    await page.keyboard.type('table_1999');

    await page.getByRole('status').filter({ hasText: '1 of 2,000 tools' }).waitFor();
    expect(await page.locator('.tools li').allTextContents()).toEqual([expect.stringContaining('table_1999')]);
  });

  it('is searched by what is shown of them, still in parts', async () => {
    await page.getByRole('searchbox', { name: 'Search among the tools' }).fill('destroys table');

    await page.getByRole('status').filter({ hasText: '1,000 of 2,000 tools' }).waitFor();
    expect(await listed()).toBe(50);
    await expect(objections(page)).resolves.toEqual([]);
  });

  it('shows the search, below the actions that stay, wherever the details were scrolled to', async () => {
    // As far as it lies just below the actions, where it counts as in sight.
    await page.evaluate(`(() => {
      const pane = document.querySelector('.servers-pane');
      const { top } = document.querySelector('.tool-search').getBoundingClientRect();
      pane.scrollTop += top - pane.getBoundingClientRect().top - 5;
    })()`);
    await page.getByRole('grid').focus();

    await page.keyboard.press('t');

    const search = await page.getByRole('searchbox', { name: 'Search among the tools' }).boundingBox();
    const actions = await page.locator('.server-actions').boundingBox();
    expect(search?.y).toBeGreaterThanOrEqual((actions?.y ?? 0) + (actions?.height ?? Infinity));
  });

  it('says when none is found, and shows all again when the search is given up', async () => {
    const search = page.getByRole('searchbox', { name: 'Search among the tools' });
    await search.fill('no such tool');
    await page.getByText('No tool fits the search.').waitFor();

    await search.press('Escape');

    await page.getByText('50 of 2,000 are shown.').waitFor();
    expect(await listed()).toBe(50);
  });
});

describeInBrowser('a server with a few tools', () => {
  let under: BrowserUnderTest;
  beforeAll(async () => {
    under = await browserOver(async (home) => {
      await makeDemoHome(home);
      await writeFile(join(home, 'bin', 'notes-server'), serverOfTools(4));
    });
    await protect(under.stage, 'claude-code');
    await (await startNotes(under.stage)).close();
  });
  afterAll(() => under.close());

  it('has no search among them', async () => {
    const page = await under.open();
    await goTo(page, 'servers');
    await page.getByRole('row', { name: /notes/ }).click();

    await page.locator('.tools li').nth(3).waitFor();

    expect(await page.getByRole('searchbox', { name: 'Search among the tools' }).count()).toBe(0);
    await page.close();
  });
});

/** An MCP server whose tools by turns read a table and drop it. */
function serverOfTools(count: number): string {
  return `#!${process.execPath}
const tools = Array.from({ length: ${count} }, (_, at) => ({ name: (at % 2 === 0 ? 'read' : 'delete') + '_table_' + at, inputSchema: { type: 'object' } }));
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line);
  const results = {
    initialize: () => ({ protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'notes', version: '1' } }),
    'tools/list': () => ({ tools }),
  };
  if (id !== undefined && results[method]) console.log(JSON.stringify({ jsonrpc: '2.0', id, result: results[method]() }));
});
`;
}
