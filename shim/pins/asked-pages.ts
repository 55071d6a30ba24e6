import { type Message, paramsOf } from '../framing/message.ts';

const mostOpen = 1000;

/** Which pages of lists a client has asked for, and waits for. */
export class AskedPages {
  /** Cursors of requests for another page than the first, by their ids as JSON text. */
  readonly #cursors = new Map<string, string>();

  asked(message: Message): void {
    if (message.kind === 'request' && message.method.endsWith('/list')) {
      const { cursor } = paramsOf(message.value);
      this.#cursors.delete(message.id.raw);
      if (typeof cursor === 'string' && cursor !== '') {
        this.#cursors.set(message.id.raw, cursor);
        forgetOldest(this.#cursors, mostOpen);
      }
    }
  }

  /** The cursor of the page that an answer holds; null for the first page. To be asked once for each answer. */
  cursorOf(message: Message): string | null {
    const id = message.kind === 'response' ? (message.id?.raw ?? '') : '';
    const cursor = this.#cursors.get(id) ?? null;
    this.#cursors.delete(id);
    return cursor;
  }
}

/** Keeps a map, to which one entry was just added, within a bound. */
export function forgetOldest(map: Map<string, unknown>, most: number): void {
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) {
    map.delete(oldest);
  }
}
