import { processTable } from '../daemon/process-table.ts';
import { machineFolder } from '../../policy/bundle/machine-folder.ts';
import type { Machine } from '../../scanner/machine.ts';
import { SallyportError } from '../../scanner/model/errors.ts';
import { openWindow as windowOfDaemon } from '../daemon/approvals/command-line.ts';
import type { Screens } from '../daemon/host/screens.ts';
import { type Daemon, type DaemonDeps, startDaemon } from '../daemon/service/daemon.ts';
import { readSettings } from '../daemon/service/settings-file.ts';
import type { AppLog } from './app-log.ts';
import { linkScheme, placeOfLink } from './address.ts';
import { carryCalls } from './carry.ts';
import { denyPermissions } from './guard-contents.ts';
import { keptNotices } from './kept-notices.ts';
import { type LoginItem, loginItem } from './login-item.ts';
import { showNotices } from './notices.ts';
import { mainWindow } from './open-window.ts';
import type { Parts } from './parts.ts';
import { registerScheme, serveScreens } from './serve-screens.ts';
import { showTray } from './tray.ts';
import { trayActions } from './tray-actions.ts';
import { type ShellWords, shellWords, type WordsOf } from './words.ts';

export interface ShellDeps {
  readonly parts: Parts;
  readonly machine: Machine;
  readonly stateFolder: string;
  readonly user: string;
  readonly screens: Screens;
  readonly preload: string;
  /** The words this program was started with. */
  readonly argv: readonly string[];
  readonly program: string;
  readonly log: AppLog;
}

const LEAVE_WITHIN_MS = 5000;

/** Runs the tray app: one instance, one daemon inside it, one window. @returns when the app is ready, or has said why not */
export async function runShell(deps: ShellDeps): Promise<void> {
  const { parts } = deps;
  const { app } = parts;
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.enableSandbox();
  app.setAppUserModelId('dev.sallyport.app');
  registerScheme(parts);
  /** What was asked for before there was anything to show it; undefined where nothing was. */
  let wanted: { readonly place: string | null } | undefined;
  let show: (place: string | null) => void = (place) => {
    wanted = { place };
  };
  app.on('second-instance', (_event, argv) => {
    const place = linkIn(argv);
    // The system starts what runs already: nobody asked for a window.
    if (place !== null || !argv.includes('--hidden')) {
      show(place);
    }
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    show(placeOfLink(url));
  });
  // The tray goes on without a window.
  app.on('window-all-closed', () => undefined);
  await app.whenReady();
  app.setAsDefaultProtocolClient(linkScheme);

  const words: WordsOf = (language) => shellWords(language === 'system' ? app.getLocale() : language);
  const daemon = await startOrSay(deps, words(readSettings(deps.stateFolder).language));
  if (daemon === null) {
    app.quit();
    return;
  }
  const atLogin = loginItem(parts, deps.machine, deps.program);
  await believeSystem(atLogin, daemon.service.handlers).catch((error: unknown) =>
    deps.log('shell.failed', { error: nameOf(error) }),
  );
  show = present(deps, words, daemon, atLogin);
  void leaveWhenLost(parts, daemon);
  if (wanted !== undefined) {
    show(wanted.place);
  } else if (!deps.argv.includes('--hidden') && !atLogin.hasStartedUs()) {
    show(linkIn(deps.argv));
  }
  // On macOS who opens the app again, which has no window, comes here.
  app.on('activate', () => show(null));
  // An organisation's policy that can not be reached takes a while, and keeps nobody from the window.
  await daemon.ready;
}

function linkIn(argv: readonly string[]): string | null {
  return argv.map(placeOfLink).find((place) => place !== null) ?? null;
}

/** Everything a person sees of the daemon, and how it ends. @returns shows the window */
function present(deps: ShellDeps, words: WordsOf, daemon: Daemon, atLogin: LoginItem): (place: string | null) => void {
  const { parts, log } = deps;
  const { service } = daemon;
  const onFault = (error: unknown): void => log('shell.failed', { error: nameOf(error) });
  denyPermissions(parts.session());
  serveScreens(parts.session(), deps.screens);
  carryCalls(parts, service.door);
  const window = mainWindow({ ...deps, hub: service.hub, now: Date.now });
  const actions = trayActions({ parts, words, service, open: window.show, onFault });
  const stops = [
    showTray({ parts, os: deps.machine.os, words, service, actions, onFault }),
    showNotices({
      parts,
      service,
      words,
      kept: keptNotices(deps.stateFolder),
      open: window.show,
      now: () => new Date(),
      every,
      onFault,
    }),
    service.hub.listen(({ name }) => {
      if (name === 'settings.changed') {
        void followSettings(atLogin, service.handlers).catch(onFault);
      }
    }),
  ];
  // Asleep, nothing was watched: look again.
  parts.powerMonitor.on('resume', actions.scan);
  leaveSafely(deps, async () => {
    window.letGo();
    stops.forEach((stop) => stop());
    await daemon.close();
  });
  return window.show;
}

