import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { SallyportError } from '../../scanner/model/errors.ts';
import { currentVersion, runningFrom } from './installed-shim.ts';
import { installLayout, type InstallLayout, isOfVersion, versionPattern } from './layout.ts';
import { launcherScript } from './launcher-script.ts';
import { isAsListed, listedIn, manifestName, manifestOf } from './manifest.ts';

/** What is installed: all of it files of ours. */
export interface ShimPackage {
  readonly version: string;
  /** Program file of the runtime. */
  readonly node: string;
  /** The shim's script; what it loads later lies beside it. */
  readonly bundle: string;
  /** The compiled launcher; null where there is none, and a script does. */
  readonly launcher: string | null;
}

export interface Installed {
  /** What entries name. */
  readonly launcher: string;
  readonly version: string;
  readonly did: 'installed' | 'was-there';
}

const mostTries = 20;

/**
 * Puts runtime, shim and launcher where entries can name them for good. Connections that run keep the version they
 * have; new ones get this one from one moment to the next. A runtime that does not start is not installed.
 *
 * @param anew also where it seems to be there already
 * @throws SallyportError `STATE_UNWRITABLE`
 */
export function installShim(stateFolder: string, shim: ShimPackage, anew = false): Installed {
  if (!versionPattern.test(shim.version)) {
    throw unusable(`${shim.version} is no version`, null);
  }
  try {
    return install(stateFolder, shim, anew);
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'syscall' in error) {
      throw notWritten(installLayout(stateFolder).folder, String(error.code), error);
    }
    throw error;
  }
}

function install(stateFolder: string, shim: ShimPackage, anew: boolean): Installed {
  const layout = installLayout(stateFolder);
  mkdirSync(layout.folder, { recursive: true, mode: 0o700 });
  const there = anew ? null : folderOf(layout, shim);
  const name = there ?? freeName(layout, shim.version);
  if (there === null) {
    putVersion(layout.version(name), shim, anew);
  }
  const link = `${layout.current}.${process.pid}`;
  symlinkSync(name, link);
  renameSync(link, layout.current);
  // Last: the launcher of today goes by the list of parts, which older versions have not.
  putLauncher(layout.launcher, shim.launcher);
  return { launcher: layout.launcher, version: shim.version, did: there === null ? 'installed' : 'was-there' };
}

/** Whether new connections get all of this, as it was shipped. */
export function isInstalled(stateFolder: string, shim: ShimPackage): boolean {
  return isWhole(installLayout(stateFolder).current, shim);
}

/** Name of the folder in which this very build stands already. */
function folderOf(layout: InstallLayout, shim: ShimPackage): string | null {
  if (isWhole(layout.version(shim.version), shim)) {
    return shim.version;
  }
  const current = currentVersion(layout.current);
  return current !== null && isOfVersion(current, shim.version) && isWhole(layout.current, shim) ? current : null;
}

/** A folder that no shim runs from: whoever runs loads more of its parts later, and must not get those of another build. */
function freeName(layout: InstallLayout, version: string): string {
  const names = [version, ...Array.from({ length: 100 }, (_, at) => `${version}-${process.pid + at}`)];
  const free = names.find(
    (name) => !existsSync(layout.version(name)) || runningFrom(layout.version(name))?.length === 0,
  );
  if (free === undefined) {
    throw unusable(`no folder is free for ${version}`, null);
  }
  return free;
}

/** The same version may have been built anew: what counts is the bytes. */
function isWhole(folder: string, { bundle, node }: ShimPackage): boolean {
  const parts = partsOf(bundle);
  return (
    // The runtime is large, and its copy is only ever cut short.
    isAsListed(folder, 'sizes') &&
    statSync(join(folder, 'node')).size === statSync(node).size &&
    listedIn(folder).length === parts.length + 1 &&
    parts.every(
      ([name, path]) => existsSync(join(folder, name)) && readFileSync(join(folder, name)).equals(readFileSync(path)),
    )
  );
}

