import { accessSync, constants, realpathSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { installShim } from '../../../shim/install/install-shim.ts';
import { removeOldVersions } from '../../../shim/install/installed-shim.ts';
import { installLayout } from '../../../shim/install/layout.ts';
import { shippedShim } from '../shipped-shim.ts';

/** The one path that entries name; what it starts may change with every update. */
export function launcherPath(stateFolder: string): string {
  return installLayout(stateFolder).launcher;
}

/** Whether an entry's command is this launcher, by its spelling or behind links, and not just named so. */
export function isLauncher(command: string, stateFolder: string): boolean {
  const launcher = launcherPath(stateFolder);
  return command === launcher || (isAbsolute(command) && realPath(command) === realPath(launcher));
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // What is not there is only what it is called.
    return path;
  }
}

/** Whether an entry that names this launcher would start. */
export function isStartable(launcher: string): boolean {
  try {
    accessSync(launcher, constants.X_OK);
    return true;
  } catch {
    // Absent, or without its mode: both mean a dead server.
    return false;
  }
}

/**
 * Installs the shim that was shipped with this program; where none was, the one that is installed has to do.
 *
 * @param anew also where it seems to be there already
 * @throws SallyportError `LAUNCHER_MISSING`: an entry that names a program which is not there is a dead server
 */
export function ensureLauncher(stateFolder: string, anew = false): void {
  const shipped = shippedShim();
  if (shipped !== null) {
    if (installShim(stateFolder, shipped, anew).did === 'installed') {
      removeOldVersions(stateFolder, shipped.version);
    }
    return;
  }
  const path = launcherPath(stateFolder);
  if (!isStartable(path)) {
    throw new SallyportError({
      code: 'LAUNCHER_MISSING',
      message: `the shim is not installed (${path}), and without it rewritten servers would not start`,
      remedy: 'Run `sallyport shim install` from a built Sallyport, then run `sallyport protect` again.',
    });
  }
}
