import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../../build/screens/play.ts';
import { type AskedUnderTest, browserOverNotes, describeInBrowser, goTo, objections } from './a-window.ts';

/** A window of 1280×800 at 200 %, and one that is wide enough for two columns. */
const zoomed = { width: 640, height: 400 };
/** One of 1280×1024 at 400 %. */
const closest = { width: 320, height: 256 };
const plain = { width: 1280, height: 800 };

const policyTabs = ['now', 'catalogue', 'rules', 'try', 'edit'].map((tab) => `policy/${tab}`);
const allPlaces = [
  'overview',
  'servers',
  'clients/cursor',
  'approvals',
  'activity',
  ...policyTabs,
  'settings',
  'doctor',
];

describeInBrowser('windows of other sizes than a laptop’s', () => {
  let under: AskedUnderTest;
  beforeAll(async () => {
    under = await browserOverNotes();
  });
  afterAll(() => under.close());

  it('have each answer to a question whole, below the list', async () => {
    const page = await under.open({ viewport: zoomed });
    await goTo(page, 'approvals');
    const asked = under.notes.callAndGiveUp('delete_note', { id: 1 });
    const pane = page.getByRole('region').filter({ has: page.getByRole('button', { name: 'Allow once' }) });
    await pane.waitFor();

    expect(await sidewaysOf(page, '.pane')).toBe(0);
    expect(await columnsOf(page, '.split')).toBe(1);
    await expect(objections(page)).resolves.toEqual([]);

    await page.setViewportSize(plain);
    expect(await columnsOf(page, '.split')).toBe(2);
    asked.giveUp();
    await page.close();
  });

  it.each(['servers', 'activity'])('give the table of %s the width of the window', async (place) => {
    const page = await under.open({ viewport: zoomed });
    await goTo(page, place);
    await page.getByRole('grid').waitFor();

    expect(await columnsOf(page, '.servers-split')).toBe(1);
    expect((await page.getByRole('grid').boundingBox())?.width).toBeGreaterThan(zoomed.width * 0.75);
    await expect(objections(page)).resolves.toEqual([]);
    await page.close();
  });

  it('show the perimeter from its clients to what they reach without scrolling sideways', async () => {
    const page = await under.open({ viewport: zoomed });
    await goTo(page, 'overview');
    await page.locator('.map svg').waitFor();

    expect(await sidewaysOf(page, '.map')).toBe(0);
    await expect(objections(page)).resolves.toEqual([]);
    await page.close();
  });

  it('still tell a screen reader what each screen is called', async () => {
    const page = await under.open({ viewport: zoomed });
    await page.getByRole('link', { name: 'Servers', exact: true }).click();

    await page.getByRole('grid').waitFor();

    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Servers');
    await page.close();
  });

  it.each([
    { width: 800, height: 600, locale: 'en-GB' },
    { width: 800, height: 600, locale: 'de-DE' },
    { width: 1024, height: 640, locale: 'en-GB' },
    { width: 1024, height: 640, locale: 'de-DE' },
    { width: 1280, height: 800, locale: 'de-DE' },
  ])('have where each server stands whole: $width, $locale', async ({ width, height, locale }) => {
    const page = await under.open({ viewport: { width, height }, locale });
    await goTo(page, 'servers');
    await page.locator('.cell-standing .badge').first().waitFor();

    expect(await sidewaysOf(page, '.server-table')).toBe(0);
    expect(await cutOf(page, '.cell-standing, .cell-route, .cell-risk')).toEqual([]);
    await goTo(page, 'overview');
    await page.locator('.map svg').waitFor();
    expect(await sidewaysOf(page, '.map')).toBe(0);
    await page.close();
  });

  it.each(allPlaces)('need no scrolling sideways for $0, four times as large, in either language', async (place) => {
    for (const locale of ['en-GB', 'de-DE']) {
      const page = await under.open({ viewport: closest, locale });
      await goTo(page, place);

      expect(await tooWide(page)).toEqual([]);
      await page.close();
    }
  });

  it.each(['overview', 'approvals', 'settings', 'policy/try'])('are all there for everybody: %s', async (place) => {
    const page = await under.open({ viewport: closest });
    await goTo(page, place);

    await expect(objections(page)).resolves.toEqual([]);
    await page.close();
  });

  it.each([
    ['servers', '.server-table', '.cell-name, .cell-standing'],
    ['activity', '.activity-table', '.cell-time, .cell-call'],
    ['policy/now', '.scroll-box', 'th, td'],
  ])('have the table of $0 whole, four times as large, in a box that scrolls', async (place, box, cells) => {
    await under.notes.call('read_note', { id: 2 });
    const page = await under.open({ viewport: closest, locale: 'de-DE' });
    await goTo(page, place);
    await page.locator(box).locator(cells).last().waitFor();

    expect(await sidewaysOf(page, box)).toBeGreaterThan(0);
    const widths = await page
      .locator(box)
      .locator(cells)
      .evaluateAll((elements: readonly { clientWidth: number }[]) => elements.map(({ clientWidth }) => clientWidth));
    expect(Math.min(...widths)).toBeGreaterThan(60);
    await page.close();
  });

  it('have the kinds of records whole in German', async () => {
    await under.notes.call('read_note', { id: 1 });
    const page = await under.open({ viewport: plain, locale: 'de-DE' });
    await goTo(page, 'activity');
    await page.getByText('Entscheidung', { exact: true }).last().waitFor();

    expect(await cutOf(page, '.cell-kind, .cell-decision')).toEqual([]);
    await page.close();
  });

  it('have dialogs that fit, four times as large', async () => {
    const page = await under.open({ viewport: closest, locale: 'de-DE' });
    for (const [place, key] of [
      ['servers', 'a'],
      ['servers', '?'],
      ['activity', 'x'],
      ['clients/vscode', 'p'],
    ] as const) {
      await goTo(page, place);
      await page.locator('.choices, [role="grid"]').first().waitFor();
      await page.keyboard.press(key);
      await page.getByRole('dialog').waitFor();
      await page.locator('.loading').first().waitFor({ state: 'detached' });

      expect([place, key, await sidewaysOf(page, 'dialog')]).toEqual([place, key, 0]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.close();
  });

  it.each(['servers', 'servers/?standing=shadow&group=client', 'activity'])(
    'have the words of each filter whole: %s',
    async (place) => {
      const page = await under.open({ viewport: plain, locale: 'de-DE' });
      await goTo(page, place);
      await page.getByRole('grid').waitFor();

      await expect(
        page.evaluate(`[...document.querySelectorAll('.filter-bar select')].flatMap((select) => {
          const { offsetWidth } = select;
          select.style.minWidth = 'max-content';
          return select.offsetWidth > offsetWidth + 1 ? [select.selectedOptions[0].textContent] : [];
        })`),
      ).resolves.toEqual([]);
      await page.close();
    },
  );

  it.each(allPlaces)('scroll in their parts, never as a whole: %s', async (place) => {
    const page = await under.open({ viewport: { width: 1024, height: 640 } });
    await goTo(page, place);
    if (place === 'servers') {
      await page.getByRole('searchbox').fill('notes');
      await page.getByRole('heading', { name: 'notes', level: 2 }).waitFor();
      await Promise.all([1, 2, 3, 4, 5].map((id) => under.notes.call('read_note', { id })));
      await page
        .getByRole('link', { name: /^Show read_note/ })
        .nth(4)
        .waitFor();
    }

    await expect(page.evaluate('document.documentElement.scrollHeight - innerHeight')).resolves.toBe(0);
    await page.close();
  });

  it('leave most of their height to a question, however many were answered before', async () => {
    const answered = Array.from({ length: 12 }, (_, id) => under.notes.call('delete_note', { id: 100 + id }));
    await expect
      .poll(async () => {
        const asks = await ask(under.stage, 'approvals.list', {});
        return asks.kind === 'open' ? asks.groups.flatMap((group) => group.asks).length : 0;
      })
      .toBe(12);
    const asks = await ask(under.stage, 'approvals.list', {});
    const ids = asks.kind === 'open' ? asks.groups.flatMap((group) => group.asks.map(({ id }) => id)) : [];
    await ask(under.stage, 'approvals.deny', { asks: ids, reason: 'not now' });
    await Promise.all(answered);
    const asked = under.notes.callAndGiveUp('delete_note', { id: 4 });
    const page = await under.open({ viewport: { width: 1024, height: 640 } });
    await goTo(page, 'approvals');
    await page.getByRole('button', { name: 'Allow once' }).waitFor();
    await page.getByRole('heading', { name: 'Answered lately' }).waitFor();

    expect((await page.locator('.split').boundingBox())?.height).toBeGreaterThan(640 * 0.6);
    asked.giveUp();
    await page.close();
  });

  it('say of each record what it is, also where its kind has no column', async () => {
    const asked = under.notes.callAndGiveUp('delete_note', { id: 3 });
    const page = await under.open({ viewport: { width: 1024, height: 640 } });
    await goTo(page, 'activity');
    const approval = page.getByRole('row', { name: /delete_note/ }).filter({ hasText: 'approval' });
    const instead = approval.first().locator('.cell-decision').getByText('approval');

    await instead.waitFor();
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect(instead.waitFor({ state: 'hidden' })).resolves.toBeUndefined();
    asked.giveUp();
    await page.close();
  });

  it('have the names of servers whole in German, and room for what they are', async () => {
    const page = await under.open({ viewport: plain, locale: 'de-DE' });
    await goTo(page, 'servers');
    await page.locator('.cell-standing .badge').first().waitFor();

    expect(await cutOf(page, '.server-name')).toEqual([]);
    expect((await page.locator('.cell-identity').last().boundingBox())?.width).toBeGreaterThan(80);
    await page.close();
  });

  it('give the perimeter most of their height, and no more, at 4K', async () => {
    const viewport = { width: 3840, height: 2160 };
    const page = await under.open({ viewport });
    await goTo(page, 'overview');
    const box = await page.locator('.map svg').boundingBox();

    expect(box?.height).toBeGreaterThan(viewport.height * 0.6);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
    await page.close();
  });
});

/** The words of what does not fit into its place. */
function cutOf(page: Page, selector: string): Promise<readonly string[]> {
  return page
    .locator(selector)
    .evaluateAll((elements: readonly { scrollWidth: number; clientWidth: number; textContent: string }[]) =>
      elements.flatMap(({ scrollWidth, clientWidth, textContent }) => (scrollWidth > clientWidth ? [textContent] : [])),
    );
}

/** What reaches beyond the window and stands in no box that scrolls by itself. */
function tooWide(page: Page): Promise<readonly string[]> {
  return page.evaluate(`[...document.querySelectorAll('#content, #content *')].flatMap((element) => {
    const scrolls = ({ id, scrollWidth, clientWidth }, { overflowX }) =>
      id !== 'content' && scrollWidth > clientWidth && /auto|scroll/.test(overflowX);
    for (let box = element; box !== null; box = box.parentElement) {
      if (scrolls(box, getComputedStyle(box))) {
        return box.matches('.map, .server-table, .scroll-box, .policy-scroll, pre, textarea') ? [] : [box.className];
      }
    }
    const { right, width } = element.getBoundingClientRect();
    return width > 1 && right > innerWidth + 1 ? [element.tagName + '.' + element.className] : [];
  })`);
}

function sidewaysOf(page: Page, selector: string): Promise<number> {
  return page.locator(selector).evaluate((element: { scrollWidth: number; clientWidth: number }) => {
    return element.scrollWidth - element.clientWidth;
  });
}

async function columnsOf(page: Page, selector: string): Promise<number> {
  const columns: string = await page.evaluate(
    `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).gridTemplateColumns`,
  );
  return columns.split(' ').length;
}
