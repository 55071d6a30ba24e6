import { join } from 'node:path';
import { policyHere, type PolicyHere } from '../../../policy/bundle/policy-here.ts';
import { machineFolder } from '../../../policy/bundle/machine-folder.ts';
import { syncTrouble, whyMissing } from '../policy/sync-trouble.ts';
import type { Machine } from '../../../scanner/machine.ts';

/** The policy of a laptop, as `status` shows it. */
export interface PolicyStatus {
  /** `missing`: there should be one and none can be used, so the floor holds. */
  readonly state: 'none' | 'in-force' | 'stale' | 'missing';
  /** `managed`: an administrator says whose policies count here; `pinned`: this person does; `local`: made on this laptop. */
  readonly source: 'none' | 'local' | 'pinned' | 'managed';
  readonly version: number | null;
  readonly mode: 'monitor' | 'lockdown';
  /** ISO 8601. */
  readonly issuedAt: string | null;
  readonly ageSeconds: number | null;
  /** Why none can be used, why the one before decides, or what keeps a newer one from coming. */
  readonly note: string | null;
}

export function policyStatus(stateFolder: string, machine: Machine, now: Date): PolicyStatus {
  const found = policyHere(stateFolder, administratorsFolder(machine), now);
  const source = sources[found.trust.from];
  switch (found.kind) {
    case 'none':
      return { ...unknown, state: 'none', source: 'none', mode: found.mode, note: syncTrouble(stateFolder) };
    case 'missing':
      return {
        ...unknown,
        state: 'missing',
        source,
        mode: found.mode,
        note: whyMissing(stateFolder, found.why, found.trust.source),
      };
    case 'in-force': {
      const { loaded, staleSince } = found.verified;
      const { version, issuedAt } = loaded.bundle;
      return {
        state: staleSince === null ? 'in-force' : 'stale',
        source,
        version,
        mode: found.mode,
        issuedAt,
        ageSeconds: Math.max(0, Math.round((now.getTime() - Date.parse(issuedAt)) / 1000)),
        note: found.passedOver ?? syncTrouble(stateFolder),
      };
    }
  }
}

/** An administrator's policy that denies what it does not know. Then nothing is taken out from behind the shim on proposal. */
export function isManagedLockdown({ source, mode }: PolicyStatus): boolean {
  return source === 'managed' && mode === 'lockdown';
}

const unknown = { version: null, issuedAt: null, ageSeconds: null } as const;

const sources: Readonly<Record<PolicyHere['trust']['from'], PolicyStatus['source']>> = {
  machine: 'managed',
  user: 'pinned',
  default: 'local',
};

/** Where an administrator's files are on this machine. */
export function administratorsFolder({ os, system, env }: Machine): string {
  return os === 'win32' ? machineFolder(os, env) : join(system, machineFolder(os, {}));
}
