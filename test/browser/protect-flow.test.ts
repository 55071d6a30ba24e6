import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeDemoHome } from '../../build/demo-home.ts';
import { startNotes } from '../../build/screens/play.ts';
import { type BrowserUnderTest, browserOver, describeInBrowser, goTo } from './a-window.ts';

describeInBrowser('a client that is put behind the guard in the window', () => {
  let under: BrowserUnderTest;
  let before: string;
  const config = (): Promise<string> => readFile(join(under.stage.home, '.claude.json'), 'utf8');
  beforeAll(async () => {
    under = await browserOver();
    before = await config();
  });
  afterAll(() => under.close());

  it('has its changes shown first, and nothing written when the person leaves', async () => {
    const page = await under.open();
    await goTo(page, 'clients/claude-code');

    await page.getByRole('button', { name: 'Protect all' }).click();
    const dialog = page.getByRole('dialog', { name: 'Put behind the guard' });
    await dialog.getByText('3 entries change in 1 file. Nothing is changed yet.').waitFor();
    await page.keyboard.press('Escape');

    await dialog.waitFor({ state: 'detached' });
    expect(await config()).toBe(before);
    await page.close();
  });

  it('is guarded after the plan is applied', async () => {
    const page = await under.open();
    await goTo(page, 'clients/claude-code');
    await page.getByRole('button', { name: 'Protect all' }).click();

    await page.getByRole('button', { name: 'Apply the plan' }).click();

    await page.getByText('What became of it').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('link', { name: /Claude Code.*3 guarded/ }).waitFor();
    expect(await config()).toContain('sallyport-shim');
    await page.close();
  });

  it('has the calls of its client in the activity, live, with the whole story of each', async () => {
    const page = await under.open();
    await goTo(page, 'activity');
    const notes = await startNotes(under.stage);

    const answer = await notes.call('read_note', { id: 7 });

    expect(answer.result?.content?.[0]?.text).toBe('Buy milk.');
    await page.getByRole('row', { name: /decision.*read_note.*allowed/ }).click();
    await page.getByRole('heading', { name: 'read_note' }).waitFor();
    const story = page.getByRole('region', { name: 'The whole story' });
    await story.getByRole('heading', { name: /^outcome/ }).waitFor();
    await story.getByText('holds').first().waitFor();
    await notes.close();
    await page.close();
  });

  it('gets the exact bytes back on restore, after the daemon asked', async () => {
    const page = await under.open();
    await goTo(page, 'clients/claude-code');

    await page.getByRole('button', { name: 'Restore all' }).click();
    await page.getByText('the exact bytes from before').waitFor();
    await page.getByRole('button', { name: 'Give them back' }).click();
    await page.getByRole('button', { name: 'Yes, do it' }).click();

    await page.getByText('What became of it').waitFor();
    expect(await config()).toBe(before);
    await page.close();
  });
});

describeInBrowser('a laptop that is protected before anything else was decided', () => {
  let under: BrowserUnderTest;
  beforeAll(async () => {
    under = await browserOver(async (home) => {
      await makeDemoHome(home);
      await rm(join(home, '.sallyport'), { recursive: true });
    });
  });
  afterAll(() => under.close());

  it('has what became of each file shown, although it is no first run any more', async () => {
    const page = await under.open();
    await page.getByRole('button', { name: 'Plan the protection …' }).click();

    await page.getByRole('button', { name: 'Apply the plan' }).click();

    await page.getByText('Needs your attention').waitFor();
    const dialog = page.getByRole('dialog', { name: 'Put behind the guard' });
    await dialog.getByText('What became of it').waitFor();
    expect(await dialog.getByRole('listitem').count()).toBe(14);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.close();
  });
});
