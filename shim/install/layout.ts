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

export const versionPattern = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;
