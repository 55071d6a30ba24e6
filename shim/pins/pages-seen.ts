import type { PinKind } from '../../policy/pins/pins.ts';
import { type Message, paramsOf } from '../framing/message.ts';
import type { Listed } from './listed-in.ts';

/** What is known of a list by one of its pages. */
export interface Page extends Listed {
  readonly isFirst: boolean;
}

const mostOpen = 1000;

/** Which pages of lists a client has asked for, and what stood on those of a list that is not whole yet. */
export class PagesSeen {
  readonly #names = new Map<PinKind, Set<string>>();
  /** Requests for another page than the first, by their ids as JSON text. */
  readonly #goingOn = new Set<string>();

  asked(message: Message): void {
    if (message.kind === 'request' && message.method.endsWith('/list')) {
      const { cursor } = paramsOf(message.value);
      this.#goingOn.delete(message.id.raw);
      if (typeof cursor === 'string' && cursor !== '' && this.#goingOn.size < mostOpen) {
        this.#goingOn.add(message.id.raw);
      }
    }
  }

  /** Whether an answer holds another page than the first. To be asked once. */
  goesOn(message: Message): boolean {
    return message.kind === 'response' && message.id !== null && this.#goingOn.delete(message.id.raw);
  }

  /** @returns the names of the whole list when this was its last page; null when more are to come */
  wholeAfter({ kind, described, isFirst, isLast }: Page): ReadonlySet<string> | null {
    const names = (isFirst ? undefined : this.#names.get(kind)) ?? new Set<string>();
    described.forEach(({ name }) => names.add(name));
    if (isLast) {
      this.#names.delete(kind);
      return names;
    }
    this.#names.set(kind, names);
    return null;
  }
}
