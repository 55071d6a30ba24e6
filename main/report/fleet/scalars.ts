import { deviceInventory } from './device.ts';
import type { Inventory } from '../../../scanner/model/inventory.ts';
import { asciiText } from '../ascii.ts';
import { countNames, counts, fleetStatus, scanAgeDays, verdict, worstRisk } from './facts.ts';

export const fleetScalarNames = [
  'status',
  'verdict',
  'complete',
  'worst-risk',
  ...countNames,
  'last-scan',
  'last-scan-jamf',
  'scan-age-days',
  'version',
  'advisories',
  'policy-source',
  'policy-mode',
  'policy-state',
  'policy-version',
] as const;

export type ScalarName = (typeof fleetScalarNames)[number];

/**
 * Bare values for collectors: under 200 characters of ASCII each. Before the first scan numbers are `-1`, words are
 * `unknown` and times are empty: nothing there can be taken for a clean laptop.
 */
export function fleetScalars(inventory: Inventory | null, now: Date): Readonly<Record<ScalarName, string>> {
  const numbers = inventory === null ? null : counts(inventory);
  const count = (name: (typeof countNames)[number]): string => String(numbers?.[name] ?? -1);
  const age = inventory === null ? null : scanAgeDays(inventory, now);
  const policy = inventory?.policy;
  const scalars: Readonly<Record<ScalarName, string>> = {
    status: fleetStatus(inventory, now),
    verdict: verdict(inventory, now),
    complete: String(inventory?.completeness.complete ?? false),
    'worst-risk': worstRisk(inventory),
    servers: count('servers'),
    'malicious-servers': count('malicious-servers'),
    'banned-servers': count('banned-servers'),
    'shadow-servers': count('shadow-servers'),
    'approved-servers': count('approved-servers'),
    'unidentified-servers': count('unidentified-servers'),
    'guarded-servers': count('guarded-servers'),
    'direct-servers': count('direct-servers'),
    'new-servers': count('new-servers'),
    'changed-servers': count('changed-servers'),
    'open-findings': count('open-findings'),
    'critical-findings': count('critical-findings'),
    'high-findings': count('high-findings'),
    'medium-findings': count('medium-findings'),
    'low-findings': count('low-findings'),
    clients: count('clients'),
    'unread-sources': count('unread-sources'),
    'last-scan': inventory?.collectedAt ?? '',
    'last-scan-jamf': inventory === null ? '' : jamfDate(inventory.collectedAt),
    'scan-age-days': String(age ?? -1),
    version: inventory?.tool.version ?? '',
    advisories: inventory?.tool.advisories ?? '',
    'policy-source': policy?.source ?? 'unknown',
    'policy-mode': policy?.mode ?? 'unknown',
    'policy-state': policy?.state ?? 'unknown',
    'policy-version': String(policy?.version ?? -1),
  };
  return bare(scalars);
}

/** One scalar about the whole laptop, or null when there is none of that name. */
export function fleetGet(name: string, inventories: readonly Inventory[], now: Date): string | null {
  const known = fleetScalarNames.find((scalar) => scalar === name);
  return known === undefined ? null : fleetScalars(deviceInventory(inventories), now)[known];
}

/** Jamf's Date type: `YYYY-MM-DD hh:mm:ss`, here in UTC. */
function jamfDate(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

function bare<Name extends string>(scalars: Readonly<Record<Name, string>>): Readonly<Record<Name, string>> {
  const bounded: Record<Name, string> = { ...scalars };
  for (const name in bounded) {
    bounded[name] = asciiText(bounded[name]).slice(0, 199);
  }
  return bounded;
}