type SettingsHandlers = Pick<Daemon['service']['handlers'], 'settings.show' | 'settings.save'>;

/** What the person did in the system's own settings wins, and the setting shows it. */
async function believeSystem(atLogin: LoginItem, handlers: SettingsHandlers): Promise<void> {
  const { values } = await handlers['settings.show']({});
  const startAtLogin = atLogin.isOn();
  if (startAtLogin !== values.startAtLogin) {
    await handlers['settings.save']({ startAtLogin });
  }
}

async function followSettings(atLogin: LoginItem, handlers: SettingsHandlers): Promise<void> {
  const { values } = await handlers['settings.show']({});
  atLogin.set(values.startAtLogin);
}

/** The first wish to quit lets the daemon finish what it writes; the app ends when that is done, or takes too long. */
function leaveSafely({ parts: { app }, log }: ShellDeps, close: () => Promise<void>): void {
  let state: 'running' | 'leaving' | 'left' = 'running';
  app.on('before-quit', (event) => {
    if (state === 'left') {
      return;
    }
    event.preventDefault();
    if (state === 'leaving') {
      return;
    }
    state = 'leaving';
    const left = (): void => {
      state = 'left';
      app.quit();
    };
    const tooLong = setTimeout(() => app.exit(1), LEAVE_WITHIN_MS);
    close()
      .catch((error: unknown) => log('daemon.close-failed', { error: nameOf(error) }))
      .finally(() => {
        clearTimeout(tooLong);
        left();
      })
      .catch((error: unknown) => log('shell.failed', { error: nameOf(error) }));
  });
}

/** A daemon that runs already is used in the browser, or stopped by the person; two of them never run. */
async function startOrSay(deps: ShellDeps, words: ShellWords): Promise<Daemon | null> {
  try {
    return await startDaemon(daemonDeps(deps));
  } catch (error) {
    if (!(error instanceof SallyportError)) {
      throw error;
    }
    if (error.code !== 'DAEMON_RUNNING') {
      sayWhy(deps.parts, error);
      return null;
    }
    const { response } = await deps.parts.dialog.showMessageBox({
      message: words.running,
      buttons: [words.openDashboard, words.quit],
      defaultId: 0,
      cancelId: 1,
    });
    if (response === 0) {
      await deps.parts.shell.openExternal(await windowOfDaemon(deps.stateFolder, true));
    }
    return null;
  }
}

async function leaveWhenLost(parts: Parts, daemon: Daemon): Promise<void> {
  sayWhy(parts, await daemon.lost);
  parts.app.quit();
}

function sayWhy({ dialog }: Parts, { message, remedy }: SallyportError): void {
  dialog.showErrorBox('Sallyport', `${message}\n\n${remedy}`);
}

function daemonDeps({ machine, stateFolder, user, screens, log }: ShellDeps): DaemonDeps {
  return {
    machine,
    stateFolder,
    user,
    screens,
    now: () => new Date(),
    host: 'tray',
    mayReadGuarded: false,
    projects: [],
    onDrift: null,
    processes: processTable(machine.env),
    policyMachine: machineFolder(process.platform, machine.env),
    fetch: globalThis.fetch,
    onSynced: ({ kind }) => log('policy.synced', { kind }),
    can: { startAtLogin: true, notify: true },
    onWatchEvent: ({ kind, client }) => log(`watch.${kind}`, { client }),
    onApproval: ({ kind }) => log(`approval.${kind}`, {}),
    onNote: (note) => log('daemon.noted', { note }),
    onInternal: (name, error) =>
      log('daemon.failed', { name, error: error instanceof Error ? error.stack : String(error) }),
  };
}

function every(ms: number, run: () => void): () => void {
  const timer = setInterval(run, ms);
  return () => clearInterval(timer);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
}
