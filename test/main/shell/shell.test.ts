import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callChannel } from '../../../main/contract/bridge.ts';
import type { Screens } from '../../../main/daemon/host/screens.ts';
import type { Machine } from '../../../scanner/machine.ts';
import { runShell } from '../../../main/shell/shell.ts';
import { readWindowState } from '../../../main/shell/window-state.ts';
import { ours } from '../../policy/bundle/signed.ts';
import { machineWith } from '../daemon/service/a-service.ts';
import { folderWith } from '../scan-home.ts';
import { electronStandIn, type ElectronStandIn, type PageStandIn } from './stand-in.ts';

const screens: Screens = new Map([
  ['/', { type: 'text/html; charset=utf-8', bytes: Buffer.from('<!doctype html>') }],
  ['/screens.js', { type: 'text/javascript; charset=utf-8', bytes: Buffer.from('1') }],
]);

let electron: ElectronStandIn;
let home: string;
let log: string[];
beforeEach(() => {
  electron = electronStandIn();
  home = folderWith({ '.cursor/mcp.json': { mcpServers: { files: { command: 'npx', args: ['files@1.0.0'] } } } });
  log = [];
});
afterEach(async () => {
  electron.app.emit('before-quit', { preventDefault: () => undefined });
  if (electron.pages.length > 0 || electron.icons.length > 0) {
    await vi.waitUntil(() => electron.did.includes('quit'), { timeout: 10_000 });
  }
});

async function run(
  argv: readonly string[] = [],
  of: ElectronStandIn = electron,
  machine: Partial<Machine> = {},
): Promise<void> {
  await runShell({
    parts: of.parts,
    machine: { ...machineWith(home), ...machine },
    stateFolder: join(home, '.sallyport'),
    user: 'kim',
    screens,
    preload: '/app/preload.cjs',
    argv,
    program: '/opt/Sallyport/sallyport',
    log: (event, fields) => log.push(`${event} ${JSON.stringify(fields)}`),
  });
}

function firstPage(): PageStandIn {
  const [page] = electron.pages;
  if (page === undefined) {
    throw new Error('no window was made');
  }
  return page;
}

const overview = { name: 'overview.show', input: {}, confirmed: null };

