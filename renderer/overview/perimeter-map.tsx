import { useMemo, useRef, useState } from 'react';
import type { PerimeterMap as MapData, Reach } from '../../main/contract/overview.ts';
import type { Standing } from '../../scanner/model/identity.ts';
import type { IconName } from '../parts/icon.tsx';
import { useRem } from '../parts/use-rem.ts';
import { useMapFocus } from './use-map-focus.ts';
import { useRoom } from './use-room.ts';
import { useWidth } from '../parts/use-width.ts';
import type { Text } from '../text/en.ts';
import { foreignName } from '../parts/foreign-name.ts';
import { useText } from '../text/use-text.tsx';
import { layOut } from './map-layout.ts';
import { MapEdge, MapNodeBox } from './map-marks.tsx';
import { tiedTo, worstPart } from './map-part.ts';

const MOST = 40;
const HEAD = 26;
/** The size of letters that the picture is drawn for. */
const BASE = 14;

/** Clients, the routes to their servers, and what those reach. Clients and servers lead to their details. */
export function PerimeterMap({ map: whole, isScanned }: { readonly map: MapData; readonly isScanned: boolean }) {
  const { text } = useText();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const scale = useRem() / BASE;
  const map = useMemo(() => worstPart(whole, MOST), [whole]);
  const room = useRoom();
  const layout = useMemo(() => layOut(map, width / scale, room / scale - HEAD), [map, width, scale, room]);
  const { stopOf, onKeyDown, focused } = useMapFocus(layout);
  const [pointed, setPointed] = useState<string | null>(null);
  const lit = useMemo(() => (pointed === null ? null : tiedTo(map, pointed)), [map, pointed]);
  const dimmed = (...ids: readonly string[]): string =>
    lit === null || ids.every((id) => lit.has(id)) ? '' : ' is-dimmed';
  const words = text.overview;
  if (whole.servers.length === 0) {
    return <p className="quiet">{isScanned ? words.mapNone : words.mapEmpty}</p>;
  }
  const { nodeWidth, columns } = layout;
  const pointing = (id: string) => ({
    onPointerEnter: () => setPointed(id),
    onPointerLeave: () => setPointed(null),
    onFocus: () => {
      setPointed(id);
      focused(id);
    },
    onBlur: () => setPointed(null),
  });
  return (
    <div className="map" ref={frame} role="group" aria-label={words.map} onKeyDown={onKeyDown}>
      <svg
        width={(columns[2] + nodeWidth + 2) * scale}
        height={(layout.height + HEAD + 4) * scale}
        viewBox={`-1 ${-HEAD} ${columns[2] + nodeWidth + 2} ${layout.height + HEAD + 4}`}
      >
        {[words.mapClients, words.mapServers, words.mapReaches].map((title, index) => (
          <text key={title} className="map-column" x={columns[index]} y={-10}>
            {title}
          </text>
        ))}
        {map.routes.map(({ client, server, route, enabled }, index) => (
          <MapEdge
            key={`${client} ${server} ${route} ${index}`}
            from={layout.clients.get(client)}
            to={layout.servers.get(server)}
            nodeWidth={nodeWidth}
            className={`edge is-${route}${enabled ? '' : ' is-off'}${dimmed(client, server)}`}
          />
        ))}
        {map.reaching.map(({ server, reach }) => (
          <MapEdge
            key={`${server} ${reach}`}
            from={layout.servers.get(server)}
            to={layout.reaches.get(reach)}
            nodeWidth={nodeWidth}
            className={`edge is-reach${dimmed(server, reach)}`}
          />
        ))}
        {map.clients.map(({ id, name }) => (
          <a key={id} href={`#clients/${id}`} aria-label={name} {...stopOf(id)} {...pointing(id)}>
            <MapNodeBox
              node={layout.clients.get(id)}
              width={nodeWidth}
              name={name}
              className={`node is-client${dimmed(id)}`}
            />
          </a>
        ))}
        {map.servers.map(({ id, name, standing, risk, isDrifted }) => (
          <a
            key={id}
            href={`#servers/${id}`}
            aria-label={`${foreignName(name)}, ${text.common.standings[standing]}, ${text.common.severities[risk]}`}
            {...stopOf(id)}
            {...pointing(id)}
          >
            <MapNodeBox
              node={layout.servers.get(id)}
              width={nodeWidth}
              name={foreignName(name)}
              icon={isDrifted ? 'broken' : icons[standing]}
              className={`node is-${standing}${isDrifted ? ' is-drifted' : ''}${dimmed(id)}`}
            />
          </a>
        ))}
        {map.reaches.map((reach) => (
          <g key={reach.id} onPointerEnter={() => setPointed(reach.id)} onPointerLeave={() => setPointed(null)}>
            <MapNodeBox
              node={layout.reaches.get(reach.id)}
              width={nodeWidth}
              name={foreignName(reachName(reach, text))}
              {...(reach.kind === 'account' ? {} : { kind: words.reachKinds[reach.kind] })}
              className={`node is-reach${reach.kind === 'account' ? ' is-wide-open' : ''}${dimmed(reach.id)}`}
            />
          </g>
        ))}
      </svg>
      {whole.servers.length > MOST ? (
        <p className="quiet">
          <a href="#servers">{words.mapMore(whole.servers.length - MOST)}</a>
        </p>
      ) : null}
    </div>
  );
}

/** A shape for each standing: colour alone tells nothing to many people. */
const icons: Readonly<Record<Standing, IconName>> = {
  malicious: 'cross',
  banned: 'slash',
  shadow: 'circle',
  approved: 'check',
};

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
