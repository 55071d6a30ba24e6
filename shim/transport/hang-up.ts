import { closeSync, openSync } from 'node:fs';

const lookEveryMs = 20;

/**
 * Waits until the client has taken all that is written for it.
 *
 * @param mayWait whether to go on waiting after so many milliseconds in which it took nothing
 * @returns whether it has taken all
 */
export async function whenTaken(mayWait: (stalledMs: number) => boolean): Promise<boolean> {
  const { stdout } = process;
  let left = stdout.writableLength;
  for (let stalledMs = 0; left > 0 && !stdout.destroyed && mayWait(stalledMs); stalledMs += lookEveryMs) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    if (stdout.writableLength < left) {
      stalledMs = 0;
    }
    left = stdout.writableLength;
  }
  return left === 0;
}

/** Tells the client that nothing more will come, while this process lives on. */
export function hangUp(): void {
  if (process.platform === 'win32') {
    // There it hears of it when this process ends.
    return;
  }
  // Node never closes its standard output. The number must not be free: the next file would be written to by whatever prints.
  closeSync(1);
  openSync('/dev/null', 'w');
}
