import type { AnyEvent, EventName, Events } from '../../contract/events.ts';

/** Where the daemon tells what happens, and who listens. */
export interface Hub {
  tell<Name extends EventName>(name: Name, data: Events[Name]): void;
  /** @returns takes the listener away again */
  listen(listener: (event: AnyEvent) => void): () => void;
}

/** @param onFault a listener that failed; the others are told all the same */
export function openHub(onFault: (error: unknown) => void): Hub {
  const listeners = new Set<(event: AnyEvent) => void>();
  return {
    tell: (name, data) => {
      for (const listener of listeners) {
        try {
          listener({ name, data } as AnyEvent);
        } catch (error) {
          onFault(error);
        }
      }
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
