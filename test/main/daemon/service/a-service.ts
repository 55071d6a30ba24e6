import { join } from 'node:path';
import type { Jobs } from '../../../../main/daemon/jobs/job.ts';
import { runJob } from '../../../../main/daemon/jobs/run-job.ts';
import { processTable } from '../../../../main/daemon/process-table.ts';
import { openService, type Service, type ServiceDeps } from '../../../../main/daemon/service/service.ts';
import type { Machine } from '../../../../scanner/machine.ts';
import { folderWith } from '../../scan-home.ts';

export interface ServiceUnderTest {
  readonly service: Service;
  readonly home: string;
  readonly stateFolder: string;
  /** What went wrong inside; a test that expects nothing asserts that it is empty. */
  readonly faults: readonly unknown[];
}

/** Does jobs without a thread: they come to the same, and start at once. */
const here: Jobs = {
  run: (job, { signal, progress }) => {
    signal.throwIfAborted();
    return runJob(job, progress) as never;
  },
};

/** A Linux laptop that knows nothing but this home. */
export function machineWith(home: string): Machine {
  return {
    os: 'linux',
    home,
    env: {},
    system: join(home, 'system'),
    searchPath: [],
    programEndings: [''],
    userId: process.getuid?.() ?? null,
  };
}

/** The real service over a home with these files. */
export function serviceWith(
  files: Readonly<Record<string, unknown>>,
  changed: Partial<ServiceDeps> = {},
): ServiceUnderTest {
  const home = folderWith(files);
  const stateFolder = join(home, '.sallyport');
  const faults: unknown[] = [];
  const service = openService({
    machine: machineWith(home),
    stateFolder,
    now: () => new Date(),
    user: 'kim',
    host: 'headless',
    mayReadGuarded: true,
    projects: [],
    processes: processTable(process.env),
    jobs: here,
    approvals: null,
    pauses: null,
    policyMachine: null,
    can: { startAtLogin: false, notify: false },
    onWatchEvent: () => undefined,
    onNote: (note) => faults.push(note),
    onInternal: (name, error) => faults.push([name, error]),
    ...changed,
  });
  return { service, home, stateFolder, faults };
}
