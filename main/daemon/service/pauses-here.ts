import type { Pause, PausedSession } from '../../contract/approvals.ts';
import { at } from '../../../scanner/formats/document.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { beginPause, endPause, mayPause, pausePath } from '../policy/pause.ts';
import { noteInSession } from '../policy/sessions.ts';
import { type StoppedDeps, stoppedSessions } from '../policy/stopped-sessions.ts';
import { readState } from '../state-file.ts';
import type { PausePlace } from './approval-place.ts';

/** Sessions that a stop rule holds, and the pause of all deciding. */
export function pausesHere(deps: StoppedDeps): PausePlace {
  const { stateFolder, policyMachine, now } = deps;
  return {
    paused: () => pausedSessions(deps),
    resume: async (key) => {
      if (!(await pausedSessions(deps)).some(({ session }) => session === key)) {
        throw notStopped(key);
      }
      noteInSession(stateFolder, key, { kind: 'looked' });
    },
    current: () => pauseIn(readState(pausePath(stateFolder)), now()),
    begin: async (minutes, { by, reason }) => {
      mayPause(stateFolder, policyMachine);
      const until = new Date(now().getTime() + minutes * 60_000).toISOString();
      beginPause(stateFolder, { until, by, reason }, now());
      return { until, by, reason };
    },
    end: () => {
      endPause(stateFolder);
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

async function pausedSessions(deps: StoppedDeps): Promise<readonly PausedSession[]> {
  return (await stoppedSessions(deps)).map(({ lastActive, ...row }) => ({ ...row, since: lastActive }));
}

function notStopped(key: string): SallyportError {
  return new SallyportError({
    code: 'RECORD_UNKNOWN',
    message: `no stopped session has the key ${JSON.stringify(key)}`,
    remedy: 'Look at the list again: it has ended, or goes on already.',
  });
}
