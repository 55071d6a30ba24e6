import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

const LARGEST_BYTES = 64 * 1024 * 1024;
// A pipe that somebody put in the file's place must not wait for a writer.
const toRead = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Text of a small regular file. Never waits: a pipe, device or socket in its place is refused. @throws the system's own error */
export function readRegular(path: string): string {
  const file = openSync(path, toRead);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile() || stats.size > LARGEST_BYTES) {
      throw Object.assign(new Error('not a file of ours'), { code: stats.isFile() ? 'EFBIG' : 'not a regular file' });
    }
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}
