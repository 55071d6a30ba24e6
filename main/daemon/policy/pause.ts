import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { trustHere } from '../../../policy/bundle/trust.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { type Pause, pausePath, pauseText } from '../../../shim/policy/pause-file.ts';
import { daemonKey } from '../../../shim/record/device-key.ts';
import { writeState } from '../state-file.ts';

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
export function beginPause(stateFolder: string, pause: Omit<Pause, 'at'>, now: Date): void {
  const { until, by, channel, reason } = pause;
  const text = pauseText({ at: now.toISOString(), until, by, channel, reason }, daemonKey(stateFolder));
  writeState(pausePath(stateFolder), text);
}

export function endPause(stateFolder: string): void {
  rmSync(pausePath(stateFolder), { force: true });
}
