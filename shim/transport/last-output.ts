import type { Readable } from 'node:stream';

export interface LastOutputWays {
  /** Whether somebody may still write who ought to be heard. */
  readonly mayComeMore: () => boolean;
  /** Whether to go on waiting for the client after so many milliseconds in which it took nothing. */
  readonly mayWait: (stalledMs: number) => boolean;
}

const quietMs = 200;
const lookEveryMs = 20;

/**
 * Settles when all is read that a server has written. Its output ends with the last process that holds it, and that
 * need not be the one that was started: so clients wait for the end of the output, and not for the end of a process.
 * While our client takes nothing, nothing is read, and no time is counted.
 */
export async function lastOutput(output: Readable, { mayComeMore, mayWait }: LastOutputWays): Promise<void> {
  let silentMs = 0;
  let stalledMs = 0;
  const heard = (): void => void (silentMs = stalledMs = 0);
  output.on('data', heard);
  while (!output.readableEnded && !output.destroyed && mayWait(stalledMs) && (mayComeMore() || silentMs < quietMs)) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    if (output.isPaused()) {
      stalledMs += lookEveryMs;
    } else {
      silentMs += lookEveryMs;
    }
  }
  output.off('data', heard);
}
