import { join, sep } from 'node:path';
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
