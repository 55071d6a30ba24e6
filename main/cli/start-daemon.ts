import { machineFolder } from '../../policy/bundle/machine-folder.ts';
import { thisUser } from '../daemon/device.ts';
import { shippedScreens } from '../daemon/host/screens.ts';
import { processTable } from '../daemon/process-table.ts';
import { type Daemon, type DaemonDeps, startDaemon } from '../daemon/service/daemon.ts';
import { projectsOf } from './given-projects.ts';
import { mayReadGuarded } from './guarded-consent.ts';
import type { Context, Given } from './verb.ts';

/** Starts the daemon in this process, as the command line was asked to. */
export async function startHere(
  given: Given,
  context: Context,
  wish: Pick<DaemonDeps, 'onWatchEvent' | 'onApproval' | 'onSynced' | 'onDrift'>,
): Promise<Daemon> {
  const { machine, stateFolder, output, env } = context;
  return startDaemon({
    ...wish,
    machine,
    stateFolder,
    now: () => new Date(),
    user: thisUser(machine).name,
    host: 'headless',
    mayReadGuarded: await mayReadGuarded(given, context),
    projects: await projectsOf(given),
    processes: processTable(env),
    can: { startAtLogin: false, notify: false },
    policyMachine: machineFolder(process.platform, env),
    fetch: globalThis.fetch,
    screens: await shippedScreens(),
    onNote: (note) => output.note(`sallyport: ${note}`),
    onInternal: (name, error) =>
      output.note(`sallyport: ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  });
}

/** Until the person, or the system, ends us. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

/** Until the daemon is to end. @throws what leaves it without a use before */
export function untilOver(daemon: Daemon, end: Promise<void>): Promise<void> {
  return Promise.race([end, daemon.lost.then((why) => Promise.reject(why))]);
}
