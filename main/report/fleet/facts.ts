import { worse } from '../../../scanner/model/finding.ts';
import type { Severity } from '../../../scanner/model/finding.ts';
import type { Inventory } from '../../../scanner/model/inventory.ts';
import { isPresent, openFindings, severityRank } from '../order.ts';
import { unreadSources } from '../unread.ts';

/** Days after which a scan says nothing about today. */
export const staleAfterDays = 7;

export type FleetStatus = 'ok' | 'incomplete' | 'stale' | 'never-scanned';

/** `unknown`: nothing bad is known, but not everything was looked at lately. It is never reported as `ok`. */
export type Verdict = 'ok' | 'problem' | 'unknown';

/** The numbers there are, in the order they are printed. */
export const countNames = [
  'servers',
  'malicious-servers',
  'banned-servers',
  'shadow-servers',
  'approved-servers',
  'unidentified-servers',
  'guarded-servers',
  'direct-servers',
  'new-servers',
  'changed-servers',
  'open-findings',
  'critical-findings',
  'high-findings',
  'medium-findings',
  'low-findings',
  'clients',
  'unread-sources',
] as const;

export type CountName = (typeof countNames)[number];

/** How far the last scan can be trusted. A scan from the future, or without a readable time, is stale. */
export function fleetStatus(inventory: Inventory | null, now: Date): FleetStatus {
  if (inventory === null) {
    return 'never-scanned';
  }
  const age = scanAgeDays(inventory, now);
  if (age === null || age > staleAfterDays) {
    return 'stale';
  }
  return inventory.completeness.complete ? 'ok' : 'incomplete';
}

/**
 * `problem`: a malicious or banned server, or anything of high risk or worse. What is known to be bad stays bad in an
 * old or incomplete scan.
 */
export function verdict(inventory: Inventory | null, now: Date): Verdict {
  if (inventory !== null && hasProblem(inventory)) {
    return 'problem';
  }
  return fleetStatus(inventory, now) === 'ok' ? 'ok' : 'unknown';
}

/** Full days since the scan; null where the clock or the recorded time cannot be right. */
export function scanAgeDays({ collectedAt }: Inventory, now: Date): number | null {
  const days = (now.getTime() - Date.parse(collectedAt)) / 86_400_000;
  return Number.isNaN(days) || days < -1 ? null : Math.max(0, Math.floor(days));
}

/** Worst risk of any server or client setting; `unknown` is not `none`. */
export function worstRisk(inventory: Inventory | null): Severity | 'none' | 'unknown' {
  if (inventory === null) {
    return 'unknown';
  }
  const risks = [
    ...inventory.servers.filter(isPresent).map(({ risk }) => risk),
    ...inventory.clients.flatMap(({ findings }) => openFindings(findings)).map(({ severity }) => severity),
  ];
  return risks.length > 0 ? risks.reduce(worse) : inventory.completeness.complete ? 'none' : 'unknown';
}

/** The numbers every format reports, by the names `fleet get` knows. */
export function counts(inventory: Inventory): Readonly<Record<CountName, number>> {
  const { summary, clients } = inventory;
  const { critical, high, medium, low } = summary.findings;
  const servers = inventory.servers.filter(isPresent);
  return {
    servers: summary.servers,
    'malicious-servers': summary.malicious,
    'banned-servers': summary.banned,
    'shadow-servers': summary.shadow,
    'approved-servers': servers.filter(({ standing }) => standing === 'approved').length,
    'unidentified-servers': servers.filter(({ identity }) => identity.kind === 'unidentified').length,
    'guarded-servers': summary.guarded,
    'direct-servers': summary.direct,
    'new-servers': servers.filter(({ change }) => change === 'new').length,
    'changed-servers': servers.filter(({ change }) => change === 'changed').length,
    'open-findings': critical + high + medium + low,
    'critical-findings': critical,
    'high-findings': high,
    'medium-findings': medium,
    'low-findings': low,
    clients: clients.filter(({ installed }) => installed).length,
    'unread-sources': unreadSources(inventory).length,
  };
}

function hasProblem({ servers, clients }: Inventory): boolean {
  return (
    servers
      .filter(isPresent)
      .some(({ standing, risk }) => standing === 'malicious' || standing === 'banned' || isBad(risk)) ||
    clients.some(({ findings }) => openFindings(findings).some(({ severity }) => isBad(severity)))
  );
}

function isBad(severity: Severity): boolean {
  return severityRank(severity) >= severityRank('high');
}
