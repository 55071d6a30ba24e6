import { join } from 'node:path';

/** Where the installed shim lies below a state folder. */
export interface InstallLayout {
  readonly folder: string;
  /** What config entries name; it never moves. */
  readonly launcher: string;
  /** A link to the folder of the version that new connections get. */
  readonly current: string;
  version(version: string): string;
}

export function installLayout(stateFolder: string): InstallLayout {
  const folder = join(stateFolder, 'bin');
  return {
    folder,
    launcher: join(folder, 'sallyport-shim'),
    current: join(folder, 'current'),
    version: (version) => join(folder, version),
  };
}

/** Whether a folder holds a build of this version: one that was put beside another build is called by more than its version. */
export function isOfVersion(folder: string, version: string): boolean {
  return folder === version || folder.startsWith(`${version}-`);
}

export const versionPattern = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;