/** The shim and the scripts beside it that it loads later: name in an installation, and where it is now. */
function partsOf(bundle: string): readonly (readonly [string, string])[] {
  const folder = dirname(bundle);
  const later = existsSync(folder) ? readdirSync(folder).filter((name) => /^shim-[a-z]+\.cjs$/.test(name)) : [];
  return [['shim.cjs', bundle], ...later.map((name) => [name, join(folder, name)] as const)];
}

function putVersion(folder: string, shim: ShimPackage, anew: boolean): void {
  const { node, bundle, version } = shim;
  const draft = `${folder}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  try {
    copyFileSync(node, join(draft, 'node'), constants.COPYFILE_FICLONE);
    chmodSync(join(draft, 'node'), 0o700);
    // A crash of the system must not leave a name without its bytes: every guarded server hangs on them.
    keepOnDisk(join(draft, 'node'));
    for (const [name, path] of partsOf(bundle)) {
      copyFileSync(path, join(draft, name));
      chmodSync(join(draft, name), 0o600);
      keepOnDisk(join(draft, name));
    }
    const trial = spawnSync(join(draft, 'node'), ['--disable-sigusr1', join(draft, 'shim.cjs'), '--version'], {
      encoding: 'utf8',
      timeout: 20_000,
      env: {},
    });
    const names = ['node', ...partsOf(bundle).map(([name]) => name)];
    writeFileSync(join(draft, manifestName), manifestOf(draft, names), { mode: 0o600, flush: true });
    if (trial.stdout?.trim() !== version) {
      throw unusable(`the runtime for ${version} does not start`, trial.error ?? null);
    }
    putInPlace(draft, folder, shim, anew);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * Another installation may come first at any step: where it has put the same bytes there, they are left. What is put anew
 * replaces what seems to be the same.
 */
function putInPlace(draft: string, folder: string, shim: ShimPackage, anew: boolean): void {
  let isDue = anew || !isWhole(folder, shim);
  for (let tries = 1; isDue; tries += 1) {
    try {
      moveAway(folder);
      renameSync(draft, folder);
      return;
    } catch (error) {
      if (tries === mostTries) {
        throw error;
      }
      isDue = !isWhole(folder, shim);
    }
  }
}

function keepOnDisk(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Moved first, so that nobody finds half of it. */
function moveAway(folder: string): void {
  if (existsSync(folder)) {
    const old = `${folder}-old.${process.pid}`;
    renameSync(folder, old);
    rmSync(old, { recursive: true, force: true });
  }
}

function putLauncher(path: string, launcher: string | null): void {
  const bytes = launcher === null ? Buffer.from(launcherScript) : readFileSync(launcher);
  if (existsSync(path) && readFileSync(path).equals(bytes)) {
    // A copy or a restored backup may have lost its mode.
    chmodSync(path, 0o700);
    return;
  }
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, bytes, { mode: 0o700, flush: true });
  chmodSync(draft, 0o700);
  renameSync(draft, path);
}

function notWritten(folder: string, code: string, cause: unknown): SallyportError {
  const isFull = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code);
  const isInTheWay = ['EISDIR', 'ENOTDIR', 'EEXIST', 'ENOTEMPTY'].includes(code);
  return new SallyportError({
    code: 'STATE_UNWRITABLE',
    message: `the shim could not be installed in ${folder} (${isFull ? 'no space left for it' : isInTheWay ? 'something else stands there' : code})`,
    remedy: isFull
      ? 'Free some space: the runtime takes more than a hundred megabytes. Then repeat this.'
      : isInTheWay
        ? 'Move away what stands there, then repeat this.'
        : 'Make the folder writable, or choose another with `--state DIR`.',
    cause,
  });
}

function unusable(message: string, cause: unknown): SallyportError {
  return new SallyportError({
    code: 'STATE_UNWRITABLE',
    message,
    remedy: 'Install Sallyport again, then repeat this.',
    cause,
  });
}
