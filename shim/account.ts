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
  const said = saidHome(env);
  return said === null ? (own ?? join(parse(process.cwd()).root, folderName)) : join(said, folderName);
}

/**
 * The home whose files decide what a server is: the one that the shim is installed in. Where nobody says so, or it is
 * installed elsewhere, what `HOME` says has to do.
 */
export function homeHere(installedIn: string | null, { home }: Account, env: NodeJS.ProcessEnv = process.env): string {
  return installedIn !== null && basename(installedIn) === folderName
    ? dirname(installedIn)
    : (saidHome(env) ?? home ?? parse(process.cwd()).root);
}

function saidHome(env: NodeJS.ProcessEnv): string | null {
  const said = env[process.platform === 'win32' ? 'USERPROFILE' : 'HOME'] ?? '';
  return isAbsolute(said) ? said : null;
}
