import type { ServerResponse } from 'node:http';
import type { AnyEvent } from '../../contract/events.ts';
import type { Hub } from '../service/hub.ts';
import { safeHeaders } from './headers.ts';

const BEAT_MS = 15_000;
const MOST_WAITING_BYTES = 1024 * 1024;

/**
 * Sends events to a window until it goes away, or reads so slowly that asking anew is better.
 *
 * @param isOver the window may hear nothing more: looked at before each event, and now and then where none comes
 */
export function streamEvents(response: ServerResponse, hub: Hub, isOver: () => boolean): void {
  response.writeHead(200, { ...safeHeaders, 'content-type': 'text/event-stream; charset=utf-8' });
  response.write(': hello\n\n');
  const say = (text: string): void => {
    if (isOver()) {
      response.end();
      return;
    }
    response.write(text);
    if (response.writableLength > MOST_WAITING_BYTES) {
      response.destroy();
    }
  };
  const stop = hub.listen(({ name, data }: AnyEvent) => say(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`));
  const beat = setInterval(() => say(': still here\n\n'), BEAT_MS);
  response.once('close', () => {
    clearInterval(beat);
    stop();
  });
}
