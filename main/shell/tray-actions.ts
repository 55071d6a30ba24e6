import type { Service } from '../daemon/service/service.ts';
import type { Parts } from './parts.ts';
import type { TrayActions } from './tray-menu.ts';
import type { WordsOf } from './words.ts';

export interface TrayActionsDeps {
  readonly parts: Pick<Parts, 'app' | 'dialog'>;
  readonly words: WordsOf;
  readonly service: Pick<Service, 'handlers'>;
  readonly open: (place: string | null) => void;
  readonly onFault: (error: unknown) => void;
}

/** What the menu of the tray does. What loosens something is done after a person's yes, as in the window. */
export function trayActions({ parts, words: wordsOf, service, open, onFault }: TrayActionsDeps): TrayActions {
  const { handlers } = service;
  const pause = async (minutes: number): Promise<void> => {
    const words = wordsOf((await handlers['settings.show']({})).values.language);
    const { response } = await parts.dialog.showMessageBox({
      message: words.pause.question(words.pause.span(minutes)),
      buttons: [words.pause.yes, words.pause.no],
      defaultId: 1,
      cancelId: 1,
    });
    if (response === 0) {
      await handlers['pause.begin']({ minutes, reason: words.pause.reason });
    }
  };
  const stopScan = async (): Promise<void> => {
    const works = await handlers['work.list']({});
    const running = works.find(({ kind, endedAt }) => kind === 'scan' && endedAt === null);
    if (running !== undefined) {
      await handlers['work.stop']({ work: running.id });
    }
  };
  return {
    open,
    scan: () => void handlers['scan.start']({}).catch(onFault),
    stopScan: () => void stopScan().catch(onFault),
    pause: (minutes) => void pause(minutes).catch(onFault),
    endPause: () => void handlers['pause.end']({}).catch(onFault),
    quit: () => parts.app.quit(),
  };
}
