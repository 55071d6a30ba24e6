import { countedCatalogue, type PolicyHere } from '../../../policy/bundle/policy-here.ts';
import type { LoadedBundle } from '../../../policy/bundle/load.ts';
import type { Catalogue } from '../../../policy/catalogue/catalogue.ts';
import { standing } from '../../../policy/catalogue/standing.ts';
import { decide } from '../../../policy/decide/decide.ts';
import { reasonsOf } from '../../../policy/decide/reasons.ts';
import { advisoriesFor } from '../../../scanner/identity/advisories-for.ts';
import type { Advisories } from '../../../scanner/identity/advisories.ts';
import type { Standing } from '../../../scanner/model/identity.ts';
import type { Inventory } from '../../../scanner/model/inventory.ts';
import type { RecordedCall } from './recorded-calls.ts';
import { bareResolved, replayed } from './replay.ts';

export interface SimulateDeps {
  readonly candidate: LoadedBundle;
  readonly here: PolicyHere;
  /** The person's own catalogue, which goes on counting beside the candidate's. */
  readonly own: Catalogue;
  readonly advisories: Advisories;
}

export type WouldBe = 'allow' | 'ask' | 'deny';

/** Calls of one person with one tool of one server that the candidate would decide otherwise. */
export interface SimulatedChange {
  readonly person: string;
  readonly server: string;
  readonly tool: string;
  readonly was: WouldBe;
  readonly wouldBe: WouldBe;
  readonly calls: number;
  /** Policies that make it so, or `no-rule-allows` and the like. */
  readonly because: readonly string[];
  /** A trace id to explain one of them. */
  readonly example: string;
}

export interface Simulation {
  readonly calls: number;
  readonly unchanged: number;
  readonly changes: readonly SimulatedChange[];
  readonly undecidable: readonly { readonly notRecorded: string; readonly calls: number }[];
}

/** Decides recorded calls anew, by a candidate that is not in force. What the record can not tell is counted as such. */
export function simulate(calls: Iterable<RecordedCall>, deps: SimulateDeps): Simulation {
  const { candidate, own, advisories, here } = deps;
  const catalogue = countedCatalogue(withCandidate(here, candidate), own);
  const changes = new Map<string, SimulatedChange>();
  const undecidable = new Map<string, number>();
  let [all, unchanged] = [0, 0];
  for (const call of calls) {
    all += 1;
    const { facts, notRecorded } = replayed(call, { loaded: candidate, catalogue, advisories });
    if (notRecorded.length > 0) {
      const what = notRecorded.join(', ');
      undecidable.set(what, (undecidable.get(what) ?? 0) + 1);
      continue;
    }
    const decision = decide(facts, candidate.policy);
    if (decision.effect === call.decided.effect) {
      unchanged += 1;
      continue;
    }
    const change = changeOf(call, decision.effect, reasonsOf(decision));
    const key = JSON.stringify([change.person, change.server, change.tool, change.was, change.wouldBe, change.because]);
    const before = changes.get(key);
    changes.set(key, before === undefined ? change : { ...before, calls: before.calls + 1 });
  }
  return {
    calls: all,
    unchanged,
    changes: [...changes.values()].toSorted((a, b) => b.calls - a.calls),
    undecidable: [...undecidable].map(([notRecorded, count]) => ({ notRecorded, calls: count })),
  };
}

/** A server of the last inventory whose standing the candidate would change. */
export interface StandingChange {
  readonly server: string;
  readonly was: Standing;
  readonly wouldBe: Standing;
}

/** What the candidate would make of the servers that are configured now. */
export function standingChanges(
  { servers }: Pick<Inventory, 'servers'>,
  now: Date,
  { candidate, here, own, advisories }: SimulateDeps,
): readonly StandingChange[] {
  const catalogue = countedCatalogue(withCandidate(here, candidate), own);
  const day = now.toISOString().slice(0, 10);
  return servers.flatMap(({ id, names, identity, standing: was, change }): readonly StandingChange[] => {
    const resolved = bareResolved(identity);
    const { standing: wouldBe, by } = standing(resolved, advisoriesFor(resolved, advisories), catalogue, day);
    // The inventory does not say what is installed: whether such an approval holds shows only in a scan.
    const isOpen = by.kind === 'nobody' && by.unproven !== null;
    return was === wouldBe || isOpen || change === 'gone'
      ? []
      : [{ server: `${id} (${names.join(', ')})`, was, wouldBe }];
  });
}

function withCandidate(here: PolicyHere, candidate: LoadedBundle): PolicyHere {
  const verified = { ok: true, loaded: candidate, sha256: '', staleSince: null, signedBy: [] } as const;
  return { kind: 'in-force', trust: here.trust, mode: candidate.policy.mode, verified, passedOver: null };
}

function changeOf(
  { id, person, server, tool, method, decided }: RecordedCall,
  wouldBe: WouldBe,
  because: readonly string[],
): SimulatedChange {
  return {
    person,
    server: server.identity ?? server.name,
    tool: tool ?? method,
    was: decided.effect,
    wouldBe,
    calls: 1,
    because,
    example: id,
  };
}
