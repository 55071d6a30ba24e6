import { gap } from '../../../scanner/model/gap.ts';
import type { Level, NextStep, Overview, StatePart } from '../../contract/overview.ts';
import type { Inventory, ServerRow } from '../../../scanner/model/inventory.ts';
import { isPresent, severityRank, worstFirst } from '../../report/order.ts';
import { unreadSources } from '../../report/unread.ts';
import { countBySeverity } from './server-lines.ts';

/** What an overview is made of beside the inventory. */
export interface Circumstances {
  readonly asks: number;
  readonly pausedUntil: string | null;
  readonly pausedSessions: number;
  /** Gaps in the record of the last day. */
  readonly gaps: number;
  /** Why the policy can not be used; null when all is well. */
  readonly policyTrouble: string | null;
  /** Why the newest policy does not decide, and the last good one does; null when all is well. */
  readonly policyFault: string | null;
  /** What is wrong with the person's own catalogue; null when all is well. */
  readonly catalogueFault: string | null;
  readonly catalogueEntries: number;
  readonly isWelcomed: boolean;
}

/** How things stand on this laptop. */
export function overviewOf(inventory: Inventory | null, now: Circumstances): Overview {
  const parts = partsOf(inventory, now);
  return {
    level: levelOf(inventory, now, parts),
    parts,
    isFirstRun: !now.isWelcomed && now.catalogueEntries === 0 && countOf(parts, 'guarded') === 0,
    scan:
      inventory === null
        ? null
        : {
            at: inventory.collectedAt,
            isComplete: inventory.completeness.complete,
            reasons: inventory.completeness.gaps ?? inventory.completeness.reasons.map((text) => gap('noted', text)),
          },
    findings: inventory === null ? countBySeverity([]) : inventory.summary.findings,
    nextStep: nextStep(inventory, now, parts),
  };
}

function partsOf(inventory: Inventory | null, now: Circumstances): readonly StatePart[] {
  const outside: readonly StatePart[] = [
    ...because('policy-broken', now.policyTrouble),
    ...because('policy-faulty', now.policyFault),
    ...because('catalogue-faulty', now.catalogueFault),
    ...counted('asks', now.asks),
    ...(now.pausedUntil === null ? [] : [{ kind: 'paused', until: now.pausedUntil } as const]),
    ...counted('paused-sessions', now.pausedSessions),
  ];
  if (inventory === null) {
    return [...outside, { kind: 'not-scanned' }];
  }
  const servers = inventory.servers.filter(isPresent);
  const count = (matches: (server: ServerRow) => boolean): number => servers.filter(matches).length;
  const routed = (route: string): number =>
    count(({ sightings }) => sightings.some((sighting) => sighting.enabled && sighting.route === route));
  return [
    ...outside,
    ...counted(
      'malicious',
      count(({ standing }) => standing === 'malicious'),
    ),
    ...counted(
      'banned',
      count(({ standing }) => standing === 'banned'),
    ),
    ...counted('drifted', routed('drifted')),
    ...counted('gaps', now.gaps),
    ...counted('unreadable-sources', unreadSources(inventory).length),
    { kind: 'servers', count: servers.length },
    { kind: 'clients', count: new Set(servers.flatMap(({ sightings }) => sightings.map(({ client }) => client))).size },
    ...counted(
      'shadow',
      count(({ standing }) => standing === 'shadow'),
    ),
    ...counted(
      'unidentified',
      count(({ identity }) => identity.kind === 'unidentified'),
    ),
    ...counted('direct', routed('direct')),
    ...counted('unroutable', routed('unroutable')),
    ...counted('guarded', routed('guarded')),
  ];
}

type ReasonedKind = Extract<StatePart, { readonly reason: string }>['kind'];

function because(kind: ReasonedKind, reason: string | null): readonly StatePart[] {
  return reason === null ? [] : [{ kind, reason }];
}

type CountedKind = Extract<StatePart, { readonly count: number }>['kind'];

function counted(kind: CountedKind, count: number): readonly StatePart[] {
  return count === 0 ? [] : [{ kind, count }];
}

function countOf(parts: readonly StatePart[], kind: CountedKind): number {
  return parts.reduce((count, part) => (part.kind === kind ? part.count : count), 0);
}

function levelOf(inventory: Inventory | null, now: Circumstances, parts: readonly StatePart[]): Level {
  if (now.policyTrouble !== null) {
    return 'broken';
  }
  if (now.asks > 0) {
    return 'asking';
  }
  if (now.pausedUntil !== null) {
    return 'paused';
  }
  if (inventory === null) {
    return 'not-scanned';
  }
  const worries: readonly CountedKind[] = ['malicious', 'banned', 'drifted', 'gaps', 'paused-sessions'];
  // Unknown is not clean. What would ask the person first was left out by choice, and is a step to take.
  const isIncomplete = unreadSources(inventory).some(({ outcome }) => outcome !== 'needs-consent');
  const isBad = worstFirst(inventory).some(({ risk }) => severityRank(risk) >= severityRank('high'));
  const isUnsure = isIncomplete || now.policyFault !== null || now.catalogueFault !== null;
  return isBad || isUnsure || worries.some((kind) => countOf(parts, kind) > 0) ? 'attention' : 'fine';
}

function nextStep(inventory: Inventory | null, now: Circumstances, parts: readonly StatePart[]): NextStep | null {
  if (now.asks > 0) {
    return { kind: 'answer-asks', count: now.asks };
  }
  if (now.policyTrouble !== null || now.policyFault !== null) {
    return { kind: 'mend-policy' };
  }
  if (now.catalogueFault !== null) {
    return { kind: 'mend-catalogue' };
  }
  if (inventory === null) {
    return { kind: 'scan' };
  }
  const servers = worstFirst(inventory);
  const refused = servers.find(({ standing }) => standing === 'malicious' || standing === 'banned');
  if (refused !== undefined) {
    const why = refused.standingBy ?? refused.standing;
    return { kind: 'remove-server', server: refused.id, name: nameOf(refused), why };
  }
  if (countOf(parts, 'drifted') > 0) {
    return { kind: 'route-again', count: countOf(parts, 'drifted') };
  }
  const risky = servers.find(({ risk }) => severityRank(risk) >= severityRank('high'));
  if (risky !== undefined) {
    return { kind: 'look-at-server', server: risky.id, name: nameOf(risky), risk: risky.risk };
  }
  if (countOf(parts, 'direct') > 0) {
    return { kind: 'protect', count: countOf(parts, 'direct') };
  }
  const waiting = unreadSources(inventory).filter(({ outcome }) => outcome === 'needs-consent').length;
  if (waiting > 0) {
    return { kind: 'read-guarded', count: waiting };
  }
  const shadow = countOf(parts, 'shadow');
  return shadow > 0 ? { kind: 'review-servers', count: shadow } : null;
}

function nameOf({ id, names }: ServerRow): string {
  return names[0] ?? id;
}
