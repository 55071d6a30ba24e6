import type { Os } from '../../scanner/model/launch.ts';
import type { Level } from '../contract/overview.ts';
import type { Service } from '../daemon/service/service.ts';
import type { Parts } from './parts.ts';
import { iconOf } from './tray-icon.ts';
import { type TrayActions, trayMenu, type TrayState, trayTip } from './tray-menu.ts';
import type { WordsOf } from './words.ts';

export interface TrayDeps {
  readonly parts: Pick<Parts, 'createTray' | 'createMenu' | 'createImage'>;
  readonly os: Os;
  readonly words: WordsOf;
  readonly service: Pick<Service, 'handlers' | 'hub'>;
  readonly actions: TrayActions;
  readonly onFault: (error: unknown) => void;
}

/** Shows how things stand in the bar of the desktop, and keeps that fresh. @returns takes it away */
export function showTray({ parts, os, words: wordsOf, service, actions, onFault }: TrayDeps): () => void {
  const { handlers, hub } = service;
  let words = wordsOf('system');
  let state: TrayState = { level: 'not-scanned', asks: 0, servers: 0, isScanning: false, pause: { kind: 'none' } };
  const tray = parts.createTray(imageOf(parts, os, state.level));

  const draw = (): void => {
    tray.setImage(imageOf(parts, os, state.level));
    tray.setToolTip(`Sallyport: ${trayTip(state, words)}`);
    // Linux shows no change of an item until the menu is given anew.
    tray.setContextMenu(parts.createMenu(trayMenu(state, words, actions)));
  };
  const refresh = async (): Promise<void> => {
    const { level, parts: said } = await handlers['overview.show']({});
    const countOf = (kind: string): number =>
      said.reduce((count, part) => (part.kind === kind && 'count' in part ? part.count : count), 0);
    const until = said.flatMap((part) => (part.kind === 'paused' ? [part.until] : []))[0];
    const { locked, values } = await handlers['settings.show']({});
    words = wordsOf(values.language);
    const isLocked = locked.some((one) => one.name === 'pausing' && !one.isAllowed);
    const pause: TrayState['pause'] =
      until === undefined ? { kind: isLocked ? 'locked' : 'none' } : { kind: 'until', until };
    state = { ...state, level, asks: countOf('asks'), servers: countOf('servers'), pause };
    draw();
  };
  const refreshSoon = (): void => void refresh().catch(onFault);

  tray.on('click', () => actions.open(null));
  const stop = hub.listen((event) => {
    if (event.name === 'level.changed' || event.name === 'settings.changed') {
      refreshSoon();
    }
    const isScanning = event.name === 'work.changed' && event.data.kind === 'scan' && event.data.endedAt === null;
    // Progress comes often, and a menu that is open would close.
    if (event.name === 'work.changed' && event.data.kind === 'scan' && isScanning !== state.isScanning) {
      state = { ...state, isScanning };
      draw();
    }
  });
  draw();
  refreshSoon();
  return () => {
    stop();
    tray.destroy();
  };
}

/** Black for macOS, which draws it in the colour of its bar; elsewhere a grey that is seen on light and dark bars. */
function imageOf({ createImage }: Pick<Parts, 'createImage'>, os: Os, level: Level): ReturnType<Parts['createImage']> {
  const isTemplate = os === 'darwin';
  const ink = isTemplate ? ([0, 0, 0] as const) : ([128, 134, 142] as const);
  return createImage({ normal: iconOf(level, 1, ink), double: iconOf(level, 2, ink), isTemplate });
}
