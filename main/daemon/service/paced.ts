/** Something done for each wish, but not more often than anybody can follow. */
export interface Paced {
  readonly wish: () => void;
  readonly close: () => void;
}

/** Runs at once, and while wishes keep coming once in each span. The last wish is never lost. */
export function paced(run: () => void, everyMs: number): Paced {
  let pause: NodeJS.Timeout | null = null;
  let isWished = false;
  const go = (): void => {
    isWished = false;
    pause = setTimeout(() => {
      pause = null;
      if (isWished) {
        go();
      }
    }, everyMs);
    run();
  };
  return {
    wish: () => {
      if (pause === null) {
        go();
      } else {
        isWished = true;
      }
    },
    close: () => clearTimeout(pause ?? undefined),
  };
}
