import { safeHeaders } from '../daemon/host/headers.ts';
import type { Screens } from '../daemon/host/screens.ts';
import { isOurs, scheme } from './address.ts';
import type { Parts } from './parts.ts';

/** Must run before the app is ready. */
export function registerScheme({ protocol }: Pick<Parts, 'protocol'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the screens out of memory: no path of a request ever reaches the disk. */
export function serveScreens(session: ReturnType<Parts['session']>, screens: Screens): void {
  session.protocol.handle(scheme, (request) => {
    const { pathname } = new URL(request.url);
    const screen = request.method === 'GET' && isOurs(request.url) ? screens.get(pathname) : undefined;
    return screen === undefined
      ? new Response(null, { status: 404, headers: safeHeaders })
      : new Response(new Uint8Array(screen.bytes), { headers: { ...safeHeaders, 'content-type': screen.type } });
  });
}