describe('the window', () => {
  it('is a sandboxed page that knows nothing of Node', async () => {
    await run();

    expect(electron.did).toContain('sandbox');
    expect(firstPage().options.webPreferences).toMatchObject({
      preload: '/app/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
    });
  });

  it('shows the screens under a scheme of our own, with the strict policy, out of memory', async () => {
    await run();

    const page = await electron.fetchFromPage('sallyport-app://screens/');
    const others = await Promise.all(
      [
        'sallyport-app://screens/../../etc/passwd',
        'sallyport-app://screens/%2e%2e/package.json',
        'sallyport-app://elsewhere/',
      ].map((url) => electron.fetchFromPage(url)),
    );

    expect(firstPage().loaded).toEqual(['sallyport-app://screens/']);
    expect([page.status, page.headers.get('content-security-policy')]).toEqual([
      200,
      expect.stringContaining("default-src 'none'; script-src 'self'") as string,
    ]);
    expect(others.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await electron.fetchFromPage('sallyport-app://screens/', 'POST')).status).toBe(404);
  });

  it.each([
    ['will-navigate', 'https://evil.example/'],
    ['will-navigate', 'file:///etc/passwd'],
    ['will-navigate', 'sallyport-app://screens.evil.example/'],
    ['will-redirect', 'sallyport-app://screens/'],
    ['will-frame-navigate', 'https://evil.example/'],
    ['will-attach-webview', ''],
  ])('does not let its page go: %s to %s', async (event, url) => {
    await run();
    let isPrevented = false;

    firstPage().contents.emit(event, { url, isMainFrame: true, preventDefault: () => (isPrevented = true) });

    expect(isPrevented).toBe(true);
  });

  it('lets its page move among the screens', async () => {
    await run();
    let isPrevented = false;
    const preventDefault = (): void => void (isPrevented = true);

    firstPage().contents.emit('will-navigate', { url: 'sallyport-app://screens/#servers', preventDefault });

    expect(isPrevented).toBe(false);
  });

  it('opens no other window and grants no permission', async () => {
    await run();

    expect(firstPage().openHandler?.()).toEqual({ action: 'deny' });
    expect(electron.permissions).toEqual({ request: [false, false, false, false], check: [false], device: [false] });
  });

  it('is hidden when it is closed, remembers its place, and is shown again as it was', async () => {
    await run();
    let isPrevented = false;
    firstPage().window.emit('close', { preventDefault: () => (isPrevented = true) });

    electron.app.emit('second-instance', {}, []);

    expect(isPrevented).toBe(true);
    expect(firstPage().did).toEqual(['show', 'focus', 'hide', 'show', 'focus']);
    expect(JSON.parse(readFileSync(join(home, '.sallyport/window.json'), 'utf8'))).toEqual({
      bounds: { x: 10, y: 20, width: 1400, height: 900 },
      isMaximized: false,
    });
  });

  it('comes back where it was, but not to a screen that is gone', async () => {
    const at = (x: number) => JSON.stringify({ bounds: { x, y: 0, width: 1200, height: 800 }, isMaximized: false });
    writeFileSync(join(folderIn(home), 'window.json'), at(100));
    await run();

    expect(firstPage().options).toMatchObject({ x: 100, y: 0, width: 1200 });

    writeFileSync(join(folderIn(home), 'window.json'), at(5000));
    expect(
      readWindowState(join(home, '.sallyport'), [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }]),
    ).toBeNull();
  });

  it('goes on when one place is asked for while another loads', async () => {
    electron.isAborting = true;
    await run();

    electron.app.emit('second-instance', {}, ['sallyport://activity']);

    await expect.poll(() => log.filter((line) => line.includes('ERR_ABORTED'))).toHaveLength(2);
    expect(firstPage().loaded.at(-1)).toBe('sallyport-app://screens/#activity');
  });

  it('opens and hides although its place can not be kept', async () => {
    mkdirSync(join(folderIn(home), 'window.json'));
    await run();
    let isPrevented = false;

    firstPage().window.emit('close', { preventDefault: () => (isPrevented = true) });

    expect(isPrevented).toBe(true);
    expect(firstPage().did).toEqual(['show', 'focus', 'hide']);
    expect(log.filter((line) => line.startsWith('window.state-failed'))).toHaveLength(2);
  });

  it('loads its page again after a crash, and gives up on one that dies again and again', async () => {
    await run();
    for (let crash = 0; crash < 4; crash += 1) {
      firstPage().contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    }

    expect(firstPage().did.slice(2)).toEqual(['reload', 'reload', 'reload', 'destroy']);
    expect(log).toContain('renderer.gone {"reason":"crashed","exitCode":5}');

    electron.app.emit('second-instance', {}, []);
    expect(electron.pages).toHaveLength(2);
  });
});

describe('a message from a page', () => {
  const from = (frame: unknown, page = firstPage()): unknown => ({ sender: page.contents, senderFrame: frame });

  it('is carried to the daemon when it comes from our own top frame', async () => {
    await run();

    await expect(electron.invoke(callChannel, from(firstPage().contents.mainFrame), overview)).resolves.toMatchObject({
      ok: true,
    });
  });

  it.each([
    ['a frame inside it', { url: 'sallyport-app://screens/' }],
    ['a frame that is gone', null],
  ])('is refused from %s', async (_, frame) => {
    await run();

    await expect(electron.invoke(callChannel, from(frame), overview)).resolves.toMatchObject({
      error: { code: 'FOREIGN_REQUEST' },
    });
  });

  it('is refused from a page that has become another', async () => {
    await run();
    const page = firstPage();
    Object.assign(page.contents.mainFrame, { url: 'https://evil.example/' });

    await expect(electron.invoke(callChannel, from(page.contents.mainFrame), overview)).resolves.toMatchObject({
      error: { code: 'FOREIGN_REQUEST' },
    });
  });

  it.each([null, 'overview.show', { name: 'overview.show' }, { ...overview, more: 1 }, { ...overview, name: 7 }])(
    'is refused when it is no call: %j',
    async (value) => {
      await run();

      await expect(electron.invoke(callChannel, from(firstPage().contents.mainFrame), value)).resolves.toMatchObject({
        ok: false,
      });
    },
  );

  it('needs a yes of the person for whatever loosens something', async () => {
    await run();
    const input = { minutes: 5, reason: 'a break' };

    const asked = await electron.invoke(callChannel, from(firstPage().contents.mainFrame), {
      name: 'pause.begin',
      input,
      confirmed: null,
    });

    expect(asked).toMatchObject({
      error: { code: 'NEEDS_CONFIRMATION' },
      confirm: { question: expect.stringContaining('5') as string },
    });
  });

  it('is answered with events too, as long as the window is there', async () => {
    await run();
    const { contents, sent } = firstPage();

    await electron.invoke(callChannel, from(contents.mainFrame), {
      name: 'settings.save',
      input: { theme: 'dark' },
      confirmed: null,
    });

    expect(sent).toContainEqual({ name: 'settings.changed', data: {} });
  });
});

