import type { Described, PinKind } from '../../policy/pins/pins.ts';
import type { Message } from '../framing/message.ts';
import { AskedPages, forgetOldest } from './asked-pages.ts';
import type { Listed } from './listed-in.ts';

/** What is known of a list by one of its pages. */
export interface Page {
  readonly kind: PinKind;
  /** What the page describes, after what earlier pages of its list say of the same names: what has one name is one thing. */
  readonly described: readonly Described[];
  readonly isFirst: boolean;
  /** Names of the whole list when this was its last page; null when more are to come, or nobody knows where it began. */
  readonly whole: ReadonlySet<string> | null;
}

/** What the pages of one list have said until now, by name. */
type Begun = Map<string, Described[]>;

const mostBegun = 100;

/** What stood on the pages of lists that are not whole yet. A client may read several at once. */
export class PagesSeen {
  /** By the cursor of the page that comes next. */
  readonly #begun = new Map<string, Begun>();
  readonly #asked = new AskedPages();

  asked(message: Message): void {
    this.#asked.asked(message);
  }

  /** The page that an answer holds. To be asked once for each. */
  pageOf(message: Message, { kind, described, next }: Listed): Page {
    const cursor = this.#asked.cursorOf(message);
    const begun: Begun | null = cursor === null ? new Map() : this.#takeBegun(kind, cursor);
    const all: Begun = begun ?? new Map();
    for (const one of described) {
      const same = all.get(one.name);
      if (same === undefined) {
        all.set(one.name, [one]);
      } else {
        same.push(one);
      }
    }
    if (begun !== null && next !== null) {
      this.#begun.set(`${kind} ${next}`, begun);
      forgetOldest(this.#begun, mostBegun);
    }
    const names = new Set(described.map(({ name }) => name));
    return {
      kind,
      described: [...names].flatMap((name) => all.get(name) ?? []),
      isFirst: cursor === null,
      whole: begun !== null && next === null ? new Set(begun.keys()) : null,
    };
  }

  #takeBegun(kind: PinKind, cursor: string): Begun | null {
    const key = `${kind} ${cursor}`;
    const begun = this.#begun.get(key) ?? null;
    this.#begun.delete(key);
    return begun;
  }
}
