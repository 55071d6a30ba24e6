import type { Writable } from 'node:stream';

/** Where bytes for one side go. Never blocks; `isFull` asks the other side's source to wait for `onDrain`. */
export interface Sink {
  write(lines: readonly Buffer[]): void;
  readonly isFull: boolean;
  onDrain(run: () => void): void;
}

const lineFeed = Buffer.from('\n');

/**
 * A sink over a stream that may be replaced, as when a server is started a second time. The last line of either side may
 * have no line feed: it leaves like that, and gets one only when something comes after it.
 */
export class PipeSink implements Sink {
  #pipe: Writable | null = null;
  #early: Buffer[] = [];
  readonly #drained: (() => void)[] = [];
  readonly #onLost: ((lines: readonly Buffer[]) => void) | null;
  #isMidLine = false;

  /** @param onLost hears of whole lines that did not reach the other side, because it reads no more */
  constructor(onLost: ((lines: readonly Buffer[]) => void) | null = null) {
    this.#onLost = onLost;
  }

  /** What was written before goes first. */
  attach(pipe: Writable): void {
    this.#pipe = pipe;
    const runDrained = (): void => this.#drained.splice(0).forEach((one) => one());
    pipe.on('drain', runDrained);
    // What is gone is not full any more.
    pipe.on('close', runDrained);
    const early = this.#early;
    this.#early = [];
    this.write(early);
  }

  /** Keeps what comes for the next stream. */
  detach(): void {
    this.#pipe = null;
    this.#isMidLine = false;
  }

  write(lines: readonly Buffer[]): void {
    const pipe = this.#pipe;
    if (pipe === null) {
      this.#early.push(...lines);
      return;
    }
    if (lines.length === 0) {
      return;
    }
    if (!pipe.writable) {
      this.#onLost?.(lines);
      return;
    }
    const whole = this.#isMidLine ? [lineFeed, ...lines] : lines;
    this.#isMidLine = lines.at(-1)?.at(-1) !== lineFeed[0];
    const pieces = whole.length === 1 ? whole : joined(whole);
    const [only] = pieces;
    if (pieces.length === 1 && only !== undefined) {
      pipe.write(only, this.#whenTaken(lines));
      return;
    }
    pipe.cork();
    for (const piece of pieces.slice(0, -1)) {
      pipe.write(piece);
    }
    pipe.write(pieces.at(-1), this.#whenTaken(lines));
    pipe.uncork();
  }

  get isFull(): boolean {
    return this.#pipe?.writableNeedDrain ?? false;
  }

  onDrain(run: () => void): void {
    const pipe = this.#pipe;
    if (pipe === null || !pipe.writableNeedDrain) {
      run();
      return;
    }
    this.#drained.push(run);
  }

  #whenTaken(lines: readonly Buffer[]): ((error?: Error | null) => void) | undefined {
    const onLost = this.#onLost;
    return onLost === null ? undefined : (error) => (error ? onLost(lines) : undefined);
  }
}

/** Neighbours in one chunk of memory become one piece again: most chunks leave as they came. */
function joined(lines: readonly Buffer[]): readonly Buffer[] {
  const pieces: Buffer[] = [];
  for (const line of lines) {
    const last = pieces.at(-1);
    if (last !== undefined && last.buffer === line.buffer && last.byteOffset + last.length === line.byteOffset) {
      pieces[pieces.length - 1] = Buffer.from(last.buffer, last.byteOffset, last.length + line.length);
    } else {
      pieces.push(line);
    }
  }
  return pieces;
}
