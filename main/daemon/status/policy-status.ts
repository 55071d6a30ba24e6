import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpack } from '../../../policy/bundle/envelope.ts';
import { type LoadedBundle, loadBundle } from '../../../policy/bundle/load.ts';
import { inForce } from '../../../policy/bundle/store.ts';
import { PolicyRefused } from '../../../policy/cedar/fault.ts';

/** The policy of a state folder, as `status` shows it. */
export interface PolicyStatus {
  readonly state: 'none' | 'in-force' | 'stale' | 'unusable';
  readonly source: 'none' | 'local' | 'managed';
  readonly version: number | null;
  readonly mode: 'monitor' | 'lockdown' | null;
  /** ISO 8601. */
  readonly issuedAt: string | null;
  readonly ageSeconds: number | null;
  /** Why it can not be used, or why the one before decides. */
  readonly note: string | null;
}

const none: PolicyStatus = {
  state: 'none',
  source: 'none',
  version: null,
  mode: null,
  issuedAt: null,
  ageSeconds: null,
  note: null,
};

export function policyStatus(stateFolder: string, now: Date): PolicyStatus {
  const folder = join(stateFolder, 'policy');
  const found = inForce(folder, { kind: 'local' }, now);
  switch (found.kind) {
    case 'none':
      return none;
    case 'in-force': {
      const { loaded, staleSince } = found.verified;
      return { ...about(loaded, now), state: staleSince === null ? 'in-force' : 'stale', note: found.passedOver };
    }
    case 'unusable': {
      const loaded = unverified(folder);
      return { ...(loaded === null ? none : about(loaded, now)), state: 'unusable', note: found.why };
    }
  }
}

/** An administrator's policy that denies what it does not know. Then nothing is taken out from behind the shim on proposal. */
export function isManagedLockdown({ source, mode }: PolicyStatus): boolean {
  return source === 'managed' && mode === 'lockdown';
}

function about({ bundle }: LoadedBundle, now: Date): Omit<PolicyStatus, 'state' | 'note'> {
  return {
    source: bundle.organisation === null ? 'local' : 'managed',
    version: bundle.version,
    mode: bundle.settings.mode,
    issuedAt: bundle.issuedAt,
    ageSeconds: Math.max(0, Math.round((now.getTime() - Date.parse(bundle.issuedAt)) / 1000)),
  };
}

/** Only to say what lies there: a signature that can not be checked here must not make us laxer, and does not. */
function unverified(folder: string): LoadedBundle | null {
  try {
    return loadBundle(unpack(readFileSync(join(folder, 'active'))).payload);
  } catch (error) {
    if (error instanceof PolicyRefused || (error instanceof Error && 'code' in error)) {
      return null;
    }
    throw error;
  }
}
