/**
 * One at a time: wishes that come while it runs become one more run after it. So what changes faster than it can be asked
 * for is shown all the same, where else each answer would be old before it is there.
 */
export function inTurn(run: () => Promise<void>): () => void {
  let isRunning = false;
  let wishes = 0;
  const go = async (): Promise<void> => {
    isRunning = true;
    try {
      for (let seen = -1; seen !== wishes;) {
        seen = wishes;
        await run();
      }
    } finally {
      isRunning = false;
    }
  };
  return () => {
    wishes += 1;
    if (!isRunning) {
      void go();
    }
  };
}
