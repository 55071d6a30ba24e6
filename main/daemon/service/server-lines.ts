import type { ServerLine, ServerList } from '../../contract/servers.ts';
import type { Severity } from '../../../scanner/model/finding.ts';
import type { Inventory, ServerRow } from '../../../scanner/model/inventory.ts';
import { serversToCsv } from '../../report/csv.ts';
import { openFindings, worstFirst } from '../../report/order.ts';
import { identityText, routesOf } from '../../report/words.ts';

/** Every server as a row of the table, the worst first and the gone last. */
export function serverList(inventory: Inventory | null): ServerList {
  if (inventory === null) {
    return { collectedAt: null, servers: [], clients: {} };
  }
  const gone = inventory.servers.filter(({ change }) => change === 'gone');
  return {
    collectedAt: inventory.collectedAt,
    servers: [...worstFirst(inventory), ...gone].map(serverLine),
    clients: Object.fromEntries(inventory.clients.map(({ id, name }) => [id, name])),
  };
}

/** Some servers as a table for a spreadsheet, and how many of them there still are. */
export function exportServers(
  inventory: Inventory | null,
  ids: readonly string[],
): { readonly text: string; readonly servers: number } {
  const byId = new Map<string, ServerRow>(inventory?.servers.map((server) => [server.id, server]));
  const servers = ids.flatMap((id) => byId.get(id) ?? []);
  return { text: inventory === null ? '' : serversToCsv(inventory, servers), servers: servers.length };
}

function serverLine(server: ServerRow): ServerLine {
  const { id, names, identity, transport, standing, standingBy, risk, sightings, change, firstSeen, lastSeen } = server;
  return {
    id,
    names,
    identity: identityText(server),
    identityKind: identity.kind,
    transport,
    standing,
    standingBy,
    risk,
    clients: [...new Set(sightings.map(({ client }) => client))],
    routes: routesOf(server),
    findings: countBySeverity(openFindings(server.findings)),
    change,
    firstSeen,
    lastSeen,
  };
}

export function countBySeverity(
  findings: readonly { readonly severity: Severity }[],
): Readonly<Record<Severity, number>> {
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return { low: count('low'), medium: count('medium'), high: count('high'), critical: count('critical') };
}
