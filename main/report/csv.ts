import { openFindings } from './order.ts';
import type { Inventory, LaunchRow, ServerRow, SightingRow } from '../../scanner/model/inventory.ts';
import { csvField } from './csv-field.ts';

/**
 * One row a sighting, RFC 4180: every field quoted, lines end in CRLF. Control characters become readable escapes and a
 * field that a spreadsheet would take for a formula starts with an apostrophe.
 */
export function toCsv(inventory: Inventory): string {
  return serversToCsv(
    inventory,
    inventory.servers.filter(({ sightings }) => sightings.length > 0),
  );
}

/** Some servers of an inventory, in the order given; one that is gone has a row too, without a place. */
export function serversToCsv(inventory: Inventory, servers: readonly ServerRow[]): string {
  const rows = servers.flatMap((server) =>
    (server.sightings.length === 0 ? [null] : server.sightings).map((sighting) => rowOf(inventory, server, sighting)),
  );
  return [columns, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

const columns = [
  'server_id',
  'name',
  'kind',
  'purl',
  'version',
  'origin',
  'sha256',
  'reason',
  'standing',
  'risk',
  'change',
  'client',
  'scope',
  'path',
  'pointer',
  'enabled',
  'route',
  'route_reason',
  'transport',
  'command',
  'args',
  'url',
  'env_names',
  'header_names',
  'findings',
  'first_seen',
  'last_seen',
  'scan_complete',
] as const;

type Column = (typeof columns)[number];

function rowOf(inventory: Inventory, server: ServerRow, sighting: SightingRow | null): readonly string[] {
  const { identity } = server;
  const row: Readonly<Record<Column, string>> = {
    server_id: server.id,
    name: sighting?.name ?? server.names[0] ?? '',
    kind: identity.kind,
    purl: identity.purl ?? '',
    version: identity.version ?? '',
    origin: identity.origin ?? '',
    sha256: identity.sha256 ?? '',
    reason: identity.reason ?? '',
    standing: server.standing,
    risk: server.risk,
    change: server.change,
    ...(sighting === null ? { ...noPlace, transport: server.transport } : placeFields(sighting)),
    findings: openFindings(server.findings)
      .map(({ rule, severity }) => `${severity} ${rule}`)
      .join('; '),
    first_seen: server.firstSeen,
    last_seen: server.lastSeen,
    scan_complete: String(inventory.completeness.complete),
  };
  return columns.map((column) => row[column]);
}

const noPlace = {
  client: '',
  scope: '',
  path: '',
  pointer: '',
  enabled: '',
  route: '',
  route_reason: '',
  command: '',
  args: '',
  url: '',
  env_names: '',
  header_names: '',
} as const satisfies Partial<Record<Column, string>>;

type PlaceFields = Readonly<Record<keyof typeof noPlace | 'transport', string>>;

function placeFields({ client, scope, path, pointer, enabled, route, reason, launch }: SightingRow): PlaceFields {
  return {
    client,
    scope,
    path,
    pointer,
    enabled: String(enabled),
    route,
    route_reason: reason ?? '',
    ...launchFields(launch),
  };
}

type LaunchColumn = 'transport' | 'command' | 'args' | 'url' | 'env_names' | 'header_names';

function launchFields(launch: LaunchRow): Readonly<Record<LaunchColumn, string>> {
  const shared = { transport: launch.transport, env_names: launch.envNames.join(' ') };
  return launch.transport === 'stdio'
    ? { ...shared, command: launch.command, args: JSON.stringify(launch.args), url: '', header_names: '' }
    : { ...shared, command: '', args: '', url: launch.url, header_names: launch.headerNames.join(' ') };
}
