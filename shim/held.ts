import { progressNotice } from './answers.ts';
import type { Elicited, ElicitForm, Hold } from './pipeline.ts';

export interface HeldCallWays {
  /** The client's progress token as JSON text. */
  readonly token: string | null;
  readonly tell: (line: Buffer) => void;
  /** Null where the client can not ask its person. */
  readonly elicit: ((form: ElicitForm) => Elicited | null) | null;
}

/** A call on its way: whoever decides may let it wait. */
export class HeldCall implements Hold {
  readonly #ways: HeldCallWays;
  readonly #whenAbandoned: (() => void)[] = [];
  #progress = 0;
  #isFollowed: boolean;
  #state: 'open' | 'settled' | 'abandoned' = 'open';
  #isAsked = false;
  readonly #whenAsked: (() => void)[] = [];

  constructor(ways: HeldCallWays) {
    this.#ways = ways;
    this.#isFollowed = ways.token !== null;
  }

  get isFollowed(): boolean {
    return this.#isFollowed;
  }

  progress(text: string): void {
    const { token, tell } = this.#ways;
    if (token !== null && this.#isFollowed && this.#state === 'open') {
      this.#progress += 1;
      tell(progressNotice(token, this.#progress, text));
    }
  }

  /** The request has been answered: progress of it would be about nothing. */
  unfollow(): void {
    this.#isFollowed = false;
  }

  elicit(form: ElicitForm): Elicited | null {
    // Whoever decides may take a while to find out whom to ask, and by then nobody may wait any more.
    const asked = this.#state === 'open' ? (this.#ways.elicit?.(form) ?? null) : null;
    if (asked !== null) {
      this.#noteAsked();
    }
    return asked;
  }

  onAbandoned(run: () => void): void {
    this.#noteAsked();
    if (this.#state === 'abandoned') {
      run();
    } else {
      this.#whenAbandoned.push(run);
    }
  }

  /** Settles once somebody is asked, who may take as long as people do. */
  whenAsked(): Promise<void> {
    return this.isAsked ? Promise.resolve() : new Promise((resolve) => this.#whenAsked.push(resolve));
  }

  get isAsked(): boolean {
    return this.#isAsked;
  }

  get isOver(): boolean {
    return this.#state !== 'open';
  }

  /** The decision has come: no progress after this. */
  settle(): void {
    this.#state = 'settled';
  }

  /** Nobody waits any more. */
  abandon(): void {
    if (this.#state === 'open') {
      this.#state = 'abandoned';
      this.#whenAbandoned.forEach((run) => run());
    }
  }

  #noteAsked(): void {
    this.#isAsked = true;
    this.#whenAsked.splice(0).forEach((tell) => tell());
  }
}
