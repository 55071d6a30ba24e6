import type { PerimeterMap } from '../../main/contract/overview.ts';

export interface MapNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** Where everything stands, in pixels of the picture. */
export interface MapLayout {
  readonly nodeWidth: number;
  readonly columns: readonly [number, number, number];
  readonly height: number;
  readonly clients: ReadonlyMap<string, MapNode>;
  readonly servers: ReadonlyMap<string, MapNode>;
  readonly reaches: ReadonlyMap<string, MapNode>;
}

export const ROW = 30;
const LEAST_WIDTH = 460;
/** Further apart than this, boxes no longer look like a list. */
const MOST_APART = 1.7;

/** Three columns as wide as there is room, and as high as that makes them easier to follow. Servers stand in the order they come in; clients and reaches at the mean height of what they are tied to. */
export function layOut(map: PerimeterMap, width: number, room: number): MapLayout {
  const inner = Math.max(width - 2, LEAST_WIDTH);
  const gap = Math.min(180, inner * 0.13);
  const nodeWidth = (inner - 2 * gap) / 3;
  const columns = [0, nodeWidth + gap, 2 * (nodeWidth + gap)] as const;
  const rows = Math.max(map.clients.length, map.servers.length, map.reaches.length, 1);
  const height = Math.min(Math.max(rows * ROW, room), rows * ROW * MOST_APART);
  const servers = spread(
    map.servers.map(({ id }) => id),
    columns[1],
    height,
  );
  const tied = (nodes: readonly { readonly id: string }[], ties: Ties, x: number): ReadonlyMap<string, MapNode> => {
    const mean = (id: string): number => meanOf((ties.get(id) ?? []).map((server) => servers.get(server)?.y ?? 0));
    return spread(
      nodes.map(({ id }) => id).toSorted((a, b) => mean(a) - mean(b)),
      x,
      height,
    );
  };
  const clientTies = tiesOf(map.routes.map(({ client, server }) => [client, server]));
  const reachTies = tiesOf(map.reaching.map(({ reach, server }) => [reach, server]));
  return {
    nodeWidth,
    columns,
    height,
    servers,
    clients: tied(map.clients, clientTies, columns[0]),
    reaches: tied(map.reaches, reachTies, columns[2]),
  };
}

/** The client or server that a key of the keyboard leads to from another; null for other keys. At the end of a column it stays. */
export function nextInMap({ clients, servers }: MapLayout, from: string, key: string): string | null {
  const [own, other] = servers.has(from) ? [servers, clients] : [clients, servers];
  const column = [...own.values()].toSorted((a, b) => a.y - b.y);
  const index = column.findIndex(({ id }) => id === from);
  const at = (to: number): string => column[Math.min(column.length - 1, Math.max(0, to))]?.id ?? from;
  switch (key) {
    case 'ArrowDown':
      return at(index + 1);
    case 'ArrowUp':
      return at(index - 1);
    case 'Home':
      return at(0);
    case 'End':
      return at(column.length - 1);
    case 'ArrowLeft':
      return own === clients ? from : nearest(other, own.get(from)?.y ?? 0, from);
    case 'ArrowRight':
      return own === servers ? from : nearest(other, own.get(from)?.y ?? 0, from);
    default:
      return null;
  }
}

function nearest(column: ReadonlyMap<string, MapNode>, y: number, otherwise: string): string {
  const [best] = [...column.values()].toSorted((a, b) => Math.abs(a.y - y) - Math.abs(b.y - y));
  return best?.id ?? otherwise;
}

/** The servers each thing is tied to. */
type Ties = ReadonlyMap<string, readonly string[]>;

function tiesOf(pairs: readonly (readonly [string, string])[]): Ties {
  const grouped = Map.groupBy(pairs, ([id]) => id);
  return new Map([...grouped].map(([id, tied]) => [id, tied.map(([, server]) => server)]));
}

function meanOf(heights: readonly number[]): number {
  return heights.length === 0 ? Infinity : heights.reduce((sum, height) => sum + height, 0) / heights.length;
}

function spread(ids: readonly string[], x: number, height: number): ReadonlyMap<string, MapNode> {
  const step = height / Math.max(1, ids.length);
  return new Map(ids.map((id, index) => [id, { id, x, y: step * (index + 0.5) }]));
}
