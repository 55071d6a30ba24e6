import type { Sink } from './sink.ts';

/** How much of what we answer one side may not have read before we hear no more of it. */
const mostBytes = 256 * 1024;

/**
 * What we answer one side ourselves. One that causes answers and reads none would make us grow; what others send it is no
 * reason to let it wait, because it may not read before it is heard.
 */
export class UnreadAnswers {
  readonly #sink: Sink;
  #bytes = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  write(lines: readonly Buffer[]): void {
    this.#sink.write(lines);
    if (lines.length === 0 || !this.#sink.isFull) {
      return;
    }
    if (this.#bytes === 0) {
      this.#sink.onDrain(() => (this.#bytes = 0));
    }
    this.#bytes += lines.reduce((sum, line) => sum + line.length, 0);
  }

  get isFull(): boolean {
    return this.#bytes > mostBytes;
  }

  onDrain(run: () => void): void {
    if (this.isFull) {
      this.#sink.onDrain(run);
    } else {
      run();
    }
  }
}
