import { join, sep } from 'node:path';
import type { Files } from './files.ts';
import type { Machine } from './machine.ts';

/** Folders of a home whose contents macOS guards for other apps or for the person (App Data, Files and Folders). */
const guarded = [
  ['Library', 'Application Support'],
  ['Library', 'Containers'],
  ['Library', 'Group Containers'],
  ['Library', 'Mobile Documents'],
  ['Library', 'CloudStorage'],
  ['Desktop'],
  ['Documents'],
  ['Downloads'],
];

/**
 * Whether macOS may show the person a dialog when this path is read or its folder listed. Asking whether it exists raises none.
 *
 * @see macOS 26 `kTCCServiceSystemPolicyAppData`: a program that reads another app's Application Support folder
 */
export function mayRaiseDialog(path: string, machine: Machine): boolean {
  return machine.os === 'darwin' && guarded.some((folder) => isWithin(path, join(machine.home, ...folder)));
}

export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

export const needsConsent = 'needs consent';

/**
 * Files as they may be looked at before the person agreed: nothing behind a dialog is opened or listed, also not by way of a
 * link that leads there. Whether it exists is still told.
 */
export function withoutDialogs(files: Files, machine: Machine): Files {
  const isGuarded = async (path: string): Promise<boolean> => {
    if (machine.os !== 'darwin' || mayRaiseDialog(path, machine)) {
      return machine.os === 'darwin';
    }
    const found = await files.probe(path);
    return found.kind === 'file' && mayRaiseDialog(found.facts.realPath, machine);
  };
  return {
    probe: (path) => files.probe(path),
    read: async (path, limitBytes) => ((await isGuarded(path)) ? { kind: 'denied' } : files.read(path, limitBytes)),
    list: async (path) => ((await isGuarded(path)) ? 'denied' : files.list(path)),
    rows: async (path, queries) => ((await isGuarded(path)) ? { kind: 'unreadable' } : files.rows(path, queries)),
    sha256: async (path) => ((await isGuarded(path)) ? { kind: 'unreadable', why: needsConsent } : files.sha256(path)),
  };
}
