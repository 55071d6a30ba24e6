import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, settled } from '../../build/screens/play.ts';
import { type BrowserUnderTest, browserOver, describeInBrowser } from './a-window.ts';

const MANY = 8000;

describeInBrowser('a scan that takes long', () => {
  let under: BrowserUnderTest;
  beforeAll(async () => {
    under = await browserOver(async (home) => {
      const names = Array.from({ length: MANY }, (_, index) => `server-${index}`);
      const mcpServers = Object.fromEntries(
        names.map((name) => [name, { command: 'npx', args: ['-y', `@scope/${name}@1.0.0`] }]),
      );
      await mkdir(join(home, '.cursor'));
      await writeFile(join(home, '.cursor', 'mcp.json'), JSON.stringify({ mcpServers }));
    });
  });
  afterAll(() => under.close());

  it('shows how far it is, and is stopped; what was known stays', async () => {
    const page = await under.open();
    const known = async (): Promise<string | null> => (await ask(under.stage, 'servers.list', {})).collectedAt;
    const before = await known();

    await page.getByRole('button', { name: 'Scan now' }).first().click();
    await page.getByRole('progressbar', { name: new RegExp(`of ${(2 * MANY).toLocaleString('en')}`) }).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();

    await page.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Scan now' }).first().waitFor();
    expect(await known()).toBe(before);
    const [work] = await ask(under.stage, 'work.list', {});
    expect(work).toMatchObject({ kind: 'scan', state: { kind: 'stopped' } });
    await page.close();
  });

  it('is over also for a window that was away when it ended', async () => {
    const page = await under.browser.newPage({ locale: 'en-GB' });
    await page.addInitScript(cutOff);
    await page.goto(await under.stage.daemon.openWindow(true));
    await page.getByRole('button', { name: 'Scan now' }).first().click();
    await page.getByRole('progressbar').waitFor();

    await page.evaluate('cutOff(true)');
    await page.getByText('The daemon does not answer: what you see may be old.').waitFor();
    for (const { id } of await ask(under.stage, 'work.list', {})) {
      await ask(under.stage, 'work.stop', { work: id });
    }
    await settled(under.stage);
    expect(await page.getByRole('progressbar').count()).toBe(1);
    await page.evaluate('cutOff(false)');

    await page.getByText('The daemon does not answer: what you see may be old.').waitFor({ state: 'detached' });
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
    await expect.poll(() => page.getByRole('button', { name: 'Scan now' }).first().isEnabled()).toBe(true);
    await page.close();
  });
});

/** Gives a page `cutOff`, which breaks its way to the daemon off and opens it again. */
const cutOff = `{
  const ask = window.fetch.bind(window);
  let stream = new AbortController();
  let isOff = false;
  window.fetch = (url, options) => {
    if (isOff) {
      return Promise.reject(new TypeError('Failed to fetch'));
    }
    stream = url === '/events' ? new AbortController() : stream;
    return ask(url, url === '/events' ? { ...options, signal: stream.signal } : options);
  };
  window.cutOff = (off) => {
    isOff = off;
    if (off) {
      stream.abort();
    }
  };
}`;
