import type { Line } from './framing/lines.ts';
import type { Judged } from './framing/message.ts';
import { Step } from './step.ts';

export interface InTurnWays {
  readonly judge: (line: Buffer) => Judged;
  /** Whether it may go although something that came before it has not gone yet. */
  readonly mayGo: (judged: Judged) => boolean;
  readonly go: (judged: Judged, step: Step) => void;
  readonly release: (step: Step) => void;
}

/** How much may wait for its turn before the source has to. */
const mostWaitingBytes = 1024 * 1024;
/** What a line takes besides its bytes. */
const lineCostBytes = 256;

/** The lines of one side, in their order: each waits for its turn while something before it is not decided. */
export class InTurn {
  readonly #ways: InTurnWays;
  #next: Judged | null = null;
  #waiting: Line[] = [];
  #waitingBytes = 0;
  #onRoom: (() => void)[] = [];
  #onEmpty: (() => void)[] = [];

  constructor(ways: InTurnWays) {
    this.#ways = ways;
  }

  push(lines: readonly Line[]): void {
    const step = new Step();
    for (const line of lines) {
      if (!this.isEmpty) {
        this.#wait(line);
      } else {
        this.#try(this.#judged(line), step);
      }
    }
    this.#ways.release(step);
  }

  /** Something is not held back any more. */
  goOn(): void {
    if (this.isEmpty) {
      return;
    }
    const step = new Step();
    for (let next = this.#take(); next !== null && this.#try(next, step); next = this.#take());
    this.#ways.release(step);
    if (!this.isFull) {
      this.#onRoom.splice(0).forEach((run) => run());
    }
    if (this.isEmpty) {
      this.#onEmpty.splice(0).forEach((run) => run());
    }
  }

  /** Nobody's turn comes any more. @returns what was waiting for it */
  giveUp(): readonly Judged[] {
    const all: Judged[] = [];
    for (let next = this.#take(); next !== null; next = this.#take()) {
      all.push(next);
    }
    this.#onRoom.splice(0).forEach((run) => run());
    this.#onEmpty.splice(0).forEach((run) => run());
    return all;
  }

  get isEmpty(): boolean {
    return this.#next === null && this.#waiting.length === 0;
  }

  get isFull(): boolean {
    return this.#waitingBytes > mostWaitingBytes;
  }

  whenRoom(run: () => void): void {
    if (this.isFull) {
      this.#onRoom.push(run);
    } else {
      run();
    }
  }

  whenEmpty(run: () => void): void {
    if (this.isEmpty) {
      run();
    } else {
      this.#onEmpty.push(run);
    }
  }

  #try(judged: Judged, step: Step): boolean {
    if (this.#ways.mayGo(judged)) {
      this.#ways.go(judged, step);
      return true;
    }
    this.#next = judged;
    return false;
  }

  #wait(line: Line): void {
    this.#waiting.push(line);
    this.#waitingBytes += costOf(line);
  }

  #take(): Judged | null {
    const next = this.#next;
    if (next !== null) {
      this.#next = null;
      return next;
    }
    const line = this.#waiting.shift();
    if (line === undefined) {
      return null;
    }
    this.#waitingBytes -= costOf(line);
    return this.#judged(line);
  }

  #judged(line: Line): Judged {
    return line.kind === 'overlong' ? line.frame : this.#ways.judge(line.bytes);
  }
}

function costOf(line: Line): number {
  return lineCostBytes + (line.kind === 'overlong' ? 0 : line.bytes.length);
}
