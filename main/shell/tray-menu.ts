import type { MenuItemConstructorOptions } from 'electron';
import type { Level } from '../contract/overview.ts';
import type { ShellWords } from './words.ts';

export interface TrayState {
  readonly level: Level;
  readonly asks: number;
  readonly servers: number;
  readonly isScanning: boolean;
  readonly pause: { readonly kind: 'none' | 'locked' } | { readonly kind: 'until'; readonly until: string };
}

export interface TrayActions {
  readonly open: (place: string | null) => void;
  readonly scan: () => void;
  readonly stopScan: () => void;
  readonly pause: (minutes: number) => void;
  readonly endPause: () => void;
  readonly quit: () => void;
}

const spans = [15, 60, 240] as const;

/** What the tray says when somebody rests on it; also what a screen reader says. */
export function trayTip({ level, asks }: TrayState, words: ShellWords): string {
  return level === 'asking' ? words.asking(asks) : words.levels[level];
}

/** The menu of the tray. Everything in it is also in the window: not every desktop shows a tray. */
export function trayMenu(
  state: TrayState,
  words: ShellWords,
  actions: TrayActions,
): readonly MenuItemConstructorOptions[] {
  return [
    { label: trayTip(state, words), enabled: false },
    { label: words.servers(state.servers), click: () => actions.open('servers') },
    ...(state.asks === 0 ? [] : [{ label: words.asking(state.asks), click: () => actions.open('approvals') }]),
    { type: 'separator' },
    { label: words.open, click: () => actions.open(null) },
    state.isScanning ? { label: words.stopScan, click: actions.stopScan } : { label: words.scan, click: actions.scan },
    ...pauseItems(state.pause, words.pause, actions),
    { type: 'separator' },
    { label: words.quit, click: actions.quit },
  ];
}

function pauseItems(
  pause: TrayState['pause'],
  words: ShellWords['pause'],
  { open, pause: begin, endPause }: TrayActions,
): readonly MenuItemConstructorOptions[] {
  switch (pause.kind) {
    case 'until':
      return [
        { label: words.until(new Date(pause.until)), click: () => open('settings') },
        { label: words.end, click: endPause },
      ];
    case 'locked':
      return [{ label: words.locked, enabled: false }];
    case 'none':
      return [
        {
          label: words.begin,
          submenu: spans.map((minutes) => ({ label: words.span(minutes), click: () => begin(minutes) })),
        },
      ];
  }
}
