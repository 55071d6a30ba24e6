import type { Inventory, ServerRow } from '../../../scanner/model/inventory.ts';
import { openFindings, worstFirst } from '../order.ts';
import { unreadSources } from '../unread.ts';
import { asciiJson } from '../ascii.ts';
import { purlWithVersion, routesOf } from '../words.ts';
import { countNames, counts, fleetStatus, verdict, worstRisk } from './facts.ts';

/**
 * `sallyport.fleet/1.0`: a summary of the device and a section for each user with its own time and status. One line of
 * ASCII; no arguments, no addresses with credentials, names of variables only.
 */
export function fleetJson(inventory: Inventory | null, homes: readonly Inventory[], now: Date): string {
  const document = {
    schema: 'sallyport.fleet/1.0',
    status: fleetStatus(inventory, now),
    verdict: verdict(inventory, now),
    worstRisk: worstRisk(inventory),
    tool: inventory?.tool ?? null,
    device: inventory?.device ?? null,
    policy: inventory?.policy ?? null,
    summary: inventory === null ? null : camelCounts(inventory),
    users: homes.length === 0 ? [neverScanned] : homes.map((home) => userSection(home, now)),
  };
  return `${asciiJson(JSON.stringify(document))}\n`;
}

/** The person is not known before the first scan, but the section is there: no list of users may look clean. */
const neverScanned = {
  name: null,
  id: null,
  collectedAt: null,
  status: 'never-scanned',
  complete: false,
  reasons: [],
  summary: null,
  clients: [],
  unread: [],
  servers: [],
};

function userSection(inventory: Inventory, now: Date): unknown {
  const { user, collectedAt, completeness, clients } = inventory;
  return {
    name: user.name,
    id: user.id,
    collectedAt,
    status: fleetStatus(inventory, now),
    complete: completeness.complete,
    reasons: completeness.reasons,
    summary: camelCounts(inventory),
    clients: clients.map(({ id, installed, version, findings }) => ({
      id,
      installed,
      version,
      findings: ruleNames(findings),
    })),
    unread: unreadSources(inventory).map(({ client, scope, path, outcome }) => ({ client, scope, path, outcome })),
    servers: worstFirst(inventory).map(serverSection),
  };
}

function serverSection(server: ServerRow): unknown {
  const { id, identity, names, transport, standing, risk, sightings, findings, firstSeen, change } = server;
  return {
    id,
    names,
    kind: identity.kind,
    purl: purlWithVersion(identity),
    origin: identity.origin,
    sha256: identity.sha256,
    reason: identity.reason,
    transport,
    standing,
    risk,
    change,
    firstSeen,
    routes: routesOf(server),
    sightings: sightings.map(({ client, scope, path, pointer, enabled }) => ({
      client,
      scope,
      path,
      pointer,
      enabled,
    })),
    findings: ruleNames(findings),
  };
}

function ruleNames(findings: ServerRow['findings']): readonly string[] {
  return openFindings(findings).map(({ rule, severity }) => `${severity} ${rule}`);
}

function camelCounts(inventory: Inventory): Readonly<Record<string, number>> {
  const numbers = counts(inventory);
  return Object.fromEntries(
    countNames.map((name) => [name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()), numbers[name]]),
  );
}
