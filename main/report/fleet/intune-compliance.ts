import type { Inventory } from '../../../scanner/model/inventory.ts';
import { asciiJson } from '../ascii.ts';
import { counts, fleetStatus, scanAgeDays, verdict, worstRisk } from './facts.ts';
import type { CountName } from './facts.ts';

/** Stands for a number nobody knows: any rule "at most" fails on it, so that unknown never complies. */
const unknownNumber = 999_999;

/**
 * The answer of an Intune discovery script: one flat object on one line. Every name is always there, because a setting
 * that is missing counts as an error.
 */
export function intuneCompliance(inventory: Inventory | null, now: Date): string {
  const numbers = inventory === null ? null : counts(inventory);
  const number = (name: CountName): number => numbers?.[name] ?? unknownNumber;
  const settings: Readonly<Record<keyof typeof settingTypes, string | number | boolean>> = {
    ScanStatus: fleetStatus(inventory, now),
    ScanComplete: inventory?.completeness.complete ?? false,
    ScanAgeDays: (inventory === null ? null : scanAgeDays(inventory, now)) ?? unknownNumber,
    LastScan: dateTime(inventory),
    Verdict: verdict(inventory, now),
    WorstRisk: worstRisk(inventory),
    MaliciousServers: number('malicious-servers'),
    BannedServers: number('banned-servers'),
    ShadowServers: number('shadow-servers'),
    UnidentifiedServers: number('unidentified-servers'),
    DirectServers: number('direct-servers'),
    CriticalFindings: number('critical-findings'),
    HighFindings: number('high-findings'),
    OpenFindings: number('open-findings'),
    UnreadSources: number('unread-sources'),
    PolicySource: inventory?.policy.source ?? 'unknown',
    PolicyMode: inventory?.policy.mode ?? 'unknown',
    PolicyState: inventory?.policy.state ?? 'unknown',
    SallyportVersion: version(inventory),
  };
  return `${asciiJson(JSON.stringify(settings))}\n`;
}

/** Every setting with the data type a rule about it must name. */
export const settingTypes = {
  ScanStatus: 'String',
  ScanComplete: 'Boolean',
  ScanAgeDays: 'Int64',
  LastScan: 'DateTime',
  Verdict: 'String',
  WorstRisk: 'String',
  MaliciousServers: 'Int64',
  BannedServers: 'Int64',
  ShadowServers: 'Int64',
  UnidentifiedServers: 'Int64',
  DirectServers: 'Int64',
  CriticalFindings: 'Int64',
  HighFindings: 'Int64',
  OpenFindings: 'Int64',
  UnreadSources: 'Int64',
  PolicySource: 'String',
  PolicyMode: 'String',
  PolicyState: 'String',
  SallyportVersion: 'Version',
} as const;

function dateTime(inventory: Inventory | null): string {
  const time = Date.parse(inventory?.collectedAt ?? '');
  return `${new Date(Number.isNaN(time) ? 0 : time).toISOString().slice(0, 19)}Z`;
}

/** The type Version knows dotted numbers only. */
function version(inventory: Inventory | null): string {
  return /^\d+(\.\d+){1,3}/.exec(inventory?.tool.version ?? '')?.[0] ?? '0.0.0';
}
