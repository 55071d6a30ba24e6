import type { OpenRequest } from './open-requests.ts';

/** A message of the server that is still looked into; `open` is the request that it answers. */
export interface InHand {
  readonly open: OpenRequest | null;
  readonly sizeBytes: number;
  /** Somebody else has answered meanwhile: the result does not matter any more. */
  isOver: boolean;
}

/** How much may be looked into at once before the server has to wait. */
const mostBytes = 64 * 1024 * 1024;

/** The messages of the server whose inspection takes its time. */
export class AnswersInHand {
  readonly #all = new Set<InHand>();
  #bytes = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #emptied: (() => void)[] = [];

  take(open: OpenRequest | null, sizeBytes: number): InHand {
    const one = { open, sizeBytes, isOver: false };
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
