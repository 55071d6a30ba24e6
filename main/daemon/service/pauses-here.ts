import { join } from 'node:path';
import type { Pause, PausedSession } from '../../contract/approvals.ts';
import { trustHere } from '../../../policy/bundle/trust.ts';
import { at } from '../../../scanner/formats/document.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { pauseHere } from '../../../shim/policy/pause-file.ts';
import type { TraceRow } from '../../../shim/record/trace-reader.ts';
import { beginPause, endPause, mayPause } from '../policy/pause.ts';
import { noteInSession } from '../policy/sessions.ts';
import { type StoppedDeps, stoppedSessions } from '../policy/stopped-sessions.ts';
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

async function pausedSessions(deps: StoppedDeps): Promise<readonly PausedSession[]> {
  return (await stoppedSessions(deps)).map(({ lastActive, ...row }) => ({
    ...row,
    ...whoseIs(deps.decisionsOf(row.session)),
    since: lastActive,
  }));
}

function whoseIs(rows: readonly TraceRow[]): Pick<PausedSession, 'client' | 'servers'> {
  const named = (part: string, name: string): readonly string[] =>
    rows.flatMap(({ connection }) => {
      const found = at(connection, [part, name]);
      return typeof found === 'string' ? [found] : [];
    });
  return { client: named('agent', 'client').at(-1) ?? null, servers: [...new Set(named('server', 'name'))] };
}

function notStopped(key: string): SallyportError {
  return new SallyportError({
    code: 'RECORD_UNKNOWN',
    message: `no stopped session has the key ${JSON.stringify(key)}`,
    remedy: 'Look at the list again: it has ended, or goes on already.',
  });
}
