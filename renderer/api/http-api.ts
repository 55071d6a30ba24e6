import type { Api, Reply } from '../../main/contract/api.ts';
import { type EventName, eventNames } from '../../main/contract/events.ts';
import { eventLines } from './event-lines.ts';
import { signOut } from './http-session.ts';

type Listener = (data: unknown) => void;
type State = 'connected' | 'lost';

const AGAIN_MS = 1500;

/** The daemon over the loopback host: calls as posts, events as one stream that is opened again when it breaks. */
export function httpApi(proof: string): Api {
  const listeners = new Map<EventName, Set<Listener>>(eventNames.map((name) => [name, new Set()]));
  const watchers = new Set<(state: State) => void>();
  let state: State = 'lost';
  const become = (next: State): void => {
    if (next !== state) {
      state = next;
      watchers.forEach((watcher) => watcher(next));
    }
  };
  const headers = { 'x-sallyport-proof': proof };
  void follow(headers, become, (name, data) => listeners.get(name)?.forEach((listener) => listener(data)));

  return {
    call: async (name, input, confirmed) => {
      try {
        const answer = await fetch('/call', {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ name, input, confirmed }),
        });
        return (await answer.json()) as Reply<never>;
      } catch {
        // No answer at all: the daemon is gone, which the stream of events notices too.
        return { ok: false, error: { code: 'NOT_AVAILABLE', message: 'the daemon does not answer', remedy: '' } };
      }
    },
    on: (name, listener) => {
      const untyped = listener as Listener;
      listeners.get(name)?.add(untyped);
      return () => void listeners.get(name)?.delete(untyped);
    },
    onConnection: (listener) => {
      watchers.add(listener);
      listener(state);
      return () => void watchers.delete(listener);
    },
  };
}

/** Follows the events for as long as the window is open. */
async function follow(
  headers: Readonly<Record<string, string>>,
  become: (state: State) => void,
  tell: (name: EventName, data: unknown) => void,
): Promise<void> {
  for (;;) {
    try {
      const answer = await fetch('/events', { headers });
      if (answer.status === 401) {
        signOut();
        location.reload();
        return;
      }
      if (answer.ok && answer.body !== null) {
        become('connected');
        const read = eventLines();
        for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
          for (const { event, data } of read(part)) {
            tell(event as EventName, JSON.parse(data));
          }
        }
      }
    } catch {
      // Broken off: whatever the reason, the answer is to try again.
    }
    become('lost');
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}
