import { EventEmitter } from 'node:events';
import type {
  BrowserWindowConstructorOptions,
  MenuItemConstructorOptions,
  NotificationConstructorOptions,
} from 'electron';
import type { Contents, Parts, Window } from '../../../main/shell/parts.ts';

/** A page as the shell sees it. */
export interface PageStandIn {
  readonly options: BrowserWindowConstructorOptions;
  readonly contents: EventEmitter & { readonly id: number; readonly mainFrame: { readonly url: string } };
  readonly window: EventEmitter;
  readonly loaded: string[];
  readonly sent: unknown[];
  readonly did: string[];
  openHandler: (() => { readonly action: string }) | null;
  isGone: boolean;
}

export interface ElectronStandIn {
  readonly parts: Parts;
  readonly app: EventEmitter;
  readonly did: string[];
  readonly pages: PageStandIn[];
  readonly menus: (readonly MenuItemConstructorOptions[])[];
  readonly tips: string[];
  readonly icons: Buffer[];
  readonly notifications: {
    readonly options: NotificationConstructorOptions;
    readonly events: EventEmitter;
    isClosed: boolean;
  }[];
  readonly invoke: (channel: string, event: unknown, value: unknown) => Promise<unknown>;
  readonly fetchFromPage: (url: string, method?: string) => Promise<Response>;
  readonly permissions: { readonly request: boolean[]; readonly check: boolean[]; readonly device: boolean[] };
  readonly opened: string[];
  readonly boxes: string[];
  /** Which button a message box is answered with. */
  answer: number;
  /** As macOS and Windows have it. */
  loginItem: {
    readonly openAtLogin: boolean;
    readonly executableWillLaunchAtLogin: boolean;
    readonly wasOpenedAtLogin?: boolean;
  };
  /** Another instance has the lock. */
  isSecond: boolean;
}

