import { writeSync } from 'node:fs';

/**
 * Adds a line to a file of ours, in one write. Lines begin with `{"v":1,`.
 *
 * @returns its size in bytes
 * @throws Error `ENOSPC` when only a part of it found room: what comes after that is still read, by `linesOf`
 */
export function writeLine(file: number, line: string): number {
  const text = `${line}\n`;
  const written = writeSync(file, text);
  // Only other than plain letters take more bytes than they are letters.
  if (written !== text.length && written !== Buffer.byteLength(text)) {
    throw Object.assign(new Error('the disk took only a part of a line'), { code: 'ENOSPC' });
  }
  return written;
}

/** The lines of such a file. One that follows a part of another one, without a line feed between them, is a line of its own. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\n|(?=\{"v":1,)/);
}
