import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeDemoHome } from '../../build/demo-home.ts';
import { ours, signed } from '../policy/bundle/signed.ts';
import { type BrowserUnderTest, browserOver, describeInBrowser, goTo, objections } from './a-window.ts';

describeInBrowser('a laptop whose policy comes from its organisation', () => {
  let under: BrowserUnderTest;
  beforeAll(async () => {
    under = await browserOver(async (home) => {
      await makeDemoHome(home);
      const source = join(home, 'share', 'sallyport.policy.json');
      const trust = { organisation: 'acme', keys: [ours.publicText], source, mayPause: false };
      await mkdir(join(home, 'share'));
      await writeFile(source, signed({ version: 3, issuedAt: new Date().toISOString() }));
      await writeFile(join(home, '.sallyport', 'policy', 'trust.json'), JSON.stringify(trust));
    });
  });
  afterAll(() => under.close());

  it('shows which version decides, from whom, and by which key it was verified', async () => {
    const page = await under.open();
    await goTo(page, 'policy/now');

    const facts = page.locator('dl.facts').first();
    await facts.getByText('in force').waitFor();
    await facts.getByText('acme').first().waitFor();

    expect(await facts.getByRole('definition').allTextContents()).toEqual(expect.arrayContaining(['acme', '3']));
    expect(await facts.textContent()).not.toContain('not signed');
    await page.close();
  });

  it('shows its rules as locked, by whom', async () => {
    const page = await under.open();
    await goTo(page, 'policy/rules');

    await expect(page.getByRole('listitem').getByText('acme').first().waitFor()).resolves.toBeUndefined();
    await page.close();
  });

  it('shows which settings are locked, by whom, and lets nobody pause', async () => {
    const page = await under.open();
    await goTo(page, 'settings');

    const card = page.locator('section.card', { has: page.getByRole('heading', { name: 'Set for this laptop' }) });
    await card.getByText('Set by acme (~/.sallyport/policy/trust.json); it can not be changed here.').waitFor();

    expect(await card.getByRole('definition').allTextContents()).toEqual([
      'not allowed',
      'not allowed',
      'in the window or at a terminal',
      expect.stringMatching(/share\/sallyport\.policy\.json$/),
    ]);
    expect(await page.getByRole('textbox', { name: 'Reason' }).isDisabled()).toBe(true);
    await page.close();
  });

  it.each(['light', 'dark'] as const)('has nothing that axe objects to in its settings: %s', async (colorScheme) => {
    const page = await under.open({ colorScheme });
    await goTo(page, 'settings');
    await page.getByRole('heading', { name: 'Set for this laptop' }).waitFor();

    expect(await objections(page)).toEqual([]);
    await page.close();
  });

  it('offers no way to edit it', async () => {
    const page = await under.open();
    await goTo(page, 'policy/edit');

    await page.getByRole('heading', { name: 'The policy is set by your organisation' }).waitFor();

    expect(await page.getByRole('textbox').count()).toBe(0);
    await page.close();
  });
});
