import type { Inventory, ServerRow } from '../../scanner/model/inventory.ts';
import { isPresent, openFindings } from './order.ts';
import { purlWithVersion } from './words.ts';

/**
 * CycloneDX 1.6: clients and local servers are components, remote servers are services, and a client depends on the
 * servers it has configured. Standing, risk, routes and findings are properties under `sallyport:`.
 */
export function toCycloneDx(inventory: Inventory): unknown {
  const servers = inventory.servers.filter(isPresent);
  const clients = inventory.clients.filter(
    ({ installed, id }) => installed || servers.some((server) => isIn(server, id)),
  );
  const { tool, device, collectedAt, completeness } = inventory;
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: collectedAt,
      tools: { components: [{ type: 'application', name: tool.name, version: tool.version }] },
      component: { type: 'device', 'bom-ref': 'device', name: device.hostname },
      properties: properties([
        ['complete', String(completeness.complete)],
        ...completeness.reasons.map((reason) => ['incomplete-because', reason] as const),
      ]),
    },
    components: [
      ...clients.map(({ id, name, version }) => ({
        type: 'application',
        'bom-ref': `client:${id}`,
        name,
        ...(version === null ? {} : { version }),
      })),
      ...servers.filter((server) => !isService(server)).map(componentOf),
    ],
    services: servers.filter(isService).map(serviceOf),
    dependencies: [
      { ref: 'device', dependsOn: clients.map(({ id }) => `client:${id}`) },
      ...clients.map(({ id }) => ({
        ref: `client:${id}`,
        dependsOn: servers.filter((server) => isIn(server, id)).map((server) => server.id),
      })),
    ],
    compositions: [{ aggregate: completeness.complete ? 'complete' : 'incomplete', dependencies: ['device'] }],
  };
}

function isIn({ sightings }: ServerRow, client: string): boolean {
  return sightings.some((sighting) => sighting.client === client);
}

function isService({ identity, transport }: ServerRow): boolean {
  return identity.kind === 'remote' || transport !== 'stdio';
}

function componentOf(server: ServerRow): unknown {
  const { id, identity } = server;
  const purl = purlWithVersion(identity);
  return {
    type: identity.kind === 'oci' ? 'container' : 'application',
    'bom-ref': id,
    name: nameOf(server),
    ...(identity.version === null ? {} : { version: identity.version }),
    ...(identity.sha256 === null ? {} : { hashes: [{ alg: 'SHA-256', content: identity.sha256 }] }),
    ...(purl === null ? {} : { purl }),
    properties: propertiesOf(server),
  };
}

function serviceOf(server: ServerRow): unknown {
  const { id, identity } = server;
  return {
    'bom-ref': id,
    name: nameOf(server),
    ...(identity.origin === null
      ? {}
      : {
          endpoints: [identity.origin],
          'x-trust-boundary': !/^\w+:\/\/(localhost|127\.[\d.]+|\[::1\])([:/]|$)/.test(identity.origin),
        }),
    properties: propertiesOf(server),
  };
}

function propertiesOf(server: ServerRow): readonly unknown[] {
  const { identity, names, standing, risk, change, transport, sightings, findings } = server;
  return properties([
    ['kind', identity.kind],
    ...(identity.reason === null ? [] : [['unidentified-because', identity.reason] as const]),
    ...names.map((name) => ['name', name] as const),
    ['transport', transport],
    ['standing', standing],
    ['risk', risk],
    ['change', change],
    ...sightings.map(
      ({ client, scope, path, pointer, route }) =>
        ['sighting', `${route} ${client} ${scope} ${path}#${pointer}`] as const,
    ),
    ...openFindings(findings).map(({ rule, severity }) => ['finding', `${severity} ${rule}`] as const),
  ]);
}

function properties(pairs: readonly (readonly [name: string, value: string])[]): readonly unknown[] {
  return pairs.map(([name, value]) => ({ name: `sallyport:${name}`, value }));
}

function nameOf({ id, names }: ServerRow): string {
  return names[0] ?? id;
}
