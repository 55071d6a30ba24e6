import type { IdKey } from './framing/message.ts';
import type { OpenRequest } from './open-requests.ts';

/** A message of the server that is still looked into; `open` is the request that it answers. */
export interface InHand {
  readonly open: OpenRequest | null;
  readonly sizeBytes: number;
  /** Somebody else has answered meanwhile: the result does not matter any more. */
  isOver: boolean;
  /** Takes back what people are asked about the message; null where it can not be given up alone. */
  readonly giveUp: (() => void) | null;
}

/** How much may be looked into at once before the server has to wait. */
const mostBytes = 64 * 1024 * 1024;

/** The messages of the server whose inspection takes its time. */
export class AnswersInHand {
  readonly #all = new Set<InHand>();
  #bytes = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #emptied: (() => void)[] = [];

  take(open: OpenRequest | null, sizeBytes: number, giveUp: InHand['giveUp'] = null): InHand {
    const one = { open, sizeBytes, isOver: false, giveUp };
    this.#all.add(one);
    this.#bytes += sizeBytes;
    return one;
  }

  put(one: InHand): void {
    if (!this.#all.delete(one)) {
      return;
    }
    this.#bytes -= one.sizeBytes;
    if (!this.isFull) {
      runAll(this.#waiting);
    }
    if (this.#all.size === 0) {
      runAll(this.#emptied);
    }
  }

  /** Gives up the answer to a request that the client takes back. @returns the request; null when no such answer is looked into */
  cancel(key: IdKey): OpenRequest | null {
    const found = [...this.#all].find(({ open, giveUp }) => giveUp !== null && open?.id.key === key);
    if (found === undefined) {
      return null;
    }
    found.isOver = true;
    found.giveUp?.();
    this.put(found);
    return found.open;
  }

  /** The requests behind all of them; their inspections count no more. */
  giveUp(): readonly OpenRequest[] {
    const all = [...this.#all];
    all.forEach((one) => {
      one.isOver = true;
      this.put(one);
    });
    return all.flatMap(({ open }) => (open === null ? [] : [open]));
  }

  get isFull(): boolean {
    return this.#bytes > mostBytes;
  }

  get isEmpty(): boolean {
    return this.#all.size === 0;
  }

  /** Runs once something is looked into no more, and nothing else is. */
  whenEmpty(run: () => void): void {
    this.#emptied.push(run);
  }

  whenRoom(run: () => void): void {
    if (this.isFull) {
      this.#waiting.push(run);
    } else {
      run();
    }
  }
}

function runAll(waiting: (() => void)[]): void {
  waiting.splice(0).forEach((run) => run());
}
