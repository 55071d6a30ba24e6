import type { Sink } from './sink.ts';
import type { Step } from './step.ts';

interface Waiting {
  readonly written: Promise<boolean>;
  readonly send: (written: boolean) => void;
  readonly sizeBytes: number;
}

/** How much may wait for the disk before the source has to. */
const mostWaitingBytes = 1024 * 1024;

/** Keeps the order of what leaves for one side while the records of some of it are still on their way to the disk. */
export class Outbox {
  readonly #sink: Sink;
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #drained: (() => void)[] = [];
  #emptied: (() => void)[] = [];

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** @param written whether the records are written, or a promise of that; lines leave after it, and never before earlier ones */
  release(written: boolean | Promise<boolean>, step: Step, send: (written: boolean) => void): void {
    if (typeof written === 'boolean' && this.#waiting.length === 0) {
      send(written);
      return;
    }
    const { sizeBytes } = step;
    this.#waiting.push({ written: Promise.resolve(written), send, sizeBytes });
    this.#waitingBytes += sizeBytes;
    if (this.#waiting.length === 1) {
      void this.#drain();
    }
  }

  get isFull(): boolean {
    return this.#sink.isFull || this.#waitingBytes > mostWaitingBytes;
  }

  onDrain(run: () => void): void {
    if (this.#waiting.length > 0) {
      this.#drained.push(run);
    } else {
      this.#sink.onDrain(run);
    }
  }

  whenEmpty(run: () => void): void {
    if (this.#waiting.length === 0) {
      run();
    } else {
      this.#emptied.push(run);
    }
  }

  async #drain(): Promise<void> {
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      const written = await first.written;
      first.send(written);
      this.#waiting.shift();
      this.#waitingBytes -= first.sizeBytes;
    }
    const emptied = this.#emptied;
    this.#emptied = [];
    emptied.forEach((run) => run());
    const drained = this.#drained;
    this.#drained = [];
    drained.forEach((run) => this.#sink.onDrain(run));
  }
}
