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
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
    // Some signals are blocked or ignored here; shells report those with this code.
    await new Promise((resolve) => setTimeout(resolve, 50));
    return process.exit(128 + (process.getBuiltinModule('node:os').constants.signals[signal] ?? 0));
  }
  return process.exit(code ?? 1);
}
