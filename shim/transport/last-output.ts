import type { Ending } from './ending.ts';
import { holdersOf } from './pipe-holders.ts';
import type { ServerProcess } from './start.ts';

export interface LastOutputWays {
  /** Takes a process into the server's tree. */
  readonly adopt: (pid: number) => void;
  readonly ending: Pick<Ending, 'reason' | 'isSpent'>;
  /** Whether to go on waiting for the client after so many milliseconds in which it took nothing. */
  readonly mayWait: (stalledMs: number) => boolean;
}

const quietMs = 200;
const lookEveryMs = 20;
/** For what the children of a server still say when it has ended and nobody could be asked any more. */
const lastWordsMs = 1500;

/**
 * Settles when all is read that a server has written, whose first process has ended. Its output ends with the last process
 * that holds it: so clients wait for the end of the output, and not for the end of a process. While our client takes
 * nothing, nothing is read, and no time is counted.
 */
export async function lastOutputOf(server: ServerProcess, { adopt, ending, mayWait }: LastOutputWays): Promise<void> {
  const { stdout } = server;
  const pipes = stdout.readableEnded ? null : server.pipes;
  if (pipes !== null) {
    holdersOf(pipes.output).forEach(adopt);
  }
  // Whoever can still be asked goes on in the server's place; whoever can not has only something left to say.
  const isDeaf = pipes !== null && holdersOf(pipes.input).length === 0;
  const untilMs = performance.now() + (isDeaf ? lastWordsMs : Infinity);
  // What was started by a server that was told to end is swept.
  const wasEnding = ending.reason !== null;
  const mayComeMore = (): boolean => !wasEnding && !ending.isSpent && performance.now() < untilMs;
  let silentMs = 0;
  let stalledMs = 0;
  const heard = (): void => void (silentMs = stalledMs = 0);
  stdout.on('data', heard);
  while (!stdout.readableEnded && !stdout.destroyed && mayWait(stalledMs) && (mayComeMore() || silentMs < quietMs)) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    if (stdout.isPaused()) {
      stalledMs += lookEveryMs;
    } else {
      silentMs += lookEveryMs;
    }
  }
  stdout.off('data', heard);
}
