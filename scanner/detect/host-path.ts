import type { Os } from '../model/launch.ts';

/** What a path's meaning depends on. */
export interface PathRules {
  readonly os: Os;
  readonly home: string;
}

const HOME_WORDS =
  /^(?:~|\$HOME|\$\{HOME\}|\$\{env:HOME\}|\$\{userHome\}|\{env:HOME\}|%USERPROFILE%|%HOME%|\$env:USERPROFILE|\$\{env:USERPROFILE\}|\$\{USERPROFILE\})(?=$|[/\\])/i;

/**
 * An absolute path in one spelling, for comparing: `/` between parts, `.` and `..` resolved as text, no `/` at the end,
 * lower case where the system does not tell cases apart, `~` and the usual home variables filled in.
 *
 * @returns null for a relative path and for one that depends on another variable
 */
export function normalPath(path: string, { os, home }: PathRules): string | null {
  const filled = path.replace(HOME_WORDS, () => home);
  const slashed = os === 'win32' ? withDrive(filled.replaceAll('\\', '/')) : filled;
  const root = os === 'win32' ? /^[a-z]:\//i.exec(slashed)?.[0] : /^\//.exec(slashed)?.[0];
  if (root === undefined || /[$%{}]/.test(slashed)) {
    return null;
  }
  const resolved = root + resolveDots(slashed.slice(root.length).split('/')).join('/');
  const cased = os === 'linux' ? resolved : resolved.toLowerCase();
  // macOS keeps the real folders under /private and links to them.
  return os === 'darwin' ? cased.replace(/^\/private(?=\/(?:tmp|var|etc)(?:\/|$))/, '') : cased;
}

/** Whether a normal path is the folder or lies in it; both as `normalPath` gives them. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** A path for a message: the home folder as `~`. */
export function tilde(path: string, { home }: PathRules): string {
  const rest = home !== '' && path.startsWith(home) ? path.slice(home.length) : null;
  return rest !== null && (rest === '' || /^[/\\]/.test(rest)) ? `~${rest}` : path;
}

/** Git Bash and Docker write drives as `/c/…` and `//c/…`; a bare `C:` is the drive itself. */
function withDrive(path: string): string {
  return path.replace(/^\/\/?([a-z])(?=\/|$)/i, '$1:').replace(/^([a-z]:)$/i, '$1/');
}

function resolveDots(parts: readonly string[]): readonly string[] {
  const resolved: string[] = [];
  for (const part of parts) {
    if (part === '..') {
      resolved.pop();
    } else if (part !== '' && part !== '.') {
      resolved.push(part);
    }
  }
  return resolved;
}
