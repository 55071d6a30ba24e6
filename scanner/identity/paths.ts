import { posix, win32 } from 'node:path';
import type { Machine } from '../machine.ts';
import type { Os } from '../model/launch.ts';

/** The last part of a path, by this system's separators. */
export function baseName(path: string, os: Os): string {
  return os === 'win32' ? win32.basename(path) : posix.basename(path);
}

export function folderOf(path: string, os: Os): string {
  return os === 'win32' ? win32.dirname(path) : posix.dirname(path);
}

/** Whether the text names a place, rather than a program to look up. */
export function isPath(text: string, os: Os): boolean {
  return text.includes('/') || (os === 'win32' && (text.includes('\\') || /^[a-z]:/i.test(text)));
}

/**
 * The place a path in a config means. A relative one counts from the entry's own folder.
 *
 * @returns null when it is relative and no absolute folder is known
 */
export function absolute(path: string, cwd: string | null, machine: Machine): string | null {
  const named = homeAware(path, machine);
  const own = machine.os === 'win32' && named.startsWith('//') ? named.replaceAll('/', '\\') : named;
  if (isAbsolute(own, machine.os)) {
    return normal(own);
  }
  const base = cwd === null ? null : homeAware(cwd, machine);
  return base === null || !isAbsolute(base, machine.os) ? null : normal(`${base}/${own}`);
}

/** A program in a folder, with the separator that the folder uses. */
export function within(folder: string, name: string): string {
  return normal(`${folder}/${name}`);
}

function homeAware(path: string, machine: Machine): string {
  return path === '~' || /^~[\\/]/.test(path) ? `${machine.home}${path.slice(1)}` : path;
}

function isAbsolute(path: string, os: Os): boolean {
  return os === 'win32' ? /^(?:[a-z]:[\\/]|[\\/])/i.test(path) : path.startsWith('/');
}

// A path of drive letters keeps its backslashes; one with a leading slash is kept as it is, on Windows too.
function normal(path: string): string {
  return /^(?:[a-z]:|\\\\)/i.test(path) ? win32.normalize(path) : posix.normalize(path);
}