/** The parts of Electron that the shell uses, made of plain events and lists; its types are Electron's own. */
export function electronStandIn(): ElectronStandIn {
  const app = new EventEmitter();
  const did: string[] = [];
  const note = (what: string) => (): void => void did.push(what);
  const handlers = new Map<string, (event: unknown, value: unknown) => unknown>();
  const protocols = new Map<string, (request: Request) => Response | Promise<Response>>();
  const standIn: ElectronStandIn = {
    app,
    did,
    pages: [],
    menus: [],
    tips: [],
    icons: [],
    notifications: [],
    permissions: { request: [], check: [], device: [] },
    opened: [],
    boxes: [],
    answer: 0,
    loginItem: { openAtLogin: false, executableWillLaunchAtLogin: false },
    isSecond: false,
    invoke: async (channel, event, value) => handlers.get(channel)?.(event, value),
    fetchFromPage: async (url, method = 'GET') => {
      const serve = protocols.get(new URL(url).protocol.slice(0, -1));
      return serve === undefined ? Response.error() : serve(new Request(url, { method }));
    },
    parts: {} as Parts,
  };
  const tray = new EventEmitter();
  const parts = {
    app: Object.assign(app, {
      whenReady: () => Promise.resolve(),
      requestSingleInstanceLock: () => !standIn.isSecond,
      quit: () => {
        did.push('quit');
        let isPrevented = false;
        app.emit('before-quit', { preventDefault: () => (isPrevented = true) });
        did.push(isPrevented ? 'quit-prevented' : 'left');
      },
      exit: note('exit'),
      setAsDefaultProtocolClient: (scheme: string) => did.push(`client of ${scheme}`) > 0,
      setAppUserModelId: note('model-id'),
      getLoginItemSettings: () => standIn.loginItem,
      setLoginItemSettings: ({ openAtLogin = false }: { readonly openAtLogin?: boolean }) => {
        did.push(`login-item ${String(openAtLogin)}`);
        standIn.loginItem = { openAtLogin, executableWillLaunchAtLogin: openAtLogin };
      },
      getLocale: () => 'en-GB',
      enableSandbox: note('sandbox'),
      isPackaged: false,
    }),
    dialog: {
      showMessageBox: ({ message }: { readonly message: string }) => {
        standIn.boxes.push(message);
        return Promise.resolve({ response: standIn.answer, checkboxChecked: false });
      },
      showErrorBox: (title: string, text: string) => void standIn.boxes.push(`${title}: ${text}`),
    },
    ipcMain: {
      handle: (channel: string, run: (event: unknown, value: unknown) => unknown) => void handlers.set(channel, run),
    },
    powerMonitor: new EventEmitter(),
    protocol: {
      registerSchemesAsPrivileged: (schemes: readonly { readonly scheme: string; readonly privileges?: object }[]) =>
        schemes.forEach(({ scheme, privileges }) => did.push(`scheme ${scheme} ${JSON.stringify(privileges)}`)),
    },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    shell: {
      openExternal: (url: string) => {
        standIn.opened.push(url);
        return Promise.resolve();
      },
    },
    session: () => ({
      protocol: {
        handle: (scheme: string, serve: (request: Request) => Response | Promise<Response>) =>
          void protocols.set(scheme, serve),
      },
      setPermissionRequestHandler: (
        ask: (contents: unknown, permission: string, answer: (isGranted: boolean) => void) => void,
      ) =>
        ['media', 'geolocation', 'notifications', 'clipboard-read'].forEach((permission) =>
          ask(null, permission, (isGranted) => standIn.permissions.request.push(isGranted)),
        ),
      setPermissionCheckHandler: (check: () => boolean) => void standIn.permissions.check.push(check()),
      setDevicePermissionHandler: (check: () => boolean) => void standIn.permissions.device.push(check()),
    }),
    createWindow: (options: BrowserWindowConstructorOptions) => windowStandIn(options, standIn),
    createTray: (icon: unknown) => {
      standIn.icons.push(icon as Buffer);
      return Object.assign(tray, {
        setImage: (image: unknown) => void standIn.icons.push(image as Buffer),
        setToolTip: (tip: string) => void standIn.tips.push(tip),
        setContextMenu: () => undefined,
        destroy: note('tray-gone'),
      });
    },
    createMenu: (items: readonly MenuItemConstructorOptions[]) => void standIn.menus.push(items),
    createImage: ({ normal }: { readonly normal: Buffer }) => normal,
    createNotification: (options: NotificationConstructorOptions) => {
      const events = new EventEmitter();
      const notification = { options, events, isClosed: false };
      standIn.notifications.push(notification);
      return Object.assign(events, {
        show: note(`notified ${options.body ?? ''}`),
        close: () => void (notification.isClosed = true),
      });
    },
  };
  return Object.assign(standIn, { parts: parts as unknown as Parts });
}

function windowStandIn(options: BrowserWindowConstructorOptions, standIn: ElectronStandIn): Window {
  const contents = Object.assign(new EventEmitter(), {
    id: standIn.pages.length + 1,
    mainFrame: { url: 'sallyport-app://screens/' },
    send: (_channel: string, value: unknown) => void page.sent.push(value),
    setWindowOpenHandler: (handler: () => { readonly action: string }) => void (page.openHandler = handler),
    reload: () => void page.did.push('reload'),
  });
  const window = new EventEmitter();
  const page: PageStandIn = {
    options,
    contents,
    window,
    loaded: [],
    sent: [],
    did: [],
    openHandler: null,
    isGone: false,
  };
  standIn.pages.push(page);
  const did = (what: string) => (): void => void page.did.push(what);
  return Object.assign(window, {
    webContents: contents as unknown as Contents,
    loadURL: (url: string) => {
      page.loaded.push(url);
      return Promise.resolve();
    },
    show: did('show'),
    focus: did('focus'),
    hide: did('hide'),
    restore: did('restore'),
    maximize: did('maximize'),
    destroy: () => {
      page.isGone = true;
      page.did.push('destroy');
      window.emit('closed');
    },
    isDestroyed: () => page.isGone,
    isMinimized: () => false,
    isMaximized: () => false,
    getNormalBounds: () => ({ x: 10, y: 20, width: 1400, height: 900 }),
  }) as unknown as Window;
}
