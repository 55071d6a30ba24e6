import { existsSync, lstatSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { cryptography } from '../record/chain.ts';

/** Where the daemon of one state folder listens. */
export type SocketPlace =
  | { readonly kind: 'socket'; readonly folder: string; readonly path: string }
  | { readonly kind: 'pipe'; readonly path: string };

/** Systems cut longer names of sockets off, at 104 bytes on macOS. */
const longestPathBytes = 100;

/** In the state folder, or where that is too deep in a short folder of this user. */
export function socketPlace(
  stateFolder: string,
  platform: NodeJS.Platform = process.platform,
  userId: number = process.getuid?.() ?? 0,
): SocketPlace {
  if (platform === 'win32') {
    return { kind: 'pipe', path: `\\\\.\\pipe\\sallyport-${shortHash(real(stateFolder).toLowerCase())}` };
  }
  // By its real name, which the launcher knows it by: whoever came by a link finds the same place.
  const near = join(real(stateFolder), 'run');
  const path = join(near, 'daemon.sock');
  if (Buffer.byteLength(path) <= longestPathBytes) {
    return { kind: 'socket', folder: near, path };
  }
  // Not the system's own temporary folder: on macOS that is a variable, which clients do not hand on.
  const folder = `/tmp/sallyport-${userId}`;
  return { kind: 'socket', folder, path: join(folder, `${shortHash(real(stateFolder))}.sock`) };
}

/** Whether a daemon seems to listen. One that was killed has left its socket behind, and the number of its process. */
export function isDaemonThere(stateFolder: string): boolean {
  return isPlaceTaken(stateFolder) && !isDaemonGone(stateFolder);
}

/** Its mark names a process that is no more. Without a mark nothing is known. */
function isDaemonGone(stateFolder: string): boolean {
  try {
    const { pid } = JSON.parse(readFileSync(join(stateFolder, 'run', 'daemon.json'), 'utf8')) as { pid?: unknown };
    if (typeof pid === 'number') {
      process.kill(pid, 0);
    }
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

function isPlaceTaken(stateFolder: string): boolean {
  const place = socketPlace(stateFolder);
  return place.kind === 'pipe'
    ? existsSync(place.path)
    : folderFault(place.folder) === null && lstatSync(place.path, { throwIfNoEntry: false })?.isSocket() === true;
}

export type FolderFault = 'absent' | 'not-a-folder' | 'foreign-owner' | 'open-to-others';

/** What is wrong with the folder of a socket; null when it is ours alone. */
export function folderFault(folder: string, userId: number = process.getuid?.() ?? 0): FolderFault | null {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) {
    return 'absent';
  }
  if (!stats.isDirectory()) {
    return 'not-a-folder';
  }
  if (stats.uid !== userId) {
    return 'foreign-owner';
  }
  return (stats.mode & 0o077) === 0 ? null : 'open-to-others';
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Not made yet: the daemon will make it under this name.
    return path;
  }
}

function shortHash(text: string): string {
  return cryptography().hash('sha256', text, 'hex').slice(0, 24);
}
