import type { Files } from './files.ts';
import type { Machine } from './machine.ts';

type Where = Pick<Machine, 'os' | 'home'>;

/**
 * Whether a look at this path would make the machine talk to another, or start one: a share of Windows, where it signs in with the
 * person's account; a folder of WSL; what is mounted when somebody asks for it. The share that holds the home counts as here.
 */
export function isElsewhere(path: string, { os, home }: Where): boolean {
  if (os !== 'win32') {
    return path.startsWith('/net/');
  }
  return isOnShare(path) && !(isOnShare(home) && shareOf(path) === shareOf(home));
}

/** Files without what a config names on other machines: nothing of it is opened, listed or asked for. */
export function onThisMachine(files: Files, where: Where): Files {
  const isOther = (path: string): boolean => isElsewhere(path, where);
  return {
    probe: async (path) => (isOther(path) ? { kind: 'denied' } : files.probe(path)),
    read: async (path, limitBytes) => (isOther(path) ? { kind: 'denied' } : files.read(path, limitBytes)),
    list: async (path) => (isOther(path) ? 'denied' : files.list(path)),
    rows: async (path, queries) => (isOther(path) ? { kind: 'unreadable' } : files.rows(path, queries)),
    sha256: async (path) => (isOther(path) ? { kind: 'unreadable', why: elsewhere } : files.sha256(path)),
  };
}

export const elsewhere = 'it lies on another machine, which is not asked';

/** All that begins with two slashes, but a drive of this machine in its long form. */
function isOnShare(path: string): boolean {
  return /^[\\/]{2}(?![.?][\\/][a-z]:)/i.test(path);
}

function shareOf(path: string): string {
  return path.split(/[\\/]/, 4).join('/').toLowerCase();
}
