import type { EventName } from '../../main/contract/events.ts';
import { eventLines } from './event-lines.ts';

/** What a window hears of the daemon. */
export type Heard =
  | { readonly kind: 'event'; readonly name: EventName; readonly data: unknown }
  | { readonly kind: 'state'; readonly state: 'connected' | 'lost' };

type Message = Heard | { readonly kind: 'who-listens' };

const NAME = 'sallyport-events';
const AGAIN_MS = 1500;

/**
 * Follows the events for as long as the window is open. A browser opens few connections to one host, so one window
 * listens and tells the others; when it closes, the next one listens.
 *
 * @param refused called once when the host does not know this window
 */
export function followTogether(
  headers: Readonly<Record<string, string>>,
  refused: () => void,
  hear: (heard: Heard) => void,
): void {
  const channel = new BroadcastChannel(NAME);
  // Only pages of this origin hear it; as a port, it hands nothing over with what it says.
  const others: Pick<MessagePort, 'postMessage'> = channel;
  const say = (message: Message): void => others.postMessage(message, []);
  let state: 'connected' | 'lost' = 'lost';
  let isListening = false;
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.kind !== 'who-listens') {
      hear(data);
    } else if (isListening && state === 'connected') {
      say({ kind: 'state', state });
    }
  });
  say({ kind: 'who-listens' });
  void navigator.locks.request(NAME, async () => {
    isListening = true;
    await follow(headers, refused, (heard) => {
      state = heard.kind === 'state' ? heard.state : state;
      hear(heard);
      say(heard);
    });
  });
}

async function follow(
  headers: Readonly<Record<string, string>>,
  refused: () => void,
  tell: (heard: Heard) => void,
): Promise<void> {
  for (;;) {
    try {
      const answer = await fetch('/events', { headers });
      if (answer.status === 401) {
        refused();
        return;
      }
      if (answer.ok && answer.body !== null) {
        tell({ kind: 'state', state: 'connected' });
        const read = eventLines();
        for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
          for (const { event, data } of read(part)) {
            tell({ kind: 'event', name: event as EventName, data: JSON.parse(data) });
          }
        }
      }
    } catch {
      // Broken off: whatever the reason, the answer is to try again.
    }
    tell({ kind: 'state', state: 'lost' });
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}
