import { accessSync, constants, existsSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gapMarkersIn } from '../record/gap-markers.ts';
import { installLayout, isOfVersion, versionPattern } from './layout.ts';
import { isAsListed } from './manifest.ts';

export interface ShimStatus {
  readonly launcher: 'present' | 'absent' | 'not-executable';
  /** Version that new connections get; null when the link is missing or leads nowhere. */
  readonly current: string | null;
  readonly versions: readonly InstalledVersion[];
  /** Servers that were started unguarded because the runtime was broken, not yet in any record. */
  readonly gaps: number;
  /** Records that connections could not write until their end, not yet in any record. */
  readonly lostRecords: number;
}

export interface InstalledVersion {
  /** Name of its folder: the version, and more where a build was put beside one that still runs. */
  readonly version: string;
  /** All its parts are as they were installed. */
  readonly isWhole: boolean;
  /** Pids of shims that run this version; null where the system does not tell. */
  readonly running: readonly number[] | null;
}

/**
 * What of the shim is installed below a state folder.
 *
 * @param depth whether parts are compared by size alone, or by every byte: a tenth of a second each version
 */
export function shimStatus(stateFolder: string, depth: 'sizes' | 'bytes' = 'sizes'): ShimStatus {
  const layout = installLayout(stateFolder);
  const markers = gapMarkersIn(stateFolder);
  return {
    launcher: launcherState(layout.launcher),
    current: currentVersion(layout.current),
    versions: versionsIn(layout.folder).map((version) => ({
      version,
      isWhole: isAsListed(layout.version(version), depth),
      running: runningFrom(layout.version(version)),
    })),
    gaps: markers.filter(({ reason }) => reason === 'runtime-broken').length,
    lostRecords: markers.reduce((sum, { records }) => sum + (records ?? 0), 0),
  };
}

/**
 * Removes versions that are neither current nor in use, and what killed installations have left.
 *
 * @param kept a version of which every build stays: somebody else may just be putting one there
 * @returns the versions that went
 */
export function removeOldVersions(stateFolder: string, kept: string | null = null): readonly string[] {
  const { folder } = installLayout(stateFolder);
  draftsIn(folder).forEach((name) => remove(join(folder, name)));
  const { current, versions } = shimStatus(stateFolder);
  return versions
    .filter(({ version, running }) => version !== current && running?.length === 0)
    .map(({ version }) => version)
    .filter((version) => kept === null || !isOfVersion(version, kept))
    .filter((version) => remove(installLayout(stateFolder).version(version)));
}

function remove(path: string): boolean {
  try {
    rmSync(path, { recursive: true, force: true });
    return true;
  } catch {
    // What can not be removed takes room and does no harm: status lists it, and the next installation tries again.
    return false;
  }
}

export type Removal =
  | { readonly kind: 'removed' }
  /** Connections still use it. Entries that still name the launcher are the caller's to find before. */
  | { readonly kind: 'in-use'; readonly pids: readonly number[] };

/** Takes the whole installation away. Where the system does not tell who runs it, the caller's word must do. */
export function removeShim(stateFolder: string): Removal {
  const pids = shimStatus(stateFolder).versions.flatMap(({ running }) => running ?? []);
  if (pids.length > 0) {
    return { kind: 'in-use', pids };
  }
  rmSync(installLayout(stateFolder).folder, { recursive: true, force: true });
  return { kind: 'removed' };
}

function launcherState(path: string): ShimStatus['launcher'] {
  if (!existsSync(path)) {
    return 'absent';
  }
  try {
    accessSync(path, constants.X_OK);
    return 'present';
  } catch {
    // A copy or a restored backup that lost its mode.
    return 'not-executable';
  }
}

/** Name of the folder that new connections are started from; null when the link is missing or leads nowhere. */
export function currentVersion(link: string): string | null {
  try {
    const version = readlinkSync(link);
    return existsSync(link) ? version : null;
  } catch {
    // Never installed, or something else lies there.
    return null;
  }
}

function versionsIn(folder: string): readonly string[] {
  return namesIn(folder).filter((name) => versionPattern.test(name));
}

/** Half of a version, of a link or of a launcher, whose maker does not run any more. */
function draftsIn(folder: string): readonly string[] {
  return namesIn(folder).filter((name) => {
    const maker = versionPattern.test(name) ? undefined : draftPattern.exec(name)?.[1];
    return maker !== undefined && !runs(Number(maker));
  });
}

const draftPattern = /^(?:\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?|current|sallyport-shim)\.(\d+)$/;

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // One of another user runs too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Pids of the shims that run from a folder; null where the system does not tell. */
export function runningFrom(folder: string): readonly number[] | null {
  if (process.platform !== 'linux') {
    return null;
  }
  const node = realpathSync(folder);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => programOf(pid).startsWith(`${node}/`))
    .map(Number);
}

function programOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    // It ended, or is another user's.
    return '';
  }
}
