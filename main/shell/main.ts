import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  Tray,
} from 'electron';
import { thisUser } from '../daemon/device.ts';
import { shippedScreens } from '../daemon/host/screens.ts';
import { stateFolder } from '../daemon/state-folder.ts';
import { realMachine } from '../machine.ts';
import { openAppLog } from './app-log.ts';
import type { Parts } from './parts.ts';
import { runShell } from './shell.ts';

const parts: Parts = {
  app,
  dialog,
  ipcMain,
  powerMonitor,
  protocol,
  screen,
  shell,
  session: () => session.fromPartition('sallyport'),
  createWindow: (options) => new BrowserWindow(options),
  createTray: (icon) => new Tray(icon),
  createMenu: (items) => Menu.buildFromTemplate([...items]),
  createImage: ({ normal, double, isTemplate }) => {
    const image = nativeImage.createFromBuffer(normal, { scaleFactor: 1 });
    image.addRepresentation({ scaleFactor: 2, buffer: double });
    image.setTemplateImage(isTemplate);
    return image;
  },
  createNotification: (options) => new Notification(options),
};

const machine = realMachine(process.env);
const state = stateFolder(undefined, process.env, machine.home);
mkdirSync(state, { recursive: true, mode: 0o700 });

const log = openAppLog(state, () => new Date());

async function start(): Promise<void> {
  const screens = await shippedScreens();
  if (screens === null) {
    throw new Error('the app was built without its screens');
  }
  await runShell({
    parts,
    machine,
    stateFolder: state,
    user: thisUser(machine).name,
    screens,
    preload: join(import.meta.dirname, 'preload.cjs'),
    argv: process.argv.slice(1),
    program: process.env['APPIMAGE'] ?? process.execPath,
    log,
  });
}

start().catch((error: unknown) => {
  log('app.failed', { error: error instanceof Error ? error.stack : String(error) });
  dialog.showErrorBox('Sallyport', error instanceof Error ? error.message : String(error));
  app.exit(5);
});
