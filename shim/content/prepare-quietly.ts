export interface Quiet {
  /** Waits, and keeps no process from ending. */
  readonly pause: (ms: number) => Promise<unknown>;
  /** How long ago the last message passed. */
  readonly quietMs: () => number;
}

/** A start is over by then: what a client asks at once it has asked. */
const afterMs = 500;
/** Between two steps, so that connections that start together leave the processor to others. */
const betweenMs = 2;
/** After a message, as another often follows. */
const restMs = 50;

/** Takes small steps of work while nothing passes. */
export async function prepareQuietly(steps: Iterator<void>, { pause, quietMs }: Quiet): Promise<void> {
  await pause(afterMs);
  for (;;) {
    while (quietMs() < restMs) {
      await pause(restMs);
    }
    if (steps.next().done === true) {
      return;
    }
    await pause(betweenMs);
  }
}
