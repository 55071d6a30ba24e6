import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { basename, dirname, isAbsolute, join, parse } from 'node:path';

/** The person this process runs for, as the system knows them: an entry's environment has no say in it. */
export interface Account {
  readonly name: string;
  readonly id: string;
  /** Null for an id that no account database knows. */
  readonly home: string | null;
  readonly shell: string | null;
}

export function accountHere(): Account {
  try {
    const { username, uid, homedir, shell } = userInfo();
    return { name: username, id: String(uid), home: homedir === '' ? null : homedir, shell };
  } catch {
    // Containers run under ids that no database names.
    const id = String(process.getuid?.() ?? -1);
    return { name: id, id, home: null, shell: null };
  }
}

const folderName = '.sallyport';

/**
 * The state folder where nobody has named one. Variables such as `HOME` may be the entry's: they count only for an account
 * that has no state folder of its own, and so nothing to lead away from.
 */
export function usualStateFolder({ home }: Account, env: NodeJS.ProcessEnv = process.env): string {
  const own = home === null ? null : join(home, folderName);
  if (own !== null && existsSync(own)) {
    return own;
  }
  const said = env[process.platform === 'win32' ? 'USERPROFILE' : 'HOME'] ?? '';
  return isAbsolute(said) ? join(said, folderName) : (own ?? join(parse(process.cwd()).root, folderName));
}

/** The home that a state folder is for: the one it lies in, else the account's. */
export function homeOf(stateFolder: string, { home }: Account): string {
  return basename(stateFolder) === folderName ? dirname(stateFolder) : (home ?? dirname(stateFolder));
}
