import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrustHere } from '../../policy/bundle/trust.ts';
import { isEqual, sealOf } from '../asking/proof.ts';
import { parsed } from '../asking/wire.ts';
import { daemonKey } from '../record/device-key.ts';

/** A person lets every call pass undecided for a while. */
export interface Pause {
  /** When it was begun; ISO 8601. */
  readonly at: string;
  /** ISO 8601. */
  readonly until: string;
  /** Account of whoever wanted it; null where that is not known. */
  readonly by: string | null;
  readonly channel: 'terminal' | 'window';
  readonly reason: string;
}

/** The longest that anybody may pause. */
export const longestPauseMs = 24 * 3_600_000;
/** A clock that was set back must not make a pause last longer. */
const toleranceMs = 60_000;

export function pausePath(stateFolder: string): string {
  return join(stateFolder, 'policy', 'paused.json');
}

/** @param key the daemon's: what was not written with it pauses nothing */
export function pauseText(pause: Pause, key: Buffer): string {
  return `${JSON.stringify({ ...pause, mac: sealOf(key, 'pause', { ...pause }) })}\n`;
}

/** The pause that counts now; null where whoever decides here lets nobody pause. A file that can not be read pauses nothing. */
export function pauseHere(stateFolder: string, { mayPause }: Pick<TrustHere, 'mayPause'>, now: Date): Pause | null {
  const pause = mayPause ? readPause(stateFolder) : null;
  return pause !== null && isInForce(pause, now) ? pause : null;
}

function readPause(stateFolder: string): Pause | null {
  try {
    const { mac, ...fields } = parsed(readFileSync(pausePath(stateFolder), 'utf8')) ?? {};
    const { at, until, by, channel, reason } = fields;
    return typeof at === 'string' &&
      typeof until === 'string' &&
      (channel === 'terminal' || channel === 'window') &&
      typeof reason === 'string' &&
      isEqual(sealOf(daemonKey(stateFolder), 'pause', fields), mac)
      ? { at, until, by: typeof by === 'string' ? by : null, channel, reason }
      : null;
  } catch {
    // Nobody has paused it.
    return null;
  }
}

function isInForce({ at, until }: Pause, now: Date): boolean {
  const [begun, end] = [Date.parse(at), Date.parse(until)];
  return now.getTime() >= begun - toleranceMs && now.getTime() < end && end - begun <= longestPauseMs;
}
