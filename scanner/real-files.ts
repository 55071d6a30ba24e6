import type { BigIntStats } from 'node:fs';
import { dirname } from 'node:path';
import { type Disk, timedOut } from './disk.ts';
import type { FileFacts, Files, HashResult, Probe, ReadResult, RowsResult } from './files.ts';

/** Remembers content hashes between scans; the key changes whenever the file does. */
export interface HashMemory {
  get(key: string): string | undefined;
  set(key: string, sha256: string): void;
}

export interface RealFilesOptions {
  /** Owner whose files these should be; null where the system has no such numbers. */
  readonly userId: number | null;
  readonly disk: Disk;
  readonly hashes: HashMemory;
}

const LARGEST_DATABASE_BYTES = 64 * 1024 * 1024;
const LARGEST_HASHED_BYTES = 512 * 1024 * 1024;
const OTHERS_MAY_WRITE = 0o002n;
const GROUP_MAY_WRITE = 0o020n;
const STICKY = 0o1000n;

/** The laptop's own files, read only, as they are met in one scan: made anew for each. */
export function realFiles({ userId, disk, hashes }: RealFilesOptions): Files {
  // One scan asks about the same paths many times; what it was told once holds for the whole of it.
  const looked = new Map<string, ReturnType<typeof lookNow>>();
  const listed = new Map<string, ReturnType<typeof listNow>>();
  const folderSafety = new Map<string, Promise<string | null>>();

  const look = remembering(looked, lookNow);
  const list = remembering(listed, listNow);

  async function lookNow(path: string): Promise<BigIntStats | Exclude<Probe, { kind: 'file' | 'folder' }>> {
    try {
      const stats = await disk.stat(path);
      return stats === timedOut ? { kind: 'timed-out' } : stats;
    } catch (error) {
      return unseen(error);
    }
  }

  /** The nearest folder above in which another account could swap the file; a sticky folder protects what is in it. */
  function unsafeParent(folder: string): Promise<string | null> {
    const known = folderSafety.get(folder);
    if (known !== undefined) {
      return known;
    }
    const asking = (async () => {
      const stats = await look(folder);
      if (!('mode' in stats)) {
        return null;
      }
      if (othersMayWrite(stats, userId) && (stats.mode & STICKY) === 0n) {
        return folder;
      }
      const above = dirname(folder);
      return above === folder ? null : unsafeParent(above);
    })();
    folderSafety.set(folder, asking);
    return asking;
  }

  async function factsOf(path: string, stats: BigIntStats): Promise<FileFacts> {
    const real = await disk.realpath(path).catch(() => path); // gone between two calls: the path as given is still true
    const realPath = real === timedOut ? path : real;
    return {
      realPath,
      sizeBytes: Number(stats.size),
      writableByOthers: othersMayWrite(stats, userId),
      parentWritableByOthers: userId === null ? null : await unsafeParent(dirname(realPath)),
    };
  }

  async function probe(path: string): Promise<Probe> {
    const stats = await look(path);
    if (!('mode' in stats)) {
      return stats;
    }
    if (stats.isFile()) {
      return { kind: 'file', facts: await factsOf(path, stats) };
    }
    return stats.isDirectory() ? { kind: 'folder' } : { kind: 'odd', what: oddity(stats) };
  }

  async function read(path: string, limitBytes: number): Promise<ReadResult> {
    const found = await probe(path);
    if (found.kind !== 'file') {
      return notRead(found);
    }
    if (found.facts.sizeBytes > limitBytes) {
      return { kind: 'too-large', sizeBytes: found.facts.sizeBytes };
    }
    try {
      const bytes = await disk.read(path, limitBytes);
      if (bytes === timedOut) {
        return { kind: 'timed-out' };
      }
      return bytes.length > limitBytes
        ? { kind: 'too-large', sizeBytes: bytes.length }
        : { kind: 'bytes', bytes, facts: found.facts };
    } catch (error) {
      return notRead(unseen(error));
    }
  }

  async function listNow(path: string): Promise<readonly string[] | 'denied' | 'timed-out'> {
    try {
      const names = await disk.readdir(path);
      return names === timedOut ? 'timed-out' : names.toSorted();
    } catch (error) {
      const why = unseen(error);
      return why.kind === 'denied' ? 'denied' : [];
    }
  }

  async function sha256(path: string): Promise<HashResult> {
    const stats = await look(path);
    if (!('mode' in stats)) {
      return { kind: 'unreadable', why: stats.kind };
    }
    if (!stats.isFile()) {
      return { kind: 'unreadable', why: 'not a regular file' };
    }
    if (stats.size > LARGEST_HASHED_BYTES) {
      return { kind: 'unreadable', why: 'larger than 512 MB' };
    }
    const key = [stats.dev, stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(':');
    const known = hashes.get(key);
    if (known !== undefined) {
      return { kind: 'sha256', hex: known };
    }
    try {
      const hex = await disk.hash(path);
      if (hex === timedOut) {
        return { kind: 'unreadable', why: 'timed-out' };
      }
      hashes.set(key, hex);
      return { kind: 'sha256', hex };
    } catch (error) {
      return { kind: 'unreadable', why: unseen(error).kind };
    }
  }

  async function rows(path: string, queries: readonly string[]): Promise<RowsResult> {
    const log = await read(`${path}-wal`, LARGEST_DATABASE_BYTES);
    const file = await read(path, LARGEST_DATABASE_BYTES);
    if (file.kind === 'absent') {
      return { kind: 'absent' };
    }
    if (file.kind !== 'bytes' && file.kind !== 'too-large') {
      return { kind: 'unreadable' };
    }
    const { foreignRows } = await import('./foreign-database.ts');
    const nothing = new Uint8Array();
    const foreign =
      file.kind === 'bytes' && log.kind !== 'too-large'
        ? ({ kind: 'bytes', file: file.bytes, log: log.kind === 'bytes' ? log.bytes : nothing } as const)
        : ({ kind: 'large', path } as const);
    const answer = await foreignRows(foreign, queries);
    return answer === null ? { kind: 'unreadable' } : { kind: 'rows', rows: answer };
  }

  return { probe, read, list, rows, sha256 };
}

function remembering<Result>(known: Map<string, Result>, ask: (path: string) => Result): (path: string) => Result {
  return (path) => {
    const answer = known.get(path) ?? ask(path);
    known.set(path, answer);
    return answer;
  };
}

function othersMayWrite(stats: BigIntStats, userId: number | null): boolean {
  if (userId === null) {
    return false;
  }
  // A group with the owner's own number is a private group: its write bit gives nobody anything.
  const sharedGroup = stats.gid !== stats.uid && stats.gid !== 0n;
  const foreignOwner = stats.uid !== 0n && stats.uid !== BigInt(userId);
  return (
    (stats.mode & OTHERS_MAY_WRITE) !== 0n || ((stats.mode & GROUP_MAY_WRITE) !== 0n && sharedGroup) || foreignOwner
  );
}

function oddity(stats: BigIntStats): 'fifo' | 'socket' | 'device' {
  if (stats.isFIFO()) {
    return 'fifo';
  }
  return stats.isSocket() ? 'socket' : 'device';
}

function unseen(error: unknown): Exclude<Probe, { kind: 'file' | 'folder' }> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM') {
    return { kind: 'denied' };
  }
  if (code === 'ELOOP') {
    return { kind: 'odd', what: 'link-loop' };
  }
  // A path that no file can have (a NUL byte, a file in the middle, too long a name) names nothing.
  if (
    code === 'ENOENT' ||
    code === 'ENOTDIR' ||
    code === 'ENAMETOOLONG' ||
    code === 'ERR_INVALID_ARG_VALUE' ||
    code === 'EINVAL'
  ) {
    return { kind: 'absent' };
  }
  if (code === 'ETIMEDOUT' || code === 'EIO' || code === 'ESTALE' || code === 'EBUSY' || code === 'EHOSTDOWN') {
    return { kind: 'timed-out' };
  }
  throw error;
}

function notRead(found: Exclude<Probe, { kind: 'file' }>): ReadResult {
  switch (found.kind) {
    case 'folder':
      return { kind: 'not-a-file', what: 'a folder' };
    case 'odd':
      return { kind: 'not-a-file', what: found.what === 'link-loop' ? 'a loop of links' : `a ${found.what}` };
    case 'absent':
    case 'denied':
    case 'timed-out':
      return found;
  }
}
