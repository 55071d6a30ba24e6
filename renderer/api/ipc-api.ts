import type { Api, Reply } from '../../main/contract/api.ts';
import { type Bridge, bridgeName } from '../../main/contract/bridge.ts';
import type { AnyEvent } from '../../main/contract/events.ts';

/** The bridge of the tray app; null in a browser. */
export function bridgeOf(page: object): Bridge | null {
  const found: unknown = Object.entries(page).find(([name]) => name === bridgeName)?.[1];
  return typeof found === 'object' && found !== null && 'call' in found && 'on' in found ? (found as Bridge) : null;
}

/** The daemon inside the tray app. It ends with its windows, so the way to it is never lost. */
export function ipcApi(bridge: Bridge): Api {
  return {
    call: async (name, input, confirmed) =>
      (await bridge.call({ name, input, confirmed: confirmed ?? null })) as Reply<never>,
    on: (name, listener) =>
      bridge.on((raw) => {
        const event = raw as AnyEvent;
        if (event.name === name) {
          listener(event.data as never);
        }
      }),
    onConnection: (listener) => {
      listener('connected');
      return () => undefined;
    },
  };
}
