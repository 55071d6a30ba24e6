import { join } from 'node:path';
import { type Catalogue, emptyCatalogue } from '../catalogue/catalogue.ts';
import type { Mode } from '../decide/decision.ts';
import { inForce } from './store.ts';
import { trustHere, type TrustHere } from './trust.ts';
import type { Verified } from './verify.ts';

/** The policy of this laptop, whoever made it. */
export type PolicyHere =
  | { readonly kind: 'none'; readonly trust: TrustHere; readonly mode: 'monitor' }
  | {
      readonly kind: 'in-force';
      readonly trust: TrustHere;
      readonly mode: Mode;
      readonly verified: Extract<Verified, { readonly ok: true }>;
      /** Why the newest policy, or what says whose policies count, is not the one that decides; null when it is. */
      readonly passedOver: string | null;
    }
  /** There should be one, and none can be used: the floor holds, with the built-in rules. */
  | { readonly kind: 'missing'; readonly trust: TrustHere; readonly mode: Mode; readonly why: string };

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
  const { verified, passedOver } = found;
  const mode = trust.floor === 'lockdown' ? 'lockdown' : verified.loaded.policy.mode;
  return { kind: 'in-force', trust, mode, verified, passedOver: trust.problem ?? passedOver };
}

/**
 * The entries that count here: those of the policy first, whose owner and tools win over a second approval, then the
 * person's own, of which only the bans count where the policy does not allow local approvals.
 */
export function countedCatalogue(here: PolicyHere, own: Catalogue): Catalogue {
  const bundled = here.kind === 'in-force' ? here.verified.loaded.bundle.catalogue : emptyCatalogue;
  const counted = here.trust.localApprovals ? own.servers : own.servers.filter(({ status }) => status === 'banned');
  return {
    servers: [...bundled.servers, ...counted],
    suppressions: [...bundled.suppressions, ...(here.trust.localApprovals ? own.suppressions : [])],
  };
}
