import { join } from 'node:path';
import type { Pause, PausedSession } from '../../contract/approvals.ts';
import { trustHere } from '../../../policy/bundle/trust.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { pauseHere } from '../../../shim/policy/pause-file.ts';
import { beginPause, endPause, mayPause } from '../policy/pause.ts';
import { noteInSession, sessionsIn } from '../policy/sessions.ts';
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
  return {
    paused: () => pausedSessions(stateFolder),
    resume: (key) => {
      if (!pausedSessions(stateFolder).some(({ session }) => session === key)) {
        return Promise.reject(notStopped(key));
      }
      noteInSession(stateFolder, key, { kind: 'looked' });
      return Promise.resolve();
    },
    current: () => currentPause(stateFolder, policyMachine, now()),
    begin: async (minutes, { by, channel, reason }) => {
      mayPause(stateFolder, policyMachine);
      const until = new Date(now().getTime() + minutes * 60_000).toISOString();
      beginPause(stateFolder, { until, by, channel, reason }, now());
      return { until, by, reason };
    },
    end: () => {
      endPause(stateFolder);
      return Promise.resolve();
    },
  };
}

/** As the shims see it. */
function currentPause(stateFolder: string, machine: string | null, now: Date): Pause | null {
  const pause = pauseHere(stateFolder, trustHere(join(stateFolder, 'policy'), machine), now);
  return pause === null ? null : { until: pause.until, by: pause.by ?? '', reason: pause.reason };
}

function pausedSessions(stateFolder: string): readonly PausedSession[] {
  return sessionsIn(stateFolder)
    .filter(({ denials }) => denials >= STOPPED_AFTER)
    .map(({ lastActive, ...row }) => ({ ...row, since: lastActive }));
}

function notStopped(key: string): SallyportError {
  return new SallyportError({
    code: 'RECORD_UNKNOWN',
    message: `no stopped session has the key ${JSON.stringify(key)}`,
    remedy: 'Look at the list again: it has ended, or goes on already.',
  });
}