describe('a link from outside', () => {
  it.each([
    ['sallyport://servers', 'sallyport-app://screens/#servers'],
    ['sallyport://servers/srv_0123456789abcdef', 'sallyport-app://screens/#servers/srv_0123456789abcdef'],
    ['sallyport://approve/srv_0123456789abcdef', 'sallyport-app://screens/'],
    ['sallyport://servers/x?approve=1', 'sallyport-app://screens/'],
    ['sallyport://servers/../policy', 'sallyport-app://screens/'],
    ['https://evil.example/sallyport://servers', 'sallyport-app://screens/'],
  ])('shows a screen and does nothing else: %s', async (link, loaded) => {
    await run([link]);

    expect(firstPage().loaded).toEqual([loaded]);
  });

  it('reaches the instance that runs', async () => {
    await run();
    let isPrevented = false;
    electron.app.emit('open-url', { preventDefault: () => (isPrevented = true) }, 'sallyport://activity');

    expect(firstPage().loaded.at(-1)).toBe('sallyport-app://screens/#activity');
    expect(isPrevented).toBe(true);
  });
});

describe('a link that starts the app', () => {
  it('is shown once there is a window, also where the system tells it apart and too early', async () => {
    const running = run(['--hidden']);
    electron.app.emit('open-url', { preventDefault: () => undefined }, 'sallyport://activity');

    await running;

    expect(firstPage().loaded).toEqual(['sallyport-app://screens/#activity']);
  });
});

describe('the app', () => {
  it('runs once: a second instance leaves at once and starts no daemon', async () => {
    electron.isSecond = true;

    await run();

    expect(electron.did).toEqual(['quit', 'left']);
    expect(existsSync(join(home, '.sallyport/daemon.lock'))).toBe(false);
  });

  it('shows no window when it is started with the system', async () => {
    await run(['--hidden']);

    expect(electron.pages).toEqual([]);
    expect(electron.icons.length).toBeGreaterThan(0);
  });

  it('shows none either where the system tells that only when it is asked, as macOS does', async () => {
    electron.loginItem = { openAtLogin: true, executableWillLaunchAtLogin: false, wasOpenedAtLogin: true };

    await run([], electron, { os: 'darwin' });

    expect(electron.pages).toEqual([]);
  });

  it('shows its window when a person opens it again, and none when the system starts it again', async () => {
    await run(['--hidden']);

    electron.app.emit('second-instance', {}, ['/opt/Sallyport/sallyport', '--hidden']);
    expect(electron.pages).toEqual([]);

    electron.app.emit('activate', {}, false);
    expect(firstPage().did).toEqual(['show', 'focus']);
    electron.app.emit('second-instance', {}, ['/opt/Sallyport/sallyport', '--hidden', 'sallyport://activity']);
    expect(firstPage().loaded.at(-1)).toBe('sallyport-app://screens/#activity');
  });

  it('shows its window while the policy of an organisation can not be reached', async () => {
    const asked: Socket[] = [];
    const server = createServer((socket) => asked.push(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const trust = { organisation: 'acme', keys: [ours.publicText], source: `https://127.0.0.1:${port}/policy` };
    mkdirSync(join(home, '.sallyport/policy'), { recursive: true });
    writeFileSync(join(home, '.sallyport/policy/trust.json'), JSON.stringify(trust));

    const running = run();
    await expect.poll(() => electron.pages.length, { timeout: 5000 }).toBe(1);

    server.close();
    asked.forEach((socket) => socket.destroy());
    await running;
  });

  it('lets the daemon finish before it ends, however often somebody asks', async () => {
    await run();
    electron.parts.app.quit();
    electron.parts.app.quit();

    await expect.poll(() => electron.did.includes('left'), { timeout: 10_000 }).toBe(true);
    expect(electron.did.filter((what) => what === 'quit-prevented')).toHaveLength(2);
    expect(electron.did).toContain('tray-gone');
    expect(electron.did).not.toContain('exit');
  });

  it('says why and leaves when its state folder is taken away', async () => {
    await run();

    renameSync(join(home, '.sallyport'), join(home, 'elsewhere'));
    await vi.waitUntil(() => electron.did.includes('left'), { timeout: 20_000 });

    expect(electron.boxes).toEqual([expect.stringContaining('was taken away while the daemon ran')]);
  });

  it('starts no second daemon beside one that runs: it says so, and offers its screens', async () => {
    await run(['--hidden']);
    const second = electronStandIn();

    await run([], second);

    expect(second.boxes[0]).toContain('runs already');
    expect(second.opened).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}$/) as string]);
    expect(second.did).toContain('left');
  });
});

