import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../../build/screens/play.ts';
import { type BrowserUnderTest, browserOver, describeInBrowser, goTo, objections } from './a-window.ts';

describeInBrowser('a policy folder that another program breaks', () => {
  let under: BrowserUnderTest;
  beforeAll(async () => {
    under = await browserOver();
    await ask(under.stage, 'policy.begin', { preset: 'balanced' });
  });
  afterAll(() => under.close());

  it.each(['now', 'edit'])('is told at once where the policy is shown, until it is whole again: %s', async (tab) => {
    const file = join(under.stage.stateFolder, 'policy', 'source', 'person.cedar');
    const whole = await readFile(file, 'utf8');
    const page = await under.open();
    await goTo(page, `policy/${tab}`);
    const trouble = page.getByText('Why the newest does not decide');
    expect(await trouble.count()).toBe(0);

    await writeFile(file, whole.replace('@ask(', '@approval("for ever")\n@ask('));

    await trouble.waitFor();
    await page
      .getByText(/person\.cedar:6: @approval takes "once", "session", "date".*the last good one stays/)
      .waitFor();
    await expect(objections(page)).resolves.toEqual([]);
    await writeFile(file, whole);
    await trouble.waitFor({ state: 'detached' });
    await page.close();
  });

  it.each([
    [
      'en-GB',
      /the newest policy does not decide: the policy folder is broken \(person\.cedar:6/,
      'Needs your attention',
    ],
    [
      'de-DE',
      /entscheidet nicht: der Ordner der Richtlinie ist fehlerhaft \(person\.cedar:6/,
      'Braucht Ihre Aufmerksamkeit',
    ],
  ])('is said by the overview, which leads there, until it is whole again: %s', async (locale, sentence, level) => {
    const file = join(under.stage.stateFolder, 'policy', 'source', 'person.cedar');
    const whole = await readFile(file, 'utf8');
    const page = await under.open({ locale });
    const said = page.getByText(sentence);
    expect(await said.count()).toBe(0);

    await writeFile(file, whole.replace('@ask(', '@approval("for ever")\n@ask('));

    await said.waitFor();
    await page.getByText(level).waitFor();
    await expect(objections(page)).resolves.toEqual([]);
    await page.locator('.next-step a').click();
    await page.getByText(/person\.cedar:6: @approval takes/).waitFor();
    await writeFile(file, whole);
    await goTo(page, 'overview');
    await said.waitFor({ state: 'detached' });
    await page.close();
  });
});
