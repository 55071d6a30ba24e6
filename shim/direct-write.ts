import { writeSync } from 'node:fs';
import type { Writable } from 'node:stream';

/** Writes as much as the pipe takes now. @returns the bytes it took; fewer than given when it is full */
export type DirectWrite = (bytes: Buffer) => number;

/**
 * The short way into a pipe, past the stream in front of it, for when that one has nothing waiting: a third of what a
 * relayed message costs is spent in streams. Null where there is no such way: Windows, files, terminals.
 */
export function directWrite(stream: Writable): DirectWrite | null {
  const descriptor = process.platform === 'win32' ? null : descriptorOf(stream);
  if (descriptor === null) {
    return null;
  }
  return (bytes) => {
    try {
      return writeSync(descriptor, bytes);
    } catch {
      // Full, or gone: the stream finds out which, and says so in its own way.
      return 0;
    }
  };
}

/** Pipes of this process do not block; the number is only known to the handle behind the stream. */
function descriptorOf(stream: Writable): number | null {
  const handle: unknown = '_handle' in stream ? stream._handle : null;
  if (typeof handle !== 'object' || handle === null || handle.constructor.name !== 'Pipe' || !('fd' in handle)) {
    return null;
  }
  return typeof handle.fd === 'number' && handle.fd >= 0 ? handle.fd : null;
}
