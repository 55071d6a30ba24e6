import { createHash } from 'node:crypto';
// Loaded at its first use: most laptops have no disk that is far away.
import { promises } from 'node:fs';
import { chunkBytes, type Disk, timedOut, type TimedOut, toRead } from './disk.ts';

/** For disks that may be far away: a call that does not come back is given up, and the rest goes on. */
export function patientDisk(timeoutMs: number): Disk {
  return {
    stat: (path) => within(timeoutMs, promises.stat(path, { bigint: true })),
    realpath: (path) => within(timeoutMs, promises.realpath(path)),
    readdir: (path) => within(timeoutMs, promises.readdir(path)),
    read: (path, limitBytes) => within(timeoutMs, readSlowly(path, limitBytes)),
    hash: (path) => hashSlowly(path, Date.now() + timeoutMs * HASH_PATIENCE, timeoutMs),
  };
}

/** A large file takes longer than a small one; still nobody waits for ever. */
const HASH_PATIENCE = 4;

async function readSlowly(path: string, limitBytes: number): Promise<Uint8Array> {
  const file = await promises.open(path, toRead);
  try {
    const { size } = await file.stat();
    const room = Buffer.alloc(Math.min(size, limitBytes) + 1);
    let filled = 0;
    for (let got = -1; got !== 0 && filled < room.length; filled += got) {
      got = (await file.read(room, filled, room.length - filled, null)).bytesRead;
    }
    return room.subarray(0, filled);
  } finally {
    await file.close();
  }
}

async function hashSlowly(path: string, untilMs: number, stepMs: number): Promise<string | TimedOut> {
  const file = await within(stepMs, promises.open(path, toRead));
  if (file === timedOut) {
    return timedOut;
  }
  try {
    const hash = createHash('sha256');
    const room = Buffer.alloc(chunkBytes);
    for (;;) {
      const got = Date.now() > untilMs ? timedOut : await within(stepMs, file.read(room, 0, room.length, null));
      if (got === timedOut) {
        return timedOut;
      }
      if (got.bytesRead === 0) {
        return hash.digest('hex');
      }
      hash.update(room.subarray(0, got.bytesRead));
    }
  } finally {
    // A disk that does not answer does not answer this either: it closes when it can.
    void file.close();
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T | TimedOut> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<TimedOut>((resolve) => {
    timer = setTimeout(() => resolve(timedOut), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
