import { launcherPath } from '../protect/launcher.ts';
import { planHome } from '../protect/plan-home.ts';
import { type Status, statusOf, type StatusRequest } from '../status/status.ts';
import { checkMoved, checkRoutes, type MendConfigs } from './check-configs.ts';
import { checkShim } from './check-shim.ts';
import { checkState } from './check-state.ts';
import { type Finding, note, ok, told } from './finding.ts';

export interface DoctorRequest extends StatusRequest, Omit<MendConfigs, 'stateFolder' | 'now'> {
  /** Put right what can be put right without asking: our own files only. */
  readonly mayMend: boolean;
}

export interface Examined {
  readonly findings: readonly Finding[];
  readonly status: Status | null;
}

/** Looks at everything of ours on this laptop and mends what it can. */
export async function examine(request: DoctorRequest): Promise<Examined> {
  const { stateFolder, now, mayMend } = request;
  const ours = await checkState(stateFolder, request.machine, now, request.processes, mayMend);
  if (ours.some(({ about, state }) => (about === 'journal' || about === 'state') && state === 'broken') && mayMend) {
    return { findings: ours, status: null };
  }
  const plan = await planHome({ ...request, only: null, wanted: () => true }, launcherPath(stateFolder));
  const updates = plan.plans.some(({ changes }) => changes.some(({ kind }) => kind === 'update'));
  const shim = checkShim(stateFolder, updates || plan.guarded.length > 0, mayMend);
  const isShimBroken = shim.some(({ state }) => state === 'broken');
  // Entries are only pointed at a shim that is there.
  const mayRewrite = isShimBroken ? () => Promise.resolve(false) : request.mayRewrite;
  const moved = await checkMoved(plan, { ...request, now: () => now, mayRewrite });
  const status = await statusOf(request);
  return { findings: [...ours, ...shim, ...moved, ...checkRoutes(status), aboutDaemon(status)], status };
}

function aboutDaemon({ daemon }: Status): Finding {
  return daemon === null
    ? note(
        'daemon',
        told('daemon-absent', 'no daemon runs, so nobody watches the configs'),
        'Start `sallyport daemon` if you want them watched.',
      )
    : ok(
        'daemon',
        told('daemon-runs', `the daemon runs (process ${daemon.pid}, since ${daemon.since})`, daemon.pid, daemon.since),
      );
}
