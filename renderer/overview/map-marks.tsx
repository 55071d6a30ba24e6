import { type IconName, IconPath } from '../parts/icon.tsx';
import { type MapNode, ROW } from './map-layout.ts';

/** About as wide as letters of this size are in the fonts of systems. */
const LETTER = 7;
const CAPITAL = 8.8;
const SMALL_LETTER = 6.2;
/** A narrower box keeps its room for the name; what kind of thing it is shows on hover. */
const LEAST_WITH_KIND = 150;

/** One box of the map: a sign, a name, and at the right what kind of thing it is. */
export function MapNodeBox({
  node,
  width,
  name,
  icon,
  kind: wholeKind,
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
  const kind = width < LEAST_WITH_KIND ? undefined : wholeKind;
  const height = ROW - 6;
  const start = icon === undefined ? 9 : 28;
  const room = width - start - 8 - (kind === undefined ? 0 : kind.length * SMALL_LETTER + 10);
  return (
    <g className={className} transform={`translate(${node.x} ${node.y - height / 2})`}>
      <title>{wholeKind === undefined ? name : `${wholeKind}: ${name}`}</title>
      <rect width={width} height={height} rx={5} />
      {icon === undefined ? null : (
        <g className="node-sign" transform="translate(7 4)">
          <IconPath name={icon} dashed={icon === 'circle'} />
        </g>
      )}
      {isPath(name) ? (
        <text x={start} y={height / 2 + 4.5}>
          {endOf(name, room)}
        </text>
      ) : (
        <foreignObject x={start} width={Math.max(room, 0)} height={height}>
          <div className="node-name">{name}</div>
        </foreignObject>
      )}
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

function isPath(name: string): boolean {
  return /^[~/]/.test(name);
}

/** A path tells most at its end. */
function endOf(path: string, room: number): string {
  const letters = Array.from(path);
  const kept = fitting(letters.toReversed(), room);
  return kept === letters.length ? path : `…${letters.slice(letters.length - kept + 1).join('')}`;
}

function fitting(letters: readonly string[], room: number): number {
  let width = 0;
  const over = letters.findIndex((letter) => {
    width += /[A-ZÄÖÜ_MWmw@]/.test(letter) ? CAPITAL : LETTER;
    return width > room;
  });
  return over === -1 ? letters.length : Math.max(2, over);
}
