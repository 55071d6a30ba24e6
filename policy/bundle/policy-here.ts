import { join } from 'node:path';
import { type Catalogue, emptyCatalogue } from '../catalogue/catalogue.ts';
import type { Mode } from '../decide/decision.ts';
import type { LoadedBundle } from './load.ts';
import { inForce } from './store.ts';
import { trustHere, type TrustHere } from './trust.ts';
import type { Verified } from './verify.ts';

/** The policy of this laptop, whoever made it. */
export type PolicyHere =
  | { readonly kind: 'none'; readonly trust: TrustHere; readonly mode: 'monitor' }
  | InForceHere
  /** There should be one, and none can be used: the floor holds, with the built-in rules. */
  | { readonly kind: 'missing'; readonly trust: TrustHere; readonly mode: Mode; readonly why: string };

export interface InForceHere {
  readonly kind: 'in-force';
  readonly trust: TrustHere;
  /** Of the policy, or the floor where that is stricter. */
  readonly mode: Mode;
  readonly verified: Extract<Verified, { readonly ok: true }>;
  /** Why the newest is not the one that decides; null when it is. */
  readonly passedOver: string | null;
}

/**
 * Finds what decides here. Reads, verifies and compiles: 0.15 ms and a few more for hundreds of policies.
 *
 * @param machine folder of the administrator's files; null where there is none to look at
 */
export function policyHere(stateFolder: string, machine: string | null, now: Date): PolicyHere {
  const folder = join(stateFolder, 'policy');
  const trust = trustHere(folder, machine);
  if (trust.problem !== null && trust.trust.kind === 'local') {
    return { kind: 'missing', trust, mode: trust.floor, why: trust.problem };
  }
  const found = inForce(folder, trust.trust, now);
  if (found.kind === 'unusable') {
    return { kind: 'missing', trust, mode: trust.floor, why: trust.problem ?? found.why };
  }
  if (found.kind === 'none') {
    return trust.from === 'default'
      ? { kind: 'none', trust, mode: 'monitor' }
      : { kind: 'missing', trust, mode: trust.floor, why: trust.problem ?? 'no policy has arrived yet' };
  }
  return inForceUnder(trust, found.verified, found.passedOver);
}

/** What would decide here if this policy were in force: whose policies count, and the floor, stay as they are. */
export function withCandidate({ trust }: PolicyHere, candidate: LoadedBundle): InForceHere {
  return inForceUnder(trust, { ok: true, loaded: candidate, sha256: '', staleSince: null, signedBy: [] }, null);
}

function inForceUnder(trust: TrustHere, verified: InForceHere['verified'], passedOver: string | null): InForceHere {
  const mode = trust.floor === 'lockdown' ? 'lockdown' : verified.loaded.policy.mode;
  return { kind: 'in-force', trust, mode, verified, passedOver: trust.problem ?? passedOver };
}

/** The folder that relative paths in a policy start from: that of the administrator whose policy counts, else the person's own. */
export function policyFilesFolder({ trust }: PolicyHere, stateFolder: string, machine: string | null): string {
  return trust.from === 'machine' && machine !== null ? machine : join(stateFolder, 'policy', 'source');
}

/**
 * The entries that count here: those of the policy first, whose owner and tools win over a second approval, then the
 * person's own as far as they count.
 */
export function countedCatalogue(here: PolicyHere, own: Catalogue): Catalogue {
  const bundled = here.kind === 'in-force' ? here.verified.loaded.bundle.catalogue : emptyCatalogue;
  const counted = ownCounted(here.trust, own);
  return {
    servers: [...bundled.servers, ...counted.servers],
    suppressions: [...bundled.suppressions, ...counted.suppressions],
  };
}

/** Of the person's own entries only the bans count where whoever decides here does not allow local approvals. */
export function ownCounted({ localApprovals }: TrustHere, own: Catalogue): Catalogue {
  return localApprovals ? own : { servers: own.servers.filter(({ status }) => status === 'banned'), suppressions: [] };
}
