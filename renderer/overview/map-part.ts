import type { PerimeterMap } from '../../main/contract/overview.ts';

/** The servers that matter most, with what they are tied to: a picture of thousands shows nothing. */
export function worstPart(map: PerimeterMap, most: number): PerimeterMap {
  const servers = map.servers.slice(0, most);
  const kept = new Set(servers.map(({ id }) => id));
  const routes = map.routes.filter(({ server }) => kept.has(server));
  const reaching = map.reaching.filter(({ server }) => kept.has(server));
  const clients = new Set(routes.map(({ client }) => client));
  const reaches = new Set(reaching.map(({ reach }) => reach));
  return {
    servers,
    routes,
    reaching,
    clients: map.clients.filter(({ id }) => clients.has(id)),
    reaches: map.reaches.filter(({ id }) => reaches.has(id)),
  };
}

/** Everything on the ways that lead through one node, that node among it. */
export function tiedTo(map: PerimeterMap, id: string): ReadonlySet<string> {
  const servers = new Set([
    ...map.servers.filter((server) => server.id === id).map((server) => server.id),
    ...map.routes.filter(({ client }) => client === id).map(({ server }) => server),
    ...map.reaching.filter(({ reach }) => reach === id).map(({ server }) => server),
  ]);
  return new Set([
    id,
    ...servers,
    ...map.routes.filter(({ server }) => servers.has(server)).map(({ client }) => client),
    ...map.reaching.filter(({ server }) => servers.has(server)).map(({ reach }) => reach),
  ]);
}
