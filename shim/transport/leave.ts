export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const stallMs = 1500;
const hurryMs = 150;
const lookEveryMs = 20;

/**
 * Ends this process as the server has ended: with its code, or by its signal.
 *
 * @param isListening the client still reads: it gets the rest as long as it takes some of it
 */
export async function leave({ code, signal }: Exit, isListening: boolean): Promise<never> {
  const patienceMs = isListening ? stallMs : hurryMs;
  let left = process.stdout.writableLength;
  for (let stalledMs = 0; left > 0 && stalledMs < patienceMs; stalledMs += lookEveryMs) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    if (process.stdout.writableLength < left) {
      stalledMs = 0;
    }
    left = process.stdout.writableLength;
  }
  if (signal !== null && process.platform !== 'win32') {
    dieBy(signal);
    // Some signals can not be sent to oneself with that effect; shells report those with this code.
    await new Promise((resolve) => setTimeout(resolve, 50));
    return process.exit(128 + (process.getBuiltinModule('node:os').constants.signals[signal] ?? 0));
  }
  return process.exit(code ?? 1);
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
