import {
  closeSync,
  constants,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** A file that only grows. `sync` is the disk's word that what was written stays. */
export interface SegmentFile {
  /** All of the text, or none: a part that fitted is taken back. Throws then. @returns its size in bytes */
  append(text: string): number;
  /** False once a part that fitted could not be taken back: nothing more belongs after it. */
  isWhole(): boolean;
  /** False once somebody has taken it away: what is written to it then is read by nobody. */
  isThere(): boolean;
  sync(done: (error: Error | null) => void): void;
  /** Waits here for the disk. Throws when it does not take what was written. */
  settle(): void;
  /** At once, or as soon as no `sync` is under way. */
  close(): void;
  /** Closes it and takes it away: nothing was ever written to it. */
  discard(): void;
}

/** Creates segment files; tests put a full disk here. */
export interface SegmentFolder {
  create(relativePath: string, durable: boolean): SegmentFile;
  /** One small file that is written over in place. */
  createHead(relativePath: string): HeadFile;
}

export interface HeadFile {
  write(text: string): void;
  close(): void;
  /** Closes it and takes it away: there is no segment that it could speak of. */
  discard(): void;
}

/** @param sync brings an open folder to the disk */
export function segmentFolder(root: string, sync: (folder: number) => void = fsyncSync): SegmentFolder {
  return {
    create: (relativePath, durable) => createSegment(join(root, relativePath), durable ? sync : null),
    createHead: (relativePath) => createHead(join(root, relativePath)),
  };
}

function createSegment(path: string, sync: ((folder: number) => void) | null): SegmentFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(path, 'ax', 0o600);
  if (sync !== null) {
    syncNewFile(path, file, sync);
  }
  let sizeBytes = 0;
  let whole = true;
  let syncs = 0;
  let isClosing = false;
  const closeIfDone = (): void => {
    if (isClosing && syncs === 0) {
      closeSync(file);
    }
  };
  return {
    isWhole: () => whole,
    isThere: () => {
      const { nlink, ino } = fstatSync(file);
      // Not every file system counts names.
      return nlink > 0 || statSync(path, { throwIfNoEntry: false })?.ino === ino;
    },
    append: (text) => {
      try {
        const written = writeSync(file, text);
        // Only other than plain letters take more bytes than they are letters.
        if (written !== text.length && written !== Buffer.byteLength(text)) {
          throw new Error('the disk took only a part of the record');
        }
        sizeBytes += written;
        return written;
      } catch (error) {
        // Half a record would stand in front of the next one and spoil both.
        whole = false;
        ftruncateSync(file, sizeBytes);
        whole = true;
        throw error;
      }
    },
    sync: (done) => {
      syncs += 1;
      fdatasync(file, (error) => {
        syncs -= 1;
        closeIfDone();
        done(error);
      });
    },
    settle: () => fdatasyncSync(file),
    close: () => {
      isClosing = true;
      closeIfDone();
    },
    discard: () => {
      closeSync(file);
      rmSync(path, { force: true });
    },
  };
}

/** The name of a new file is in its folder, and is lost with it. */
function syncNewFile(path: string, file: number, sync: (folder: number) => void): void {
  try {
    syncFolder(dirname(path), sync);
  } catch (error) {
    closeSync(file);
    rmSync(path, { force: true });
    throw error;
  }
}

/** What file systems say that keep the names in their folders by themselves, or not at all: to record nothing there would be worse. */
const notForFolders: ReadonlySet<unknown> = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

function syncFolder(path: string, sync: (folder: number) => void): void {
  if (process.platform === 'win32') {
    // It refuses that for every folder, and keeps names in a journal of its own.
    return;
  }
  const folder = openSync(path, 'r');
  try {
    sync(folder);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && notForFolders.has(error.code))) {
      throw error;
    }
  } finally {
    closeSync(folder);
  }
}

const headBytes = 512;

function createHead(path: string): HeadFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // One that is there stays whole until it is written over.
  const file = openSync(path, constants.O_WRONLY | constants.O_CREAT, 0o600);
  return {
    // Always the same length, so that one write replaces the whole.
    write: (text) => void writeSync(file, text.padEnd(headBytes), 0),
    close: () => closeSync(file),
    discard: () => {
      closeSync(file);
      rmSync(path, { force: true });
    },
  };
}