describe('starting with the system', () => {
  const autostart = (): string => join(home, '.config/autostart/sallyport.desktop');
  const forAll = (): string => join(home, 'system/etc/xdg/autostart/sallyport.desktop');
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const setting = (isOn: boolean): void =>
    writeFileSync(join(folderIn(home), 'screens.json'), JSON.stringify({ startAtLogin: isOn, theme: 'dark' }));
  const ask = async (name: string, input: object): Promise<unknown> =>
    electron.invoke(
      callChannel,
      { sender: firstPage().contents, senderFrame: firstPage().contents.mainFrame },
      { name, input, confirmed: null },
    );
  const shown = (): Promise<unknown> => ask('settings.show', {});
  const save = (startAtLogin: boolean): Promise<unknown> => ask('settings.save', { startAtLogin });
  const is = (startAtLogin: boolean): object => ({ value: { values: { startAtLogin, theme: 'dark' } } });

  it('follows the setting', async () => {
    await run();

    await save(true);
    await expect.poll(() => existsSync(autostart())).toBe(true);
    expect(readFileSync(autostart(), 'utf8')).toContain('Exec="/opt/Sallyport/sallyport" --hidden');
    await save(false);
    await expect.poll(() => existsSync(autostart())).toBe(false);
  });

  it.each([
    ['took the entry away', null],
    ['hid it', '[Desktop Entry]\nExec=x\nHidden=true\n'],
    ['switched it off in GNOME', '[Desktop Entry]\nExec=x\nX-GNOME-Autostart-enabled=false\n'],
  ])('is off, and shown so, where the person %s, and leaves that as it is', async (_, text) => {
    setting(true);
    if (text !== null) {
      put(autostart(), text);
    }

    await run();

    expect(await shown()).toMatchObject(is(false));
    expect(existsSync(autostart()) ? readFileSync(autostart(), 'utf8') : null).toBe(text);
  });

  it('is on, and shown so, where the person or the organisation has put an entry', async () => {
    setting(false);
    put(forAll(), '[Desktop Entry]\nExec=/opt/Sallyport/sallyport --hidden\n');

    await run();

    expect(await shown()).toMatchObject(is(true));
    await save(false);
    await expect.poll(() => existsSync(autostart()) && readFileSync(autostart(), 'utf8')).toContain('\nHidden=true\n');
  });

  it('leaves an entry alone that says what the setting says', async () => {
    const changed = '[Desktop Entry]\nExec=/opt/Sallyport/sallyport --hidden --lang=de\n';
    setting(true);
    put(autostart(), changed);

    await run();
    await ask('settings.save', { theme: 'dark' });
    await expect.poll(() => shown()).toMatchObject(is(true));

    expect(readFileSync(autostart(), 'utf8')).toBe(changed);
  });

  it.each([
    ['win32', { openAtLogin: true, executableWillLaunchAtLogin: false }, true, false],
    ['win32', { openAtLogin: true, executableWillLaunchAtLogin: true }, false, true],
    ['darwin', { openAtLogin: false, executableWillLaunchAtLogin: false }, true, false],
    ['darwin', { openAtLogin: true, executableWillLaunchAtLogin: false }, false, true],
  ] as const)('on %s believes the system: %j, when the setting said %s', async (os, item, before, after) => {
    setting(before);
    electron.loginItem = item;

    await run([], electron, { os });

    expect(await shown()).toMatchObject(is(after));
    expect(electron.did.filter((what) => what.startsWith('login-item'))).toEqual([]);
    await save(!after);
    await expect.poll(() => electron.did).toContain(`login-item ${String(!after)}`);
  });
});

