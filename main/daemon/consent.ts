import { join } from 'node:path';
import { readState, writeState } from './state-file.ts';

/** Whether the person once agreed that files behind a macOS privacy dialog are read. */
export function hasConsented(stateFolder: string): boolean {
  return readState(join(stateFolder, 'consent')) === 'read-guarded\n';
}

export function rememberConsent(stateFolder: string): void {
  writeState(join(stateFolder, 'consent'), 'read-guarded\n');
}
