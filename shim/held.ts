import { progressNotice } from './answers.ts';
import type { Hold } from './pipeline.ts';

/** A call on its way: whoever decides may let it wait. */
export class HeldCall implements Hold {
  readonly #token: string | null;
  readonly #tell: (line: Buffer) => void;
  #progress = 0;
  #done = false;
  #abandoned: (() => void) | null = null;
  #asked: (() => void) | null = null;

  /** @param token the client's progress token as JSON text */
  constructor(token: string | null, tell: (line: Buffer) => void) {
    this.#token = token;
    this.#tell = tell;
  }

  progress(text: string): void {
    if (this.#token !== null && !this.#done) {
      this.#progress += 1;
      this.#tell(progressNotice(this.#token, this.#progress, text));
    }
  }

  onAbandoned(run: () => void): void {
    this.#abandoned = run;
    this.#asked?.();
  }

  /** Settles once somebody is asked, who may take as long as people do. */
  whenAsked(): Promise<void> {
    return this.#abandoned === null
      ? new Promise((resolve) => {
          this.#asked = resolve;
        })
      : Promise.resolve();
  }

  get isOver(): boolean {
    return this.#done;
  }

  /** The decision has come: no progress after this. */
  settle(): void {
    this.#done = true;
  }

  abandon(): void {
    this.#done = true;
    this.#abandoned?.();
  }
}