describe('the tray', () => {
  it('tells what there is, and everything it does can be done in the window too', async () => {
    await run(['--hidden']);

    const labels = (): readonly (string | undefined)[] => electron.menus.at(-1)?.map(({ label }) => label) ?? [];
    await expect
      .poll(labels, { timeout: 10_000 })
      .toEqual([
        'Nothing urgent',
        '1 MCP server',
        undefined,
        'Open Sallyport',
        'Scan now',
        'Pause deciding',
        undefined,
        'Quit Sallyport',
      ]);
    expect(electron.tips.at(-1)).toBe('Sallyport: Nothing urgent');
  });

  it('tells how things stand, and what is new, also while a setting of the terminal has a fault', async () => {
    writeFileSync(join(folderIn(home), 'settings.json'), '{"v":1,');

    await run(['--hidden']);

    await expect.poll(() => electron.tips.at(-1), soon).toBe('Sallyport: Nothing urgent');
    await expect.poll(() => electron.notifications.length, soon).toBe(1);
    expect(log).toEqual(log.filter((line) => !line.includes('failed')));
  });

  it('speaks the language that was chosen in the settings', async () => {
    await run();
    const { contents } = firstPage();
    await electron.invoke(
      callChannel,
      { sender: contents, senderFrame: contents.mainFrame },
      { name: 'settings.save', input: { language: 'de' }, confirmed: null },
    );

    await expect
      .poll(() => electron.menus.at(-1)?.map(({ label }) => label), { timeout: 10_000 })
      .toContain('Sallyport öffnen');
  });

  it('pauses for a chosen time after a yes, shows the end, and ends the pause', async () => {
    await run(['--hidden']);
    const shown = (): readonly MenuItemConstructorOptions[] => electron.menus.at(-1) ?? [];
    const choose = (label: string): void => itemOf(shown(), label).click?.(...noClick);
    await expect.poll(() => labelsOf(shown()), soon).toContain('1 MCP server');

    choose('15 minutes');
    await expect.poll(() => labelsOf(shown()).find((label) => label.startsWith('Paused until')), soon).toBeDefined();
    expect(electron.boxes).toEqual(['Pause all deciding for 15 minutes? Calls pass and are recorded.']);
    expect(electron.tips.at(-1)).toBe('Sallyport: Paused');
    expect(JSON.parse(readFileSync(join(home, '.sallyport/policy/paused.json'), 'utf8'))).toMatchObject({
      by: 'kim',
      reason: 'paused in the menu of the tray',
    });

    choose('End the pause');
    await expect.poll(() => labelsOf(shown()), soon).toContain('Pause deciding');
    expect(existsSync(join(home, '.sallyport/policy/paused.json'))).toBe(false);
  });

  it('does not pause after a no', async () => {
    electron.answer = 1;
    await run(['--hidden']);
    await expect.poll(() => labelsOf(electron.menus.at(-1) ?? []), soon).toContain('1 MCP server');

    itemOf(electron.menus.at(-1) ?? [], '1 hour').click?.(...noClick);

    await expect.poll(() => electron.boxes.length, soon).toBe(1);
    expect(existsSync(join(home, '.sallyport/policy/paused.json'))).toBe(false);
  });

  it('offers no pause where an organisation does not let people pause', async () => {
    const trust = { organisation: 'acme', keys: [ours.publicText], mayPause: false };
    mkdirSync(join(home, '.sallyport/policy'), { recursive: true });
    writeFileSync(join(home, '.sallyport/policy/trust.json'), JSON.stringify(trust));

    await run(['--hidden']);

    await expect.poll(() => labelsOf(electron.menus.at(-1) ?? []), soon).toContain('Pausing is not allowed here');
    expect(labelsOf(electron.menus.at(-1) ?? [])).not.toContain('Pause deciding');
  });

  it('tells once of a new server that nobody approved', async () => {
    await run(['--hidden']);

    await expect.poll(() => electron.notifications.length, { timeout: 10_000 }).toBe(1);
    expect(electron.notifications[0]?.options.body).toBe('A new server that nobody approved: files');
    electron.notifications[0]?.events.emit('click');
    expect(firstPage().loaded).toEqual([expect.stringMatching(/#servers\/srv_[0-9a-f]{16}$/) as string]);
  });
});

const soon = { timeout: 10_000 };
const noClick = [{}, undefined, {}] as unknown as Parameters<NonNullable<MenuItemConstructorOptions['click']>>;

function labelsOf(items: readonly MenuItemConstructorOptions[]): readonly string[] {
  return items.flatMap(({ label }) => label ?? []);
}

/** An item of the menu or of a menu in it. */
function itemOf(items: readonly MenuItemConstructorOptions[], label: string): MenuItemConstructorOptions {
  const all = items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? item.submenu : [])]);
  const found = all.find((item) => item.label === label);
  if (found === undefined) {
    throw new Error(`the menu has no ${label}`);
  }
  return found;
}

function folderIn(of: string): string {
  const folder = join(of, '.sallyport');
  mkdirSync(folder, { recursive: true });
  return folder;
}
