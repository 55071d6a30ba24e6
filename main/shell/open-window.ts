import type { BrowserWindowConstructorOptions } from 'electron';
import { SallyportError } from '../../scanner/model/errors.ts';
import type { Hub } from '../daemon/service/hub.ts';
import { addressOf } from './address.ts';
import { carryEvents } from './carry.ts';
import { guardContents } from './guard-contents.ts';
import type { Parts, Window } from './parts.ts';
import { readWindowState, smallest, writeWindowState } from './window-state.ts';

export interface WindowDeps {
  readonly parts: Pick<Parts, 'createWindow' | 'screen' | 'session'>;
  readonly stateFolder: string;
  readonly preload: string;
  readonly hub: Hub;
  readonly now: () => number;
  readonly log: (event: string, fields: Readonly<Record<string, unknown>>) => void;
}

/** The one window, made when it is first wanted, and hidden rather than closed. */
export interface MainWindow {
  /** @param place a screen, and what it shows; null leaves it where it is */
  readonly show: (place: string | null) => void;
  /** The next close is one. */
  letGo(): void;
}

const RELOADS = { most: 3, withinMs: 60_000 } as const;

export function mainWindow(deps: WindowDeps): MainWindow {
  let window: Window | null = null;
  let isLeaving = false;
  const show = (place: string | null): void => {
    if (window === null || window.isDestroyed()) {
      window = open(deps, () => isLeaving);
      void window.loadURL(addressOf(place));
    } else if (place !== null) {
      void window.loadURL(addressOf(place));
    }
    if (window.isMinimized()) {
      window.restore();
    }
    window.show();
    window.focus();
  };
  return {
    show,
    letGo: () => {
      isLeaving = true;
    },
  };
}

/** What a window may be: a sandboxed page that knows nothing of Node. */
export function windowOptions(preload: string, session: ReturnType<Parts['session']>): BrowserWindowConstructorOptions {
  return {
    show: false,
    width: 1280,
    height: 800,
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Sallyport',
    webPreferences: {
      preload,
      session: session as NonNullable<BrowserWindowConstructorOptions['webPreferences']>['session'] & object,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    },
  };
}

function open(deps: WindowDeps, isLeaving: () => boolean): Window {
  const { parts, stateFolder, hub, log } = deps;
  const state = unlessItFails(() => readWindowState(stateFolder, parts.screen.getAllDisplays()), log);
  const window = parts.createWindow({ ...windowOptions(deps.preload, parts.session()), ...state?.bounds });
  if (state?.isMaximized === true) {
    window.maximize();
  }
  guardContents(window.webContents);
  const stop = carryEvents(window.webContents, () => window.isDestroyed(), hub);
  window.on('close', (event) => {
    if (!isLeaving()) {
      event.preventDefault();
      window.hide();
    }
    const now = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() };
    unlessItFails(() => writeWindowState(stateFolder, now), log);
  });
  window.on('closed', stop);
  reloadAfterCrash(window, deps);
  return window;
}

/** Where the window was is not worth a window that does not open, or does not go: a full disk, a file of another account. */
function unlessItFails<Value>(work: () => Value, log: WindowDeps['log']): Value | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SallyportError)) {
      throw error;
    }
    log('window.state-failed', { code: error.code });
    return null;
  }
}

/** A page that has died comes back; one that dies again and again does not, and the window says goodbye. */
function reloadAfterCrash(window: Window, { now, log }: WindowDeps): void {
  let crashes: readonly number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log('renderer.gone', { reason, exitCode });
    if (reason === 'clean-exit') {
      return;
    }
    crashes = [...crashes.filter((at) => now() - at < RELOADS.withinMs), now()];
    if (crashes.length <= RELOADS.most) {
      window.webContents.reload();
    } else {
      window.destroy();
    }
  });
}
