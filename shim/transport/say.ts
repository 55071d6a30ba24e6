import { writeSync } from 'node:fs';

/**
 * Tells a person something on standard error. Not by `process.stderr`: that would change how the stream works that the
 * server has as well.
 */
export function say(text: string): void {
  try {
    writeSync(2, `${text}\n`);
  } catch {
    // Nobody reads it, or it is full: no connection ends for that.
  }
}
