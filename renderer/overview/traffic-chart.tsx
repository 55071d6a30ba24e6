import type { Traffic } from '../../main/contract/overview.ts';
import { useText } from '../text/use-text.tsx';

const HEIGHT = 64;
const WIDTH = 480;

/** Calls over time as bars; asks and denials stand out by place and hatch, not by colour alone. */
export function TrafficChart({ traffic }: { readonly traffic: Traffic }) {
  const { text } = useText();
  const { buckets } = traffic;
  const most = Math.max(1, ...buckets.map(({ calls }) => calls));
  const sum = (of: (bucket: Traffic['buckets'][number]) => number): number =>
    buckets.reduce((total, bucket) => total + of(bucket), 0);
  const summary = text.overview.trafficSummary(
    sum(({ calls }) => calls),
    sum(({ asks }) => asks),
    sum(({ denials }) => denials),
  );
  const step = WIDTH / buckets.length;
  return (
    <figure className="traffic">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={summary}>
        {buckets.map(({ at, calls, asks, denials }, index) => (
          <g key={at} transform={`translate(${index * step + step * 0.1} 0)`}>
            <Bar className="bar-calls" count={calls} most={most} width={step * 0.8} />
            <Bar className="bar-asks" count={asks + denials} most={most} width={step * 0.8} />
            <Bar className="bar-denials" count={denials} most={most} width={step * 0.8} />
          </g>
        ))}
        <line className="axis" x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
      </svg>
      <figcaption>{summary}</figcaption>
    </figure>
  );
}

function Bar({
  className,
  count,
  most,
  width,
}: {
  readonly className: string;
  readonly count: number;
  readonly most: number;
  readonly width: number;
}) {
  const height = count === 0 ? 0 : Math.max(2, (count / most) * (HEIGHT - 4));
  return <rect className={className} width={width} height={height} y={HEIGHT - height} />;
}
