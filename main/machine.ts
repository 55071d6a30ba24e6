import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import type { Machine } from '../scanner/machine.ts';
import type { Os } from '../scanner/model/launch.ts';
import { SallyportError } from '../scanner/model/errors.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** This laptop, seen from the account that runs us: `HOME` or `USERPROFILE` decides which home is looked at. */
export function realMachine(env: Env): Machine {
  const os = realOs();
  const named = homedir();
  // Whole and without a slash at the end: it is compared with the beginnings of paths.
  const home = named === '' ? '' : resolve(named);
  if (home === '' || !isFolder(home)) {
    throw new SallyportError({
      code: 'NO_HOME',
      message: `there is no home folder to look at${home === '' ? '' : ` (${home} is not a folder)`}`,
      remedy: os === 'win32' ? 'Set USERPROFILE to your home folder.' : 'Set HOME to your home folder.',
    });
  }
  return {
    os,
    home,
    env,
    system: os === 'win32' ? `${env['SystemDrive'] ?? 'C:'}\\` : '/',
    searchPath: searchPath(os, home, env),
    programEndings: os === 'win32' ? (env['PATHEXT'] ?? '.COM;.EXE;.BAT;.CMD').toLowerCase().split(';') : [''],
    userId: process.getuid?.() ?? null,
  };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Absent, behind a folder that may not be entered, a loop of links: none of them is a home to look at.
    return false;
  }
}

/** The same laptop with another person's home; their environment is not known, so no variable of ours stands in for it. */
export function machineOf(home: string, userId: number | null, own: Machine): Machine {
  const whole = resolve(home);
  return { ...own, home: whole, userId, env: {}, searchPath: searchPath(own.os, whole, {}) };
}

function realOs(): Os {
  const { platform } = process;
  return platform === 'darwin' || platform === 'win32' ? platform : 'linux';
}

/** Our own PATH without folders that depend on where one stands, then where version managers and package managers put programs: clients started from a desktop see another PATH than ours. */
function searchPath(os: Os, home: string, env: Env): readonly string[] {
  const own = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  const usual =
    os === 'win32'
      ? [
          join(home, '.local', 'bin'),
          join(home, 'AppData', 'Roaming', 'npm'),
          join(env['ProgramFiles'] ?? 'C:\\Program Files', 'nodejs'),
        ]
      : [
          ...[
            '.local/bin',
            '.bun/bin',
            '.deno/bin',
            '.cargo/bin',
            '.volta/bin',
            '.npm-global/bin',
            '.opencode/bin',
            'go/bin',
            'bin',
          ].map((folder) => join(home, folder)),
          '/opt/homebrew/bin',
          '/usr/local/bin',
          '/usr/bin',
          '/bin',
          '/snap/bin',
        ];
  return [...new Set([...own, ...usual])];
}
