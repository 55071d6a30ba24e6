import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Pause, PausedSession } from '../../contract/approvals.ts';
import { at } from '../../../scanner/formats/document.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { trustHere } from '../../../policy/bundle/trust.ts';
import { momentNow, SessionFile } from '../../../shim/session/session-file.ts';
import { readState, writeState } from '../state-file.ts';
import type { PausePlace } from './approval-place.ts';

export interface PausesDeps {
  readonly stateFolder: string;
  readonly policyMachine: string | null;
  readonly now: () => Date;
}

/** From here on the stop rules of the presets ask, the strictest of them first. */
const STOPPED_AFTER = 5;

/** Sessions that were denied so often that a stop rule holds them, and the pause of all deciding. */
export function pausesHere({ stateFolder, policyMachine, now }: PausesDeps): PausePlace {
  const policy = join(stateFolder, 'policy');
  const path = join(policy, 'paused.json');
  return {
    paused: () => pausedSessions(stateFolder),
    resume: (key) => {
      if (!pausedSessions(stateFolder).some(({ session }) => session === key)) {
        return Promise.reject(notStopped(key));
      }
      const file = new SessionFile(stateFolder, key);
      file.add({ kind: 'looked' }, momentNow());
      file.close();
      return Promise.resolve();
    },
    current: () => pauseIn(readState(path), now()),
    begin: (minutes, { by, reason }) => {
      if (!trustHere(policy, policyMachine).mayPause) {
        return Promise.reject(mayNotPause());
      }
      const until = new Date(now().getTime() + minutes * 60_000).toISOString();
      writeState(path, `${JSON.stringify({ at: now().toISOString(), until, by, reason })}\n`);
      return Promise.resolve({ until, by, reason });
    },
    end: () => {
      rmSync(path, { force: true });
      return Promise.resolve();
    },
  };
}

function pauseIn(text: string | null, now: Date): Pause | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    const [until, by, reason] = ['until', 'by', 'reason'].map((key) => at(value, [key]));
    return typeof until === 'string' && Date.parse(until) > now.getTime()
      ? { until, by: typeof by === 'string' ? by : '', reason: typeof reason === 'string' ? reason : '' }
      : null;
  } catch {
    // Not whole: the shims take it for no pause, and so do we.
    return null;
  }
}

function pausedSessions(stateFolder: string): readonly PausedSession[] {
  const folder = join(stateFolder, 'sessions');
  return namesIn(folder)
    .flatMap((name): readonly PausedSession[] => {
      const key = /^(s[0-9a-f]{12})\.jsonl$/.exec(name)?.[1];
      if (key === undefined) {
        return [];
      }
      const file = new SessionFile(stateFolder, key);
      const { calls, denials, labels } = file.totals(momentNow());
      file.close();
      const since = statSync(join(folder, name)).mtime.toISOString();
      return denials < STOPPED_AFTER ? [] : [{ session: key, since, calls, denials, labels }];
    })
    .toSorted((a, b) => b.since.localeCompare(a.since));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // No folder: no session has left anything.
    return [];
  }
}

function notStopped(key: string): SallyportError {
  return new SallyportError({
    code: 'RECORD_UNKNOWN',
    message: `no stopped session has the key ${JSON.stringify(key)}`,
    remedy: 'Look at the list again: it has ended, or goes on already.',
  });
}

function mayNotPause(): SallyportError {
  return new SallyportError({
    code: 'MANAGED',
    message: 'an administrator lets nobody pause the guard on this computer',
    remedy: 'Ask whoever manages this computer.',
  });
}
