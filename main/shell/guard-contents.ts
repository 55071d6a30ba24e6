import { isOurs } from './address.ts';
import type { Contents, Parts } from './parts.ts';

/** Whatever a page does, it stays where it is: no navigation, no window, no frame of another kind. */
export function guardContents(contents: Contents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!isOurs(event.url)) {
      event.preventDefault();
    }
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOurs(event.url)) {
      event.preventDefault();
    }
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** No page needs camera, place, notifications, devices or anything else that asks. */
export function denyPermissions(session: ReturnType<Parts['session']>): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
