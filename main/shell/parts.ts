import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Dialog,
  IpcMain,
  Menu,
  MenuItemConstructorOptions,
  NativeImage,
  Notification,
  NotificationConstructorOptions,
  PowerMonitor,
  Protocol,
  Screen,
  Session,
  Shell,
  Tray,
  WebContents,
} from 'electron';

/**
 * The parts of Electron that the shell uses, each as small as it can be. `main.ts` gives the real ones; tests give a
 * stand-in of the same types, so what is tested is the shell itself.
 */
export interface Parts {
  readonly app: Pick<
    App,
    | 'on'
    | 'once'
    | 'whenReady'
    | 'requestSingleInstanceLock'
    | 'quit'
    | 'exit'
    | 'setAsDefaultProtocolClient'
    | 'setAppUserModelId'
    | 'getLoginItemSettings'
    | 'setLoginItemSettings'
    | 'getLocale'
    | 'enableSandbox'
    | 'isPackaged'
  >;
  readonly dialog: Pick<Dialog, 'showMessageBox' | 'showErrorBox'>;
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  readonly powerMonitor: Pick<PowerMonitor, 'on'>;
  readonly protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>;
  readonly screen: Pick<Screen, 'getAllDisplays'>;
  readonly shell: Pick<Shell, 'openExternal'>;
  /** Of a partition of our own, which keeps nothing on disk. Only when the app is ready. */
  readonly session: () => Pick<
    Session,
    'protocol' | 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >;
  readonly createWindow: (options: BrowserWindowConstructorOptions) => Window;
  readonly createTray: (
    icon: NativeImage,
  ) => Pick<Tray, 'setImage' | 'setToolTip' | 'setContextMenu' | 'on' | 'destroy'>;
  readonly createMenu: (items: readonly MenuItemConstructorOptions[]) => Menu;
  readonly createImage: (files: IconFiles) => NativeImage;
  readonly createNotification: (options: NotificationConstructorOptions) => Pick<Notification, 'show' | 'on' | 'close'>;
}

export interface IconFiles {
  readonly normal: Buffer;
  readonly double: Buffer;
  /** macOS draws it in the colour of its bar. */
  readonly isTemplate: boolean;
}

export type Window = Pick<
  BrowserWindow,
  | 'loadURL'
  | 'show'
  | 'focus'
  | 'hide'
  | 'isDestroyed'
  | 'isMinimized'
  | 'isMaximized'
  | 'restore'
  | 'maximize'
  | 'getNormalBounds'
  | 'on'
  | 'destroy'
> & {
  readonly webContents: Contents;
};

export type Contents = Pick<WebContents, 'id' | 'on' | 'send' | 'setWindowOpenHandler' | 'mainFrame' | 'reload'>;
