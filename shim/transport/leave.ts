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
    dieBy(signal);
    // Some signals can not be sent to oneself with that effect; shells report those with this code.
    await new Promise((resolve) => setTimeout(resolve, 50));
    return process.exit(128 + (process.getBuiltinModule('node:os').constants.signals[signal] ?? 0));
  }
  // A line was cut: that is no success.
  return process.exit(code === 0 && !isTaken ? 1 : (code ?? 1));
}

function dieBy(signal: NodeJS.Signals): void {
  try {
    // The last listener that goes leaves a signal its usual effect, also where Node ignores it or has another use for it.
    process.on(signal, ignore);
    process.removeAllListeners(signal);
  } catch {
    // SIGKILL has no listeners, and always its effect.
  }
  process.kill(process.pid, signal);
}

function ignore(): void {}
