import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processTable } from '../../main/daemon/process-table.ts';
import { readScreens } from '../../main/daemon/host/screens.ts';
import { realMachine } from '../../main/machine.ts';
import { type Daemon, startDaemon } from '../../main/daemon/service/daemon.ts';
import { installShim } from '../../shim/install/install-shim.ts';
import { makeDemoHome } from '../demo-home.ts';

const lib = join(import.meta.dirname, '..', '..', 'dist', 'lib');

/** A real daemon over a throw-away home, with the built screens and shim. */
export interface Stage {
  readonly home: string;
  readonly stateFolder: string;
  readonly daemon: Daemon;
  /** What went wrong inside. */
  readonly faults: readonly string[];
  /** Ends the daemon. */
  stop(): Promise<void>;
  /** Ends the daemon and takes the home away. */
  close(): Promise<void>;
}

/** @param furnish fills the home before the daemon looks at it; the demo home when nothing is given */
export async function openStage(furnish: (home: string) => Promise<void> = makeDemoHome): Promise<Stage> {
  if (!existsSync(join(lib, 'screens', 'screens.js'))) {
    throw new Error('there are no built screens: run `npm run build` first');
  }
  const home = await mkdtemp(join(await realpath(tmpdir()), 'sallyport-screens-'));
  await furnish(home);
  const stateFolder = join(home, '.sallyport');
  installShim(stateFolder, {
    version: spawnSync(process.execPath, [join(lib, 'shim.cjs'), '--version'], { encoding: 'utf8' }).stdout.trim(),
    node: process.execPath,
    bundle: join(lib, 'shim.cjs'),
    launcher: existsSync(join(lib, 'shim-launcher')) ? join(lib, 'shim-launcher') : null,
  });
  const faults: string[] = [];
  const daemon = await startDaemon({
    machine: { ...realMachine({ PATH: process.env['PATH'] }), home, env: {}, system: join(home, 'system') },
    stateFolder,
    now: () => new Date(),
    user: 'kim',
    host: 'headless',
    mayReadGuarded: true,
    projects: [],
    onDrift: null,
    processes: processTable(process.env),
    policyMachine: null,
    fetch: () => Promise.reject(new Error('nothing is fetched here')),
    onSynced: () => undefined,
    can: { startAtLogin: false, notify: false },
    screens: await readScreens(join(lib, 'screens')),
    onWatchEvent: () => undefined,
    onApproval: () => undefined,
    onNote: (note) => faults.push(note),
    onInternal: (name, error) => faults.push(`${name}: ${error instanceof Error ? error.stack : String(error)}`),
  });
  await daemon.ready;
  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopping ??= daemon.close());
  return {
    home,
    stateFolder,
    daemon,
    faults,
    stop,
    close: async () => {
      await stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
