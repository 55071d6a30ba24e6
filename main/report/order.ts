import { severities } from '../../scanner/model/finding.ts';
import type { Finding, Severity } from '../../scanner/model/finding.ts';
import type { Standing } from '../../scanner/model/identity.ts';
import type { Inventory, ServerRow } from '../../scanner/model/inventory.ts';

/** Servers that are configured now, worst first: malicious, banned, then by risk; ties by name and id, so that order is stable. */
export function worstFirst(inventory: Inventory): readonly ServerRow[] {
  return inventory.servers
    .filter(isPresent)
    .toSorted(
      (a, b) =>
        standingRank[a.standing] - standingRank[b.standing] ||
        severityRank(b.risk) - severityRank(a.risk) ||
        compare(a.names[0] ?? '', b.names[0] ?? '') ||
        compare(a.id, b.id),
    );
}

export function isPresent(server: ServerRow): boolean {
  return server.change !== 'gone';
}

/** Findings nobody suppressed, worst first. */
export function openFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings
    .filter(({ suppressed }) => suppressed === null)
    .toSorted(
      (a, b) =>
        severityRank(b.severity) - severityRank(a.severity) || compare(a.rule, b.rule) || compare(a.where, b.where),
    );
}

/** By code unit, not by locale: reports of two laptops must sort alike. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

export function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}

const standingRank: Readonly<Record<Standing, number>> = { malicious: 0, banned: 1, shadow: 2, approved: 2 };
