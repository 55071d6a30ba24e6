/** What a message holds back while it is not decided: everything that came after it, or only what may depend on it. */
export type HeldBack = 'everything' | 'dependents';

/** Whatever hangs, the other side hears the rest after this. */
const longestMs = 10_000;

/** The messages of one side that are not decided yet, and so hold back what came after them. */
export class Holding {
  readonly #holders: Readonly<Record<HeldBack, Set<object>>> = { everything: new Set(), dependents: new Set() };
  #goOn: () => void = () => undefined;

  /** @param until settles when the message has gone on, or waits for a person, who may take as long as people do */
  hold(back: HeldBack, until: Promise<unknown>): void {
    const holders = this.#holders[back];
    const one = {};
    holders.add(one);
    const release = (): void => {
      clearTimeout(timer);
      if (holders.delete(one)) {
        this.#goOn();
      }
    };
    const timer = setTimeout(release, longestMs).unref();
    void until.then(release, release);
  }

  /** Runs each time something is not held back any more. */
  onRelease(run: () => void): void {
    this.#goOn = run;
  }

  holdsBack(what: HeldBack): boolean {
    return this.#holders[what].size > 0;
  }
}
