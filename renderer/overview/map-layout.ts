import type { PerimeterMap } from '../../main/contract/overview.ts';

export interface MapNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

export interface MapLayout {
  readonly clients: readonly MapNode[];
  readonly servers: readonly MapNode[];
  readonly reaches: readonly MapNode[];
  readonly height: number;
}

export const ROW = 34;
export const COLUMNS = { clients: 0, servers: 380, reaches: 760 } as const;

/** Three columns. Servers stand in the order they come in; clients and reaches at the mean height of what they are tied to. */
export function layOut(map: PerimeterMap): MapLayout {
  const rows = Math.max(map.clients.length, map.servers.length, map.reaches.length, 1);
  const height = rows * ROW;
  const servers = spread(
    map.servers.map(({ id }) => id),
    COLUMNS.servers,
    height,
  );
  const heightOf = new Map(servers.map(({ id, y }) => [id, y]));
  const meanOf = (ids: readonly string[]): number =>
    ids.length === 0 ? height : ids.reduce((sum, id) => sum + (heightOf.get(id) ?? 0), 0) / ids.length;
  const tied = (nodes: readonly { readonly id: string }[], serversOf: (id: string) => readonly string[], x: number) =>
    spread(
      nodes.map(({ id }) => id).toSorted((a, b) => meanOf(serversOf(a)) - meanOf(serversOf(b))),
      x,
      height,
    );
  return {
    servers,
    clients: tied(
      map.clients,
      (id) => map.routes.filter(({ client }) => client === id).map(({ server }) => server),
      COLUMNS.clients,
    ),
    reaches: tied(
      map.reaches,
      (id) => map.reaching.filter(({ reach }) => reach === id).map(({ server }) => server),
      COLUMNS.reaches,
    ),
    height,
  };
}

function spread(ids: readonly string[], x: number, height: number): readonly MapNode[] {
  const step = height / Math.max(1, ids.length);
  return ids.map((id, index) => ({ id, x, y: step * (index + 0.5) }));
}
