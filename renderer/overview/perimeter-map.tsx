import { useMemo } from 'react';
import type { PerimeterMap as Map3, Reach } from '../../main/contract/overview.ts';
import type { Text } from '../text/en.ts';
import { useText } from '../text/use-text.tsx';
import { COLUMNS, layOut, type MapNode, ROW } from './map-layout.ts';

const NODE = 240;
const MOST = 40;

/** Clients, the routes to their servers, and what those reach. Every server leads to its details. */
export function PerimeterMap({ map: whole }: { readonly map: Map3 }) {
  const { text } = useText();
  const map = useMemo(() => worst(whole), [whole]);
  const layout = useMemo(() => layOut(map), [map]);
  const find = (nodes: readonly MapNode[], id: string): MapNode | undefined => nodes.find((node) => node.id === id);
  const words = text.overview;
  return (
    <div className="map" tabIndex={0} role="group" aria-label={words.map}>
      <svg viewBox={`0 -28 ${COLUMNS.reaches + NODE} ${layout.height + 32}`} className="map-picture">
        <text className="map-column" x={COLUMNS.clients} y={-12}>
          {words.mapClients}
        </text>
        <text className="map-column" x={COLUMNS.servers} y={-12}>
          {words.mapServers}
        </text>
        <text className="map-column" x={COLUMNS.reaches} y={-12}>
          {words.mapReaches}
        </text>
        {map.routes.map(({ client, server, route, enabled }) => (
          <Edge
            key={`${client}>${server}>${route}`}
            from={find(layout.clients, client)}
            to={find(layout.servers, server)}
            className={`edge is-${route} ${enabled ? '' : 'is-off'}`}
          />
        ))}
        {map.reaching.map(({ server, reach }) => (
          <Edge
            key={`${server}>${reach}`}
            from={find(layout.servers, server)}
            to={find(layout.reaches, reach)}
            className="edge is-reach"
          />
        ))}
        {map.clients.map(({ id, name }) => (
          <Node key={id} node={find(layout.clients, id)} name={name} className="node is-client" />
        ))}
        {map.servers.map(({ id, name, standing, risk, isDrifted }) => (
          <a
            key={id}
            href={`#servers/${id}`}
            aria-label={`${name}, ${text.common.standings[standing]}, ${text.common.severities[risk]}`}
          >
            <Node
              node={find(layout.servers, id)}
              name={`${marks[standing]} ${name}`}
              className={`node is-${standing} ${isDrifted ? 'is-drifted' : ''}`}
            />
          </a>
        ))}
        {map.reaches.map((reach) => (
          <Node
            key={reach.id}
            node={find(layout.reaches, reach.id)}
            name={reachName(reach, text)}
            className={`node is-reach-${reach.kind}`}
          />
        ))}
      </svg>
    </div>
  );
}

/** A shape for each standing: colour alone tells nothing to many people. */
const marks = { malicious: '✖', banned: '⊘', shadow: '◌', approved: '✓' } as const;

/** The picture holds the servers that matter most; the table has all of them. */
function worst(map: Map3): Map3 {
  const servers = map.servers.slice(0, MOST);
  const kept = new Set(servers.map(({ id }) => id));
  const routes = map.routes.filter(({ server }) => kept.has(server));
  const reaching = map.reaching.filter(({ server }) => kept.has(server));
  return {
    servers,
    routes,
    reaching,
    clients: map.clients.filter(({ id }) => routes.some(({ client }) => client === id)),
    reaches: map.reaches.filter(({ id }) => reaching.some(({ reach }) => reach === id)),
  };
}

function Node({
  node,
  name,
  className,
}: {
  readonly node: MapNode | undefined;
  readonly name: string;
  readonly className: string;
}) {
  return node === undefined ? null : (
    <g className={className} transform={`translate(${node.x} ${node.y - ROW / 2 + 3})`}>
      <title>{name}</title>
      <rect width={NODE} height={ROW - 6} rx={6} />
      <text x={10} y={ROW / 2 + 2}>
        {name.length > 32 ? `${name.slice(0, 31)}…` : name}
      </text>
    </g>
  );
}

function Edge({
  from,
  to,
  className,
}: {
  readonly from: MapNode | undefined;
  readonly to: MapNode | undefined;
  readonly className: string;
}) {
  if (from === undefined || to === undefined) {
    return null;
  }
  const start = from.x + NODE;
  const middle = (start + to.x) / 2;
  return <path className={className} d={`M${start} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`} />;
}

function reachName(reach: Reach, text: Text): string {
  switch (reach.kind) {
    case 'data':
      return reach.dataClass;
    case 'network':
      return reach.host;
    case 'folder':
      return reach.path;
    case 'credential':
      return reach.name;
    case 'account':
      return text.overview.reach.account;
    case 'container':
      return text.overview.reach.container;
  }
}
