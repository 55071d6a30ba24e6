import type { MenuItemConstructorOptions } from 'electron';
import type { Level } from '../contract/overview.ts';

export interface TrayState {
  readonly level: Level;
  readonly asks: number;
  readonly servers: number;
  readonly isScanning: boolean;
  readonly pausedUntil: string | null;
}

export interface TrayActions {
  readonly open: (place: string | null) => void;
  readonly scan: () => void;
  readonly quit: () => void;
}

/** What the tray says when somebody rests on it; also what a screen reader says. */
export function trayTip({ level, asks }: TrayState, words: TrayWords): string {
  return level === 'asking' ? words.asking(asks) : words.levels[level];
}

/** The menu of the tray. Everything in it is also in the window: not every desktop shows a tray. */
export function trayMenu(
  state: TrayState,
  words: TrayWords,
  actions: TrayActions,
): readonly MenuItemConstructorOptions[] {
  return [
    { label: trayTip(state, words), enabled: false },
    { label: words.servers(state.servers), click: () => actions.open('servers') },
    ...(state.asks === 0 ? [] : [{ label: words.asking(state.asks), click: () => actions.open('approvals') }]),
    ...(state.pausedUntil === null
      ? []
      : [{ label: words.paused(state.pausedUntil), click: () => actions.open('settings') }]),
    { type: 'separator' },
    { label: words.open, click: () => actions.open(null) },
    { label: state.isScanning ? words.scanning : words.scan, enabled: !state.isScanning, click: actions.scan },
    { type: 'separator' },
    { label: words.quit, click: actions.quit },
  ];
}

export interface TrayWords {
  readonly levels: Readonly<Record<Level, string>>;
  readonly asking: (count: number) => string;
  readonly servers: (count: number) => string;
  readonly paused: (until: string) => string;
  readonly open: string;
  readonly scan: string;
  readonly scanning: string;
  readonly quit: string;
  readonly running: string;
  readonly openDashboard: string;
  readonly notices: {
    readonly drift: (server: string) => string;
    readonly newServers: (count: number) => string;
    readonly digest: (count: number) => string;
  };
}

const en: TrayWords = {
  levels: {
    broken: 'Something is broken',
    asking: 'An agent waits for you',
    attention: 'Needs your attention',
    paused: 'Paused',
    fine: 'All is well',
    'not-scanned': 'Not looked at yet',
  },
  asking: (count) => (count === 1 ? '1 call waits for you' : `${count} calls wait for you`),
  servers: (count) => (count === 1 ? '1 MCP server' : `${count} MCP servers`),
  paused: (until) => `Paused until ${until}`,
  open: 'Open Sallyport',
  scan: 'Scan now',
  scanning: 'Scanning …',
  quit: 'Quit Sallyport',
  running: 'A Sallyport daemon of yours runs already. Stop it to use the app, or open its screens in the browser.',
  openDashboard: 'Open in the browser',
  notices: {
    drift: (server) => `${server} is not guarded any more`,
    newServers: (count) =>
      count === 1 ? 'A new server that nobody approved' : `${count} new servers that nobody approved`,
    digest: (count) => `${count} more things happened meanwhile`,
  },
};

const de: TrayWords = {
  levels: {
    broken: 'Etwas ist defekt',
    asking: 'Ein Agent wartet auf Sie',
    attention: 'Braucht Ihre Aufmerksamkeit',
    paused: 'Angehalten',
    fine: 'Alles in Ordnung',
    'not-scanned': 'Noch nicht angesehen',
  },
  asking: (count) => (count === 1 ? '1 Aufruf wartet auf Sie' : `${count} Aufrufe warten auf Sie`),
  servers: (count) => `${count} MCP-Server`,
  paused: (until) => `Angehalten bis ${until}`,
  open: 'Sallyport öffnen',
  scan: 'Jetzt ansehen',
  scanning: 'Wird angesehen …',
  quit: 'Sallyport beenden',
  running: 'Ein Sallyport-Dienst von Ihnen läuft schon. Beenden Sie ihn, oder öffnen Sie seine Ansichten im Browser.',
  openDashboard: 'Im Browser öffnen',
  notices: {
    drift: (server) => `${server} ist nicht mehr bewacht`,
    newServers: (count) =>
      count === 1 ? 'Ein neuer, nicht freigegebener Server' : `${count} neue, nicht freigegebene Server`,
    digest: (count) => `Inzwischen ist ${count}-mal noch etwas geschehen`,
  },
};

export function trayWords(locale: string): TrayWords {
  return locale.toLowerCase().startsWith('de') ? de : en;
}
