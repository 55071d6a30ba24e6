import { join } from 'node:path';
import { trustHere } from '../../../policy/bundle/trust.ts';
import { policyHere } from '../../../policy/bundle/policy-here.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import type { Access } from '../../contract/operation.ts';
import { serveApprovals } from '../approvals/serve.ts';
import type { ApprovalEvent } from '../approvals/request.ts';
import { openHost, type LoopbackHost } from '../host/host.ts';
import type { Screens } from '../host/screens.ts';
import type { Fetch } from '../policy/fetch-bundle.ts';
import { keepPolicy } from '../policy/keep-policy.ts';
import type { Synced } from '../policy/sync-policy.ts';
import { threads } from '../jobs/threads.ts';
import { type OnDrift, readLocalSettings, writeLocalSettings } from '../local-settings.ts';
import { markDaemon } from '../running-daemon.ts';
import { approvalsHere } from './approvals-here.ts';
import { pausesHere } from './pauses-here.ts';
import { openService, type Service, type ServiceDeps } from './service.ts';

export interface DaemonDeps extends Omit<ServiceDeps, 'approvals' | 'pauses' | 'jobs'> {
  /** Null where the program runs without a build. */
  readonly screens: Screens | null;
  /** What is done about drift from now on, also by the next daemon; null: what was chosen before. */
  readonly onDrift: OnDrift | null;
  readonly onApproval: (event: ApprovalEvent) => void;
  readonly onSynced: (synced: Synced) => void;
  /** Reaches a policy's pinned source; nothing else is ever fetched. */
  readonly fetch: Fetch;
}

/** The one daemon of a user: its service, the socket of its shims, and windows on request. */
export interface Daemon {
  readonly service: Service;
  /** Configs are watched, and the policy is as its source has it. */
  readonly ready: Promise<void>;
  /** The state folder was taken away: what shims ask, or a daemon that starts, does not find this one any more. */
  readonly lost: Promise<SallyportError>;
  /**
   * An address that opens one window, once. The loopback host is opened with the first.
   *
   * @throws SallyportError `NOT_AVAILABLE` where the program runs without a build
   */
  openWindow(mayChange: boolean): Promise<string>;
  /** How many windows are open now. */
  windows(): number;
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 2000;

const looking: ReadonlySet<Access> = new Set(['read']);
const everything: ReadonlySet<Access> = new Set(['read', 'change', 'approve']);

/**
 * Starts the daemon, unless one of this state folder runs already.
 *
 * @throws SallyportError `DAEMON_RUNNING`, `SOCKET_UNSAFE` or `STATE_UNWRITABLE`
 */
export async function startDaemon(deps: DaemonDeps): Promise<Daemon> {
  const { screens } = deps;
  let host: Promise<LoopbackHost> | null = null;
  let opened: LoopbackHost | null = null;

  // First of all, because it fails where a daemon runs already.
  const asking = await serveApprovals({
    stateFolder: deps.stateFolder,
    channels: () => trustHere(join(deps.stateFolder, 'policy'), deps.policyMachine).approvals,
    openWindow: screens === null ? null : (mayChange) => openWindow(mayChange),
    onError: (error) => deps.onInternal('approvals', error),
  });
  asking.approvals.onChange(deps.onApproval);
  const unmark = markDaemon(deps.stateFolder, deps.processes, deps.now());
  const openHere = (): Service => {
    const service: Service = openService({
      ...deps,
      approvals: approvalsHere(asking.approvals, deps.now, (client, name) => service.serverOf(client, name)),
      pauses: pausesHere({
        ...deps,
        waiting: () => asking.approvals.list(),
        decisionsOf: (session) => service.decisionsOf(session),
      }),
      jobs: threads,
    });
    return service;
  };
  let service: Service;
  try {
    if (deps.onDrift !== null) {
      writeLocalSettings(deps.stateFolder, { ...readLocalSettings(deps.stateFolder), onDrift: deps.onDrift });
    }
    service = openHere();
  } catch (error) {
    await asking.close();
    unmark();
    throw error;
  }

  const keeping = keepPolicy({
    stateFolder: deps.stateFolder,
    machine: deps.policyMachine,
    now: deps.now,
    fetch: deps.fetch,
    random: Math.random,
    onSynced: (synced) => {
      deps.onSynced(synced);
      if (synced.kind !== 'nothing') {
        service.hub.tell('policy.changed', { version: 'version' in synced ? synced.version : versionNow(deps) });
      }
    },
    onError: (error) => deps.onInternal('policy', error),
    onNote: deps.onNote,
  });
  // What is on this laptop is known before anybody asks.
  await service.handlers['scan.start']({});

  const openWindow = async (mayChange: boolean): Promise<string> => {
    if (screens === null) {
      throw new SallyportError({
        code: 'NOT_AVAILABLE',
        message: 'this daemon has no screens to show: the program was not built',
        remedy: 'Run `npm run build`, and use `dist/bin/sallyport`.',
      });
    }
    const opening = (host ??= openHost({
      door: service.door,
      hub: service.hub,
      screens,
      now: deps.now,
      port: 0,
      onInternal: deps.onInternal,
    }));
    try {
      opened = await opening;
    } catch (error) {
      // The next window tries again.
      host = null;
      throw error;
    }
    return opened.link(mayChange ? everything : looking);
  };

  const lost = Promise.withResolvers<SallyportError>();
  const looks = setInterval(() => {
    if (!asking.isHere()) {
      lost.resolve(stateGone(deps.stateFolder));
    }
  }, LOOK_EVERY_MS).unref();

  return {
    service,
    lost: lost.promise,
    ready: Promise.all([service.ready, keeping.ready]).then(() => undefined),
    openWindow,
    windows: () => opened?.windows() ?? 0,
    close: async () => {
      clearInterval(looks);
      try {
        const last = await host?.catch(() => null);
        await last?.close();
        await Promise.all([keeping.close(), service.close(), asking.close()]);
      } finally {
        // Whoever sees no mark may take the state folder away.
        unmark();
      }
    },
  };
}

function stateGone(stateFolder: string): SallyportError {
  return new SallyportError({
    code: 'STATE_UNWRITABLE',
    message: `the state folder ${stateFolder} was taken away while the daemon ran, so nobody finds it any more`,
    remedy: 'Start the daemon again; `sallyport doctor` says what is missing.',
  });
}

/** Of the policy that stays in force where a newer one could not be; 0 where none decides. */
function versionNow({ stateFolder, policyMachine, now }: DaemonDeps): number {
  const here = policyHere(stateFolder, policyMachine, now());
  return here.kind === 'in-force' ? here.verified.loaded.bundle.version : 0;
}
