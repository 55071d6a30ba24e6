import type { Inventory } from '../../../scanner/model/inventory.ts';
import { ansibleFact } from './ansible.ts';
import { deviceInventory } from './device.ts';
import { fleetJson } from './fleet-json.ts';
import { intuneCompliance } from './intune-compliance.ts';
import { intuneRules } from './intune-rules.ts';
import { jamf } from './jamf.ts';
import { remediation } from './remediation.ts';
import { token } from './token.ts';

export const reportFormats = [
  'json',
  'intune-compliance',
  'intune-rules',
  'remediation',
  'jamf',
  'token',
  'ansible',
] as const;

export type FleetFormat = (typeof reportFormats)[number];

export interface FleetReport {
  readonly text: string;
  /** 1 only for `remediation`, when something is wrong or unknown; collectors of the other formats want 0. */
  readonly exitCode: 0 | 1;
}

/**
 * The last scan of each home in a collector's format: ASCII, ending in a line end that counts. No inventory is a laptop
 * that was never scanned, and every format says so.
 *
 * @param options.maxChars limit for `remediation` (2,048 when undefined) and `jamf` (254); JSON is never cut
 */
export function fleetReport(
  format: FleetFormat,
  inventories: readonly Inventory[],
  { now, maxChars }: { readonly now: Date; readonly maxChars?: number | undefined },
): FleetReport {
  const inventory = deviceInventory(inventories);
  if (format === 'remediation') {
    return remediation(inventory, now, maxChars ?? 2048);
  }
  const write: Readonly<Record<Exclude<FleetFormat, 'remediation'>, () => string>> = {
    json: () => fleetJson(inventory, inventories, now),
    'intune-compliance': () => intuneCompliance(inventory, now),
    'intune-rules': intuneRules,
    jamf: () => jamf(inventory, now, maxChars ?? 254),
    token: () => token(inventory, now),
    ansible: () => ansibleFact(inventory, now),
  };
  return { text: write[format](), exitCode: 0 };
}
