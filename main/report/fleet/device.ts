import type { ClientRow, Inventory, ServerRow } from '../../../scanner/model/inventory.ts';
import { worse } from '../../../scanner/model/finding.ts';
import { summarise } from '../../../scanner/summary.ts';

/**
 * One inventory for the whole laptop from those of its homes; null when none was ever scanned. It is as old as the oldest
 * part and complete only when all parts are: a person who has not been looked at for weeks is stale, not clean.
 */
export function deviceInventory(inventories: readonly Inventory[]): Inventory | null {
  const [first, ...others] = inventories.toSorted((a, b) => a.collectedAt.localeCompare(b.collectedAt));
  if (first === undefined || others.length === 0) {
    return first ?? null;
  }
  const servers = [
    ...Map.groupBy(
      [first, ...others].flatMap((one) => one.servers),
      ({ id }) => id,
    ).values(),
  ].map(joinServers);
  const clients = [
    ...Map.groupBy(
      [first, ...others].flatMap((one) => one.clients),
      ({ id }) => id,
    ).values(),
  ].map(joinClients);
  const reasons = [first, ...others].flatMap(({ user, completeness }) =>
    completeness.reasons.map((reason) => `${user.name}: ${reason}`),
  );
  return {
    ...first,
    user: { name: '', id: '' },
    completeness: { complete: [first, ...others].every(({ completeness }) => completeness.complete), reasons },
    clients,
    sources: [first, ...others].flatMap(({ sources }) => sources),
    servers,
    summary: summarise(servers, clients),
  };
}

function joinServers(rows: readonly ServerRow[]): ServerRow {
  return rows.reduce((a, b) => {
    const [whole, part] = a.change === 'gone' ? [b, a] : [a, b];
    return {
      ...whole,
      names: [...new Set([...whole.names, ...part.names])],
      risk: worse(whole.risk, part.risk),
      sightings: [...whole.sightings, ...part.sightings],
      findings: [...whole.findings, ...part.findings],
      firstSeen: whole.firstSeen < part.firstSeen ? whole.firstSeen : part.firstSeen,
      lastSeen: whole.lastSeen > part.lastSeen ? whole.lastSeen : part.lastSeen,
    };
  });
}

function joinClients(rows: readonly ClientRow[]): ClientRow {
  return rows.reduce((a, b) => ({
    ...a,
    installed: a.installed || b.installed,
    findings: [...a.findings, ...b.findings],
  }));
}
