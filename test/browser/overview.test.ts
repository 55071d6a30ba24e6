import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BrowserUnderTest, browserOver, describeInBrowser, goTo, objections } from './a-window.ts';

describeInBrowser('the window of a laptop with fifteen clients', () => {
  let under: BrowserUnderTest;
  beforeAll(async () => {
    under = await browserOver();
  });
  afterAll(() => under.close());

  it('tells the state in one sentence, and the next best step', async () => {
    const page = await under.open();

    await page.getByText('29 MCP servers in 15 clients · 1 known to be malicious').waitFor();
    await expect(page.getByText('Remove mail: advisory MAL-2025-47604.').waitFor()).resolves.toBeUndefined();
    await page.close();
  });

  it('shows clients, servers and what they reach as a map whose servers lead to their details', async () => {
    const page = await under.open();
    const map = page.getByRole('group', { name: 'Perimeter' });

    await map.getByRole('link', { name: 'mail, malicious, critical' }).click();

    await page.getByRole('heading', { name: 'mail', level: 2 }).waitFor();
    expect(new URL(page.url()).hash).toMatch(/^#servers\/srv_/);
    await page.close();
  });

  it('says what the lines and signs of the map mean, and of none that it has not', async () => {
    const page = await under.open();
    const legend = page.getByRole('list', { name: 'Lines and signs in the perimeter' });
    await legend.waitFor();

    expect(await legend.getByRole('listitem').allTextContents()).toEqual([
      'direct',
      'not routable',
      'malicious',
      'not approved',
      'approved',
    ]);
    await page.close();
  });

  it('leads from a severity to the servers that are so risky', async () => {
    const page = await under.open();

    await page
      .getByRole('link', { name: /^critical/ })
      .first()
      .click();

    await expect(page.getByText('2 of 29 servers').waitFor()).resolves.toBeUndefined();
    await page.close();
  });

  it('scans again on request, and says when', async () => {
    const page = await under.open();
    const before = await page.locator('.state time').getAttribute('datetime');

    await page.getByRole('button', { name: 'Scan now' }).click();

    await expect(page.waitForSelector(`.state time:not([datetime="${before}"])`)).resolves.not.toBeNull();
    await page.close();
  });

  it('speaks German to a system that does', async () => {
    const page = await under.open({ locale: 'de-DE' });

    await page.getByRole('heading', { name: 'Überblick' }).waitFor();
    await page.getByText('29 MCP-Server in 15 Clients').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await page.close();
  });

  it.each(['light', 'dark'] as const)(
    'tells findings in German, with the English words beside: %s',
    async (colorScheme) => {
      const page = await under.open({ locale: 'de-DE', colorScheme });
      await goTo(page, 'servers/?text=mail');

      await page.getByText('Eine Warnung nennt dieses Paket bösartig').waitFor();

      expect(await page.locator('.original[lang=en]').first().textContent()).toContain('postmark-mcp is malicious');
      expect(await objections(page)).toEqual([]);
      await page.close();
    },
  );

  it('tells in German why an entry is left alone, how Sallyport itself is, and what could not be read', async () => {
    const page = await under.open({ locale: 'de-DE' });

    await page.getByText('Kiro: ~/.kiro/settings/mcp.json: ').first().waitFor({ state: 'attached' });
    await goTo(page, 'doctor');
    await page.getByText('Keine Änderung einer Konfiguration ist halb fertig').waitFor();
    await page.getByText('Der Dienst läuft (Prozess').waitFor();
    expect(await objections(page)).toEqual([]);
    await goTo(page, 'clients/vscode');
    await page.getByText('Entfernte Server leitet diese Fassung nicht um').first().waitFor();
    await page.keyboard.press('p');
    await page
      .getByRole('dialog')
      .getByText('Nichts zu tun: Der Server bleibt bei jedem Durchgang sichtbar.')
      .first()
      .waitFor();
    expect(await objections(page)).toEqual([]);
    await page.close();
  });

  it('has no way to change anything in a window that may only look', async () => {
    const page = await under.open({}, false);
    await goTo(page, 'servers');

    await page.getByText('This window may only look').waitFor();
    expect(await page.getByRole('button', { name: 'Ban', exact: true }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Protect', exact: true }).isEnabled()).toBe(true);
    await page.close();
  });

  it('opens no window a second time with the same link', async () => {
    const link = await under.stage.daemon.openWindow(true);
    const first = await under.browser.newPage();
    await first.goto(link);
    await first.getByRole('heading', { name: 'Overview' }).waitFor();

    const second = await under.browser.newPage();
    await second.goto(link);

    await expect(second.getByText('This window has no session.').waitFor()).resolves.toBeUndefined();
    await first.close();
    await second.close();
  });

  it('asks nothing of any other machine, and breaks none of its own rules', () => {
    const hosts = new Set(under.requests.filter((url) => !url.startsWith('data:')).map((url) => new URL(url).hostname));

    expect([...hosts]).toEqual(['127.0.0.1']);
    expect(under.complaints).toEqual([]);
    expect(under.stage.faults).toEqual([]);
  });
});

describeInBrowser('a window whose daemon ends', () => {
  it('keeps what it shows, and says that the daemon does not answer', async () => {
    const under = await browserOver();
    const page = await under.open();
    await page.getByText('29 MCP servers in 15 clients').waitFor();

    await under.stage.stop();

    await page.getByText('The daemon does not answer: what you see may be old.').waitFor();
    await expect(page.getByText('29 MCP servers in 15 clients').waitFor()).resolves.toBeUndefined();
    await under.close();
  });
});
