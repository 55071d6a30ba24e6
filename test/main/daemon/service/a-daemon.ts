import { join } from 'node:path';
import { processTable } from '../../../../main/daemon/process-table.ts';
import { type Daemon, type DaemonDeps, startDaemon } from '../../../../main/daemon/service/daemon.ts';
import { machineWith } from './a-service.ts';

/** The real daemon over a home, without screens and without a network. */
export function daemonOver(home: string, changed: Partial<DaemonDeps> = {}): Promise<Daemon> {
  return startDaemon({
    machine: machineWith(home),
    stateFolder: join(home, '.sallyport'),
    now: () => new Date(),
    user: 'kim',
    host: 'headless',
    mayReadGuarded: true,
    projects: [],
    onDrift: null,
    processes: processTable(process.env),
    policyMachine: null,
    fetch: () => Promise.reject(new Error('nothing is fetched here')),
    can: { startAtLogin: false, notify: false },
    screens: null,
    onSynced: () => undefined,
    onWatchEvent: () => undefined,
    onApproval: () => undefined,
    onNote: () => undefined,
    onInternal: (name, error) => {
      throw new Error(name, { cause: error });
    },
    ...changed,
  });
}
