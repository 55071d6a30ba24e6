import type { Settings } from '../contract/settings.ts';
import type { Service } from '../daemon/service/service.ts';
import { afterNotice, type Budget, freshBudget, type Notice, takeDigest } from './notice-budget.ts';
import type { Parts } from './parts.ts';
import type { TrayWords } from './tray-menu.ts';

export interface NoticesDeps {
  readonly parts: Pick<Parts, 'createNotification'>;
  readonly service: Pick<Service, 'handlers' | 'hub'>;
  readonly words: TrayWords;
  readonly open: (place: string) => void;
  readonly now: () => Date;
  readonly every: (ms: number, run: () => void) => () => void;
  readonly onFault: (error: unknown) => void;
}

const LOOK_FOR_DIGEST_MS = 5 * 60_000;

/** Tells the person what happens, within the budget they chose. @returns stops it */
export function showNotices(deps: NoticesDeps): () => void {
  const { service, words, open, now, every, onFault } = deps;
  let budget: Budget = freshBudget;
  let waiting = 0;
  /** One after the other: two at once would each spend the same budget. */
  let queue = Promise.resolve();
  const inTurn = (work: (limits: Settings['notifications']) => Promise<void> | void): void => {
    queue = queue
      .then(async () => work((await service.handlers['settings.show']({})).values.notifications))
      .catch(onFault);
  };

  const show = ({ title, place }: Pick<Notice, 'title' | 'place'>): void => {
    const notification = deps.parts.createNotification({ title: 'Sallyport', body: title });
    notification.on('click', () => open(place));
    notification.show();
  };
  const tell = (notice: Notice): void =>
    inTurn((limits) => {
      const after = afterNotice(budget, notice, limits, now());
      ({ budget } = after);
      if (after.isShown) {
        show(notice);
      }
    });

  const stopListening = service.hub.listen((event) => {
    if (event.name === 'approvals.changed') {
      const isMore = event.data.waiting > waiting;
      ({ waiting } = event.data);
      if (isMore) {
        tell({ kind: 'ask', key: `ask ${waiting}`, title: words.asking(waiting), place: 'approvals' });
      }
    }
    if (event.name === 'drift.seen' && event.data.kind === 'drift') {
      const server = event.data.server ?? event.data.path;
      tell({ kind: 'drift', key: `drift ${server}`, title: words.notices.drift(server), place: 'clients' });
    }
    if (event.name === 'inventory.changed') {
      inTurn(async () => {
        const { servers } = await service.handlers['servers.list']({});
        const fresh = servers.filter(({ change, standing }) => change === 'new' && standing === 'shadow');
        if (fresh.length > 0) {
          const key = `new ${fresh.map(({ id }) => id).join(' ')}`;
          tell({ kind: 'new-server', key, title: words.notices.newServers(fresh.length), place: 'servers' });
        }
      });
    }
  });
  const stopDigest = every(LOOK_FOR_DIGEST_MS, () =>
    inTurn((limits) => {
      const digest = takeDigest(budget, limits, now());
      if (digest !== null) {
        ({ budget } = digest);
        show({ title: words.notices.digest(digest.notices.length), place: 'overview' });
      }
    }),
  );
  return () => {
    stopListening();
    stopDigest();
  };
}
