import type { ClientDetail, ClientLine } from '../../contract/clients.ts';
import type { ChangeNote } from '../../contract/overview.ts';
import type { Route } from '../../../scanner/model/identity.ts';
import type { ClientRow, Inventory, SightingRow, SourceRow } from '../../../scanner/model/inventory.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { compare, isPresent, openFindings } from '../../report/order.ts';

/** Installed clients, and those with a config that holds servers all the same; by name. */
export function clientLines(inventory: Inventory | null): readonly ClientLine[] {
  if (inventory === null) {
    return [];
  }
  const sightings = presentSightings(inventory);
  return inventory.clients
    .map((client) => clientLine(client, inventory, sightings))
    .filter(({ installed, servers, outcomes }) => installed || servers > 0 || Object.keys(outcomes).length > 0)
    .toSorted((a, b) => compare(a.name.toLowerCase(), b.name.toLowerCase()));
}

/** One client with every source, also the absent ones, and the entries in each. @throws SallyportError `UNKNOWN_CLIENT` */
export function clientDetail(inventory: Inventory | null, id: string, events: readonly ChangeNote[]): ClientDetail {
  const client = inventory?.clients.find((one) => one.id === id);
  if (inventory === null || client === undefined) {
    throw new SallyportError({
      code: 'UNKNOWN_CLIENT',
      message: `the last scan knows no client ${JSON.stringify(id)}`,
      remedy: 'Scan, then choose one from the list of clients.',
    });
  }
  const sightings = presentSightings(inventory);
  return {
    id: client.id,
    name: client.name,
    installed: client.installed,
    findings: client.findings,
    sources: inventory.sources
      .filter((source) => source.client === id)
      .map((source) => ({ ...source, entries: entriesOf(source, sightings) })),
    events: events.filter((event) => 'client' in event && event.client === id),
  };
}

interface Seen {
  readonly server: string;
  readonly sighting: SightingRow;
}

function presentSightings({ servers }: Inventory): readonly Seen[] {
  return servers
    .filter(isPresent)
    .flatMap(({ id, sightings }) => sightings.map((sighting) => ({ server: id, sighting })));
}

function clientLine(
  { id, name, installed, findings }: ClientRow,
  inventory: Inventory,
  all: readonly Seen[],
): ClientLine {
  const own = all.filter(({ sighting }) => sighting.client === id);
  const count = (route: Route): number => own.filter(({ sighting }) => sighting.route === route).length;
  const outcomes = Object.entries(
    Object.groupBy(
      inventory.sources.filter((source) => source.client === id && source.outcome !== 'absent'),
      ({ outcome }) => outcome,
    ),
  ).map(([outcome, sources]) => [outcome, sources.length]);
  return {
    id,
    name,
    installed,
    servers: new Set(own.map(({ server }) => server)).size,
    routes: {
      direct: count('direct'),
      guarded: count('guarded'),
      drifted: count('drifted'),
      'foreign-guard': count('foreign-guard'),
      unroutable: count('unroutable'),
    },
    outcomes: Object.fromEntries(outcomes) as ClientLine['outcomes'],
    findings: openFindings(findings).length,
  };
}

function entriesOf({ id }: SourceRow, all: readonly Seen[]): ClientDetail['sources'][number]['entries'] {
  return all
    .filter(({ sighting }) => sighting.source === id)
    .map(({ server, sighting: { pointer, name, enabled, route, reason, reasonKind, launch } }) => ({
      server,
      pointer,
      name,
      enabled,
      route,
      reason,
      reasonKind,
      launch,
    }));
}
