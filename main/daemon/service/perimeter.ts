import type { PerimeterMap, Reach } from '../../contract/overview.ts';
import type { Catalogue } from '../../../policy/catalogue/catalogue.ts';
import type { Inventory, LaunchRow, ServerRow } from '../../../scanner/model/inventory.ts';
import { worstFirst } from '../../report/order.ts';
import { concerns } from '../catalogue-identity.ts';

/** Clients, the routes to their servers (the worst first), and what those reach. */
export function perimeterMap(inventory: Inventory | null, catalogue: Catalogue): PerimeterMap {
  const servers = inventory === null ? [] : worstFirst(inventory);
  const used = new Set<string>(servers.flatMap(({ sightings }) => sightings.map(({ client }) => client)));
  const reached = servers.map((server) => ({ server: server.id, reaches: reachesOf(server, catalogue) }));
  return {
    clients: (inventory?.clients ?? [])
      .filter(({ id, installed }) => installed || used.has(id))
      .map(({ id, name, installed }) => ({ id, name, installed })),
    servers: servers.map(({ id, names, standing, risk, change, sightings }) => ({
      id,
      name: names[0] ?? id,
      standing,
      risk,
      change,
      isDrifted: sightings.some(({ route }) => route === 'drifted'),
    })),
    routes: servers.flatMap(({ id, sightings }) =>
      sightings.map(({ client, route, enabled }) => ({ client, server: id, route, enabled })),
    ),
    reaches: [...new Map(reached.flatMap(({ reaches }) => reaches.map((reach) => [reach.id, reach]))).values()],
    reaching: reached.flatMap(({ server, reaches }) => reaches.map(({ id }) => ({ server, reach: id }))),
  };
}

/** What a server can get at, as far as its entries and the catalogue tell; never a value, only names. */
function reachesOf(server: ServerRow, catalogue: Catalogue): readonly Reach[] {
  const classes = catalogue.servers
    .filter(({ identity }) => concerns(identity, server.identity))
    .flatMap(({ dataClass }) => (dataClass === null ? [] : [dataClass]));
  const launches = server.sightings.map(({ launch, route }) => (route === 'guarded' ? behindGuard(launch) : launch));
  const all = [
    ...classes.map((dataClass): Reach => ({ id: `data:${dataClass}`, kind: 'data', dataClass })),
    ...launches.flatMap((launch) => reachesOfLaunch(launch, server)),
  ];
  return [...new Map(all.map((reach) => [reach.id, reach])).values()];
}

/** What the guard starts, without its own words. */
function behindGuard(launch: LaunchRow): LaunchRow {
  const end = launch.transport === 'stdio' ? launch.args.indexOf('--') : -1;
  return launch.transport === 'stdio' && end !== -1 ? { ...launch, args: launch.args.slice(end + 1) } : launch;
}

function reachesOfLaunch(launch: LaunchRow, { identity }: ServerRow): readonly Reach[] {
  const credentials = launch.envNames
    .filter((name) => /TOKEN|KEY|SECRET|PASSWORD|CREDENTIAL|DSN|DATABASE_URL/i.test(name))
    .map((name): Reach => ({ id: `credential:${name}`, kind: 'credential', name }));
  if (launch.transport !== 'stdio') {
    return [...networkOf(launch.url), ...credentials];
  }
  const folders = launch.args
    .filter((word) => /^(~|\/|[A-Za-z]:[\\/])/.test(word) && !/\.(js|mjs|cjs|ts|py|rb|sh|exe|jar)$/.test(word))
    .map((path): Reach => ({ id: `folder:${path}`, kind: 'folder', path }));
  const place: Reach =
    identity.kind === 'oci' ? { id: 'container', kind: 'container' } : { id: 'account', kind: 'account' };
  return [place, ...launch.args.flatMap(networkOf), ...folders, ...credentials];
}

function networkOf(word: string): readonly Reach[] {
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(word) || !URL.canParse(word)) {
    return [];
  }
  const { host } = new URL(word);
  return host === '' ? [] : [{ id: `network:${host}`, kind: 'network', host }];
}
