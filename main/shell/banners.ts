import type { Notification } from 'electron';
import type { Notice } from './notice-budget.ts';
import type { Parts } from './parts.ts';

/** What a banner says and where it leads; a digest is one of many notices. */
export interface Banner extends Pick<Notice, 'key' | 'title' | 'place'> {
  readonly kind: Notice['kind'] | 'digest';
}

export interface BannerAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Banners {
  /** Actions are buttons where the desktop has them; everywhere a click leads to the place. */
  show(banner: Banner, actions: readonly BannerAction[]): void;
  /** Takes away what is not so any more. */
  withdraw(isOver: (banner: Banner) => boolean): void;
}

const MOST = 50;

/** The banners of the desktop. They are kept: one that is collected as garbage hears no click. */
export function banners(
  { createNotification }: Pick<Parts, 'createNotification'>,
  open: (place: string) => void,
): Banners {
  let shown: readonly { readonly banner: Banner; readonly notification: Pick<Notification, 'close'> }[] = [];
  const forget = (notification: object): void => {
    shown = shown.filter((one) => one.notification !== notification);
  };
  return {
    show: (banner, actions) => {
      const notification = createNotification({
        title: 'Sallyport',
        body: banner.title,
        groupId: banner.kind,
        actions: actions.map(({ label }) => ({ type: 'button', text: label })),
      });
      notification.on('click', () => open(banner.place));
      notification.on('action', ({ actionIndex }) => actions[actionIndex]?.run());
      notification.on('close', () => forget(notification));
      shown = [...shown, { banner, notification }].slice(-MOST);
      notification.show();
    },
    withdraw: (isOver) => {
      for (const { banner, notification } of shown) {
        if (isOver(banner)) {
          notification.close();
          forget(notification);
        }
      }
    },
  };
}
