import { httpApi } from './http-api.ts';
import { signIn } from './http-session.ts';
import { bridgeOf, ipcApi } from './ipc-api.ts';
import type { Connection } from './use-api.tsx';

/** The way to the daemon: inside the tray app its bridge, in a browser the host this page came from. Null: not let in. */
export async function connect(): Promise<Connection | null> {
  const bridge = bridgeOf(globalThis);
  if (bridge !== null) {
    return { api: ipcApi(bridge), granted: new Set(['read', 'change', 'approve']) };
  }
  const signedIn = await signIn();
  return signedIn.kind === 'refused' ? null : { api: httpApi(signedIn.proof), granted: new Set(signedIn.granted) };
}
