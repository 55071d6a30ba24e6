/** Without an answer for so long, nobody is in a hurry. */
const quietMs = 10;
/** How long a look may wait where it never gets quiet. */
const mostWaitMs = 100;
/** How many may wait, and how large they may be together. */
const mostWaiting = 64;
const mostWaitingBytes = 256 * 1024;

/**
 * Looks into answers that have gone. In a conversation that goes back and forth a single look costs five times what each costs in a row, as
 * the processor has to fetch code and tables for it, and the next call would wait meanwhile: so they wait for a pause, and are done together.
 */
export class LaterLooks {
  #waiting: (() => void)[] = [];
  #waitingBytes = 0;
  #firstMs = 0;
  #lastMs = 0;
  #isTimed = false;

  /** @param look must not throw */
  add(look: () => void, sizeBytes: number): void {
    const nowMs = performance.now();
    this.#firstMs = this.#waiting.length === 0 ? nowMs : this.#firstMs;
    this.#lastMs = nowMs;
    this.#waiting.push(look);
    this.#waitingBytes += sizeBytes;
    if (this.#waiting.length >= mostWaiting || this.#waitingBytes > mostWaitingBytes) {
      this.doAll();
    } else if (!this.#isTimed) {
      this.#doSoon();
    }
  }

  /** Also for an end: nothing waits any more. */
  doAll(): void {
    const all = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    all.forEach((look) => look());
  }

  #doSoon(): void {
    this.#isTimed = true;
    setTimeout(() => {
      this.#isTimed = false;
      const nowMs = performance.now();
      if (nowMs - this.#lastMs >= quietMs || nowMs - this.#firstMs >= mostWaitMs) {
        this.doAll();
      } else if (this.#waiting.length > 0) {
        this.#doSoon();
      }
    }, quietMs);
  }
}
