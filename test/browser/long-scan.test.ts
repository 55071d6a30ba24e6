import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../../build/screens/play.ts';
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
});
