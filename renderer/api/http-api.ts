import type { Api, Reply, WireFailure } from '../../main/contract/api.ts';
import { type EventName, eventNames } from '../../main/contract/events.ts';
import { followTogether } from './follow-together.ts';
import { signOut } from './http-session.ts';

type Listener = (data: unknown) => void;
type State = 'connected' | 'lost';

const unanswered: WireFailure = {
  code: 'DAEMON_NOT_RUNNING',
  message: 'the daemon does not answer',
  remedy:
    'Wait until this page has connected again, or start the daemon and open a new window with `sallyport dashboard`.',
};

/** The daemon over the loopback host: calls as posts, events as one stream for all windows of a browser. */
export function httpApi(proof: string): Api {
  const listeners = new Map<EventName, Set<Listener>>(eventNames.map((name) => [name, new Set()]));
  const watchers = new Set<(state: State) => void>();
  let state: State = 'lost';
  const headers = { 'x-sallyport-proof': proof };
  followTogether(headers, leave, (heard) => {
    if (heard.kind === 'event') {
      listeners.get(heard.name)?.forEach((listener) => listener(heard.data));
    } else if (heard.state === 'connected' || heard.state !== state) {
      // Connected anew: events between were missed, so whoever watches asks again.
      state = heard.state;
      watchers.forEach((watcher) => watcher(heard.state));
    }
  });

  return {
    call: async (name, input, confirmed) => {
      try {
        const answer = await fetch('/call', {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ name, input, confirmed }),
        });
        if (answer.status === 401) {
          leave();
        }
        return (await answer.json()) as Reply<never>;
      } catch {
        // No answer at all: the daemon is gone, which the stream of events notices too.
        return { ok: false, error: unanswered };
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

/** The host knows this window no more: it says so instead of showing what is old. */
function leave(): void {
  signOut();
  location.reload();
}
