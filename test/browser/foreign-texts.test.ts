import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ClientProgram, startClient } from '../../build/screens/client-program.ts';
import { ask, protect, settled } from '../../build/screens/play.ts';
import { type BrowserUnderTest, browserOver, describeInBrowser, goTo } from './a-window.ts';

const turned = 'gpj.\u202Etpircs';
const split = 'no\u200Btes';
const long = 'a'.repeat(10_240);
const servers = 300;
const tools = 2000;

// A server of so many tools; what the last but one says changes once the file `changed` lies beside it.
const many = `#!${process.execPath}
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line);
  const tool = (_, at) => ({
    name: 'tool_' + at,
    description: at === ${tools - 2} && require('node:fs').existsSync(__dirname + '/changed') ? 'says something else' : 'does ' + at,
    inputSchema: { type: 'object' },
  });
  const results = {
    initialize: () => ({ protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'many', version: '1' } }),
    'tools/list': () => ({ tools: Array.from({ length: ${tools} }, tool) }),
    'tools/call': () => ({ content: [{ type: 'text', text: 'done' }] }),
  };
  if (id !== undefined && results[method]) console.log(JSON.stringify({ jsonrpc: '2.0', id, result: results[method]() }));
});
`;

async function furnish(home: string): Promise<void> {
  const program = join(home, 'bin', 'many');
  const entry = (name: string) => ({ command: 'npx', args: ['-y', name] });
  const names = [turned, split, long, ...Array.from({ length: servers }, (_, at) => `server-${at}`)];
  await mkdir(join(home, 'bin'), { recursive: true });
  await mkdir(join(home, '.claude', 'projects'), { recursive: true });
  await writeFile(program, many);
  await chmod(program, 0o755);
  const mcpServers = Object.fromEntries(names.map((name, at) => [name, entry(`package-${at}`)]));
  await writeFile(
    join(home, '.claude.json'),
    JSON.stringify({ mcpServers: { many: { command: program, args: [] }, ...mcpServers } }),
    { mode: 0o600 },
  );
}

describeInBrowser('names that others chose, and more of them than fit', () => {
  let under: BrowserUnderTest;
  let page: Page;
  beforeAll(async () => {
    under = await browserOver(furnish);
    page = await under.open();
  });
  afterAll(() => under.close());

  it.each([
    { place: 'overview' },
    { place: 'servers' },
    { place: 'clients/claude-code' },
    { place: 'clients/claude-code', key: 'p' },
  ])('hide nothing, turn nothing around and stay in their place: $place $key', async ({ place, key }) => {
    await goTo(page, place);
    if (key !== undefined) {
      await page.keyboard.press(key);
      await page.getByRole('dialog').locator('.plan-change').first().waitFor();
    }

    expect(await page.evaluate('document.body.innerText')).toMatch(/\\u20(2e|0b)/);
    expect(await page.evaluate('document.body.innerText')).not.toMatch(/[\u200B\u202E]/);
    expect(
      await page.evaluate(
        'Math.max(...[...document.querySelectorAll(".pane, dialog, .content")].map((box) => box.scrollWidth - box.clientWidth))',
      ),
    ).toBe(0);
    await page.keyboard.press('Escape');
  });

  it('are whole on demand', async () => {
    await goTo(page, 'clients/claude-code');
    await page.keyboard.press('p');
    const dialog = page.getByRole('dialog');
    const whole = dialog.getByRole('button', { name: /^Show all 10,\d{3} characters$/ });

    await whole.click();

    expect((await dialog.textContent()) ?? '').toContain(long);
    await page.keyboard.press('Escape');
  });

  it('leave the lines of a rule as they are', async () => {
    await ask(under.stage, 'policy.begin', { preset: 'balanced' });
    await goTo(page, 'policy/rules');
    const rule = await page.locator('.rules pre').first().innerText();

    expect(rule).toMatch(/^@id\("default"\)\n@redact/);
  });

  it('come in parts with a count, in a pane and in a plan', async () => {
    await goTo(page, 'clients/claude-code');
    const inPane = page.getByRole('region', { name: 'Claude Code' });

    expect(await inPane.locator('.sightings > li').count()).toBe(50);
    await inPane.getByText(`50 of ${servers + 4} are shown.`).waitFor();
    await page.keyboard.press('p');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`${servers + 4} entries change in 1 file`).waitFor();
    expect(await dialog.locator('.plan-change').count()).toBe(50);

    await dialog.getByRole('button', { name: `Show ${servers + 4 - 50} more` }).click();

    expect(await dialog.locator('.plan-change').count()).toBe(servers + 4);
    expect(await dialog.getByRole('button', { name: /^Show \d+ more/ }).count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  it('has what changed first among the tools of a server that has thousands', async () => {
    const { stage } = under;
    await protect(stage, 'claude-code');
    await (await startMany(stage.home)).close();
    await writeFile(join(stage.home, 'bin', 'changed'), '');
    await (await startMany(stage.home)).close();
    await settled(stage);
    const id = (await ask(stage, 'servers.list', {})).servers.find(({ names }) => names.includes('many'))?.id ?? '';
    await goTo(page, `servers/${id}`);
    const listed = page.locator('.tools > li');

    await listed
      .first()
      .getByText(`tool_${tools - 2}`, { exact: true })
      .waitFor();

    expect(await listed.count()).toBe(50);
    await page.getByText('50 of 2,000 are shown.').waitFor();
  });
});

async function startMany(home: string): Promise<ClientProgram> {
  const config = JSON.parse(await readFile(join(home, '.claude.json'), 'utf8')) as {
    readonly mcpServers: { readonly many: { readonly command: string; readonly args: readonly string[] } };
  };
  return startClient(config.mcpServers.many, home, 'claude-code');
}
