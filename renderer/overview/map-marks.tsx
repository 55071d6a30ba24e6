import { Icon, type IconName } from '../parts/icon.tsx';
import { type MapNode, ROW } from './map-layout.ts';

const CHARACTER = 7.8;

/** One box of the map: a sign, a name, and at the right what kind of thing it is. */
export function MapNodeBox({
  node,
  width,
  name,
  icon,
  kind,
  className,
}: {
  readonly node: MapNode | undefined;
  readonly width: number;
  readonly name: string;
  readonly icon?: IconName;
  readonly kind?: string;
  readonly className: string;
}) {
  if (node === undefined) {
    return null;
  }
  const height = ROW - 6;
  const start = icon === undefined ? 9 : 28;
  const room = Math.floor((width - start - 8 - (kind === undefined ? 0 : kind.length * 6.4 + 16)) / CHARACTER);
  return (
    <g className={className} transform={`translate(${node.x} ${node.y - height / 2})`}>
      <title>{kind === undefined ? name : `${kind}: ${name}`}</title>
      <rect width={width} height={height} rx={5} />
      {icon === undefined ? null : (
        <g className="node-sign" transform="translate(7 4)">
          <Icon name={icon} dashed={icon === 'circle'} />
        </g>
      )}
      <text x={start} y={height / 2 + 4.5}>
        {shortened(name, room)}
      </text>
      {kind === undefined ? null : (
        <text className="node-kind" x={width - 8} y={height / 2 + 4} textAnchor="end">
          {kind}
        </text>
      )}
    </g>
  );
}

export function MapEdge({
  from,
  to,
  nodeWidth,
  className,
}: {
  readonly from: MapNode | undefined;
  readonly to: MapNode | undefined;
  readonly nodeWidth: number;
  readonly className: string;
}) {
  if (from === undefined || to === undefined) {
    return null;
  }
  const start = from.x + nodeWidth;
  const middle = (start + to.x) / 2;
  return <path className={className} d={`M${start} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`} />;
}

/** Paths tell most at their end, names at their beginning. */
function shortened(name: string, room: number): string {
  if (name.length <= room) {
    return name;
  }
  return /^[~/]/.test(name) ? `…${name.slice(1 - room)}` : `${name.slice(0, Math.max(1, room - 1))}…`;
}
