/** Without an answer for so long, nobody is in a hurry. */
const quietMs = 10;
/** How long a look may wait where it never gets quiet. */
const mostWaitMs = 100;
/** How many may wait, and how large they may be together. */
const mostWaiting = 64;
const mostWaitingBytes = 256 * 1024;
/** How long others wait for looks at a stretch. */
const stretchMs = 4;

interface Waiting {
  readonly look: () => void;
  readonly sizeBytes: number;
}

/**
 * Looks into answers that have gone. In a conversation that goes back and forth a single look costs five times what each costs in a row, as
 * the processor has to fetch code and tables for it, and the next call would wait meanwhile: so they wait for a pause, and are done together.
 */
export class LaterLooks {
  readonly #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #firstMs = 0;
  #lastMs = 0;
  #isTimed = false;
  #isBegun = false;
  #isLooking = false;

  add(look: () => void, sizeBytes: number): void {
    const nowMs = performance.now();
    this.#firstMs = this.#waiting.length === 0 ? nowMs : this.#firstMs;
    this.#lastMs = nowMs;
    this.#waiting.push({ look, sizeBytes });
    this.#waitingBytes += sizeBytes;
    if (this.#isFull) {
      while (this.#isFull) {
        this.#doFirst();
      }
      this.#begin();
    } else if (!this.#isTimed) {
      this.#doSoon();
    }
  }

  /** Nothing waits any more then. For an end, and for what must come after; from within a look those after it keep their turn. */
  doAll(): void {
    while (!this.#isLooking && this.#waiting.length > 0) {
      this.#doFirst();
    }
  }

  get #isFull(): boolean {
    return this.#waiting.length >= mostWaiting || this.#waitingBytes > mostWaitingBytes;
  }

  #doSoon(): void {
    this.#isTimed = true;
    setTimeout(() => {
      this.#isTimed = false;
      const nowMs = performance.now();
      if (nowMs - this.#lastMs >= quietMs || nowMs - this.#firstMs >= mostWaitMs) {
        this.#begin();
      } else if (this.#waiting.length > 0) {
        this.#doSoon();
      }
    }, quietMs);
  }

  /** Does what waits, and lets others pass now and then. */
  #begin(): void {
    if (this.#isBegun || this.#waiting.length === 0) {
      return;
    }
    this.#isBegun = true;
    setImmediate(() => {
      this.#isBegun = false;
      for (const untilMs = performance.now() + stretchMs; this.#waiting.length > 0 && performance.now() < untilMs;) {
        this.#doFirst();
      }
      this.#begin();
    });
  }

  #doFirst(): void {
    const first = this.#waiting.shift();
    if (first === undefined) {
      return;
    }
    this.#waitingBytes -= first.sizeBytes;
    this.#isLooking = true;
    try {
      first.look();
    } finally {
      this.#isLooking = false;
    }
  }
}
