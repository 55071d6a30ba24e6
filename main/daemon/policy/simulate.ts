import { reasonsOf } from '../../../policy/decide/reasons.ts';
import { standing } from '../../../policy/catalogue/standing.ts';
import { advisoriesFor } from '../../../scanner/identity/advisories-for.ts';
import type { Standing } from '../../../scanner/model/identity.ts';
import type { Inventory } from '../../../scanner/model/inventory.ts';
import { isDecided, type RecordedCall } from './recorded-calls.ts';
import { type Against, replayed } from './replay.ts';
import { bareResolved } from './standing-then.ts';

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
export function simulate(calls: Iterable<RecordedCall>, against: Against): Simulation {
  const changes = new Map<string, SimulatedChange>();
  const undecidable = new Map<string, number>();
  let [all, unchanged] = [0, 0];
  for (const call of calls) {
    all += 1;
    const { decision, notRecorded } = replayed(call, against);
    // What nobody has decided, because the guard was paused or failed, can not be decided otherwise.
    const missing = isDecided(call.decided) ? notRecorded : ['decision'];
    if (missing.length > 0) {
      const what = missing.join(', ');
      undecidable.set(what, (undecidable.get(what) ?? 0) + 1);
      continue;
    }
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
  { catalogue, catalogueNow, advisories }: Against,
): readonly StandingChange[] {
  const day = now.toISOString().slice(0, 10);
  return servers.flatMap(({ id, names, identity, standing: was, change }): readonly StandingChange[] => {
    const resolved = bareResolved(identity);
    const matches = advisoriesFor(resolved, advisories);
    const { standing: wouldBe, by } = standing(resolved, matches, catalogue, day);
    // The inventory does not say what is installed, nor what else is started: whether such an entry holds shows only in a scan.
    const isOpen =
      (by.kind === 'nobody' && by.unproven !== null) ||
      ((was === 'banned' || was === 'malicious') && standing(resolved, matches, catalogueNow, day).standing !== was);
    return was === wouldBe || isOpen || change === 'gone'
      ? []
      : [{ server: `${id} (${names.join(', ')})`, was, wouldBe }];
  });
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
