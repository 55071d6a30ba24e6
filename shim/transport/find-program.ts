import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { accountHere } from '../account.ts';
import { isBatchFile, type Launch } from './start.ts';

export interface ProgramSearch {
  readonly platform: NodeJS.Platform;
  /** PATH as a login shell sets it; null when there is none. */
  readonly loginPath: () => string | null;
  readonly isProgram: (path: string) => boolean;
}

export type Found =
  | { readonly kind: 'found'; readonly launch: Launch }
  /** A Windows batch file, which needs the command interpreter. */
  | { readonly kind: 'batch'; readonly launch: Launch }
  | { readonly kind: 'absent' };

/**
 * Looks further for a command that did not start: by Windows' file endings, or where a login shell looks, because
 * desktop clients are started without the PATH of the person's terminal. Only for bare names, and only afterwards, so
 * that whatever a direct connection would have started is started.
 */
export function findProgram(search: ProgramSearch, launch: Launch, own: NodeJS.ProcessEnv): Found {
  const env = launch.env ?? own;
  return search.platform === 'win32' ? findOnWindows(search, launch, env) : findByLoginPath(search, launch, env);
}

function findByLoginPath(search: ProgramSearch, launch: Launch, env: NodeJS.ProcessEnv): Found {
  if (launch.command.includes('/')) {
    return { kind: 'absent' };
  }
  const path = search.loginPath();
  const folder = path?.split(':').find((one) => one.startsWith('/') && search.isProgram(`${one}/${launch.command}`));
  if (path === null || folder === undefined) {
    return { kind: 'absent' };
  }
  // The program may itself look others up: a script of `npx` needs `node`.
  return { kind: 'found', launch: { ...launch, command: `${folder}/${launch.command}`, env: { ...env, PATH: path } } };
}

function findOnWindows(search: ProgramSearch, launch: Launch, env: NodeJS.ProcessEnv): Found {
  const folders = /[\\/]/.test(launch.command)
    ? ['']
    : (variable(env, 'PATH') ?? '').split(';').filter((one) => one !== '');
  const endings = (variable(env, 'PATHEXT') ?? '.COM;.EXE;.BAT;.CMD').split(';');
  for (const folder of folders) {
    for (const ending of ['', ...endings]) {
      const path = folder === '' ? `${launch.command}${ending}` : `${folder}\\${launch.command}${ending}`;
      if (/\.[a-z]+$/i.test(path) && search.isProgram(path)) {
        return { kind: isBatchFile(path) ? 'batch' : 'found', launch: { ...launch, command: path } };
      }
    }
  }
  return { kind: 'absent' };
}

/** Windows takes names of variables in any case. */
function variable(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return env[name] ?? Object.entries(env).find(([key]) => key.toUpperCase() === name)?.[1];
}

const mark = '__sallyport_path__';
/** An interactive shell takes the terminal of its session for itself, and a client that then reads it is stopped. */
const ownSession = { detached: true };

export const realProgramSearch: ProgramSearch = {
  platform: process.platform,
  isProgram: (path) => {
    try {
      accessSync(path, constants.X_OK);
      return statSync(path).isFile();
    } catch {
      // Absent, or not ours to run: the search goes on.
      return false;
    }
  },
  loginPath: () => {
    const shell = process.env['SHELL'] ?? accountHere().shell;
    if (shell === null || !shell.startsWith('/')) {
      return null;
    }
    const run = spawnSync(shell, ['-ilc', `printf '%s%s%s' ${mark} "$PATH" ${mark}`], {
      ...ownSession,
      encoding: 'utf8',
      timeout: 3000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    // Start files print what they like around it.
    return run.stdout?.split(mark)[1] ?? null;
  },
};
