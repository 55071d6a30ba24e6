import { whenTaken } from './hang-up.ts';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * Ends this process as the server has ended: with its code, or by its signal.
 *
 * @param mayWait whether the client still gets the rest, although it took none of it for so many milliseconds
 */
export async function leave({ code, signal }: Exit, mayWait: (stalledMs: number) => boolean): Promise<never> {
  const isTaken = await whenTaken(mayWait);
  if (signal !== null && process.platform !== 'win32') {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
    // Some signals are blocked or ignored here; shells report those with this code.
    await new Promise((resolve) => setTimeout(resolve, 50));
    return process.exit(128 + (process.getBuiltinModule('node:os').constants.signals[signal] ?? 0));
  }
  // A line was cut: that is no success.
  return process.exit(code === 0 && !isTaken ? 1 : (code ?? 1));
}
