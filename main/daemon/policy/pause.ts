import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { trustHere } from '../../../policy/bundle/trust.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { writeState } from '../state-file.ts';

export interface Pause {
  /** ISO 8601. */
  readonly until: string;
  readonly by: string | null;
  readonly reason: string;
}

export function pausePath(stateFolder: string): string {
  return join(stateFolder, 'policy', 'paused.json');
}

/** @throws SallyportError `MANAGED` where whoever decides here lets nobody pause */
export function mayPause(stateFolder: string, machine: string | null): void {
  if (!trustHere(join(stateFolder, 'policy'), machine).mayPause) {
    throw new SallyportError({
      code: 'MANAGED',
      message: 'an administrator lets nobody pause the guard on this computer',
      remedy: 'Ask whoever manages this computer.',
    });
  }
}

/** Lets every call pass undecided for a while; running shims notice it by themselves. */
export function beginPause(stateFolder: string, pause: Pause, now: Date): void {
  writeState(pausePath(stateFolder), `${JSON.stringify({ at: now.toISOString(), ...pause })}\n`);
}

export function endPause(stateFolder: string): void {
  rmSync(pausePath(stateFolder), { force: true });
}
