import type { Traffic } from '../../main/contract/overview.ts';
import { useText } from '../text/use-text.tsx';

const HEIGHT = 72;
const WIDTH = 480;

/** Calls over time as bars; asks and denials stand at their foot, told by pattern and words too. */
export function TrafficChart({ traffic }: { readonly traffic: Traffic }) {
  const { text, locale } = useText();
  const { buckets } = traffic;
  const words = text.overview;
  const sum = (of: (bucket: Traffic['buckets'][number]) => number): number =>
    buckets.reduce((total, bucket) => total + of(bucket), 0);
  const calls = sum((bucket) => bucket.calls);
  const asks = sum((bucket) => bucket.asks);
  const denials = sum((bucket) => bucket.denials);
  if (calls === 0) {
    return <p className="quiet">{words.noTraffic}</p>;
  }
  const most = Math.max(1, ...buckets.map((bucket) => bucket.calls));
  const step = WIDTH / buckets.length;
  const hour = (at: string | undefined): string =>
    at === undefined ? '' : new Date(at).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
  return (
    <figure className="traffic">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words.trafficSummary(calls, asks, denials)}
      >
        <line className="axis" x1="0" x2={WIDTH} y1="0.5" y2="0.5" />
        {buckets.map((bucket, index) => (
          <g key={bucket.at} transform={`translate(${index * step + step * 0.12} 0)`}>
            <Bar className="bar-calls" count={bucket.calls} most={most} width={step * 0.76} />
            <Bar className="bar-asks" count={bucket.asks + bucket.denials} most={most} width={step * 0.76} />
            <Bar className="bar-denials" count={bucket.denials} most={most} width={step * 0.76} />
          </g>
        ))}
        <line className="axis" x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
      </svg>
      <div className="traffic-times quiet" aria-hidden="true">
        <span>{hour(buckets[0]?.at)}</span>
        <span>{words.mostAnHour(most)}</span>
        <span>{words.now}</span>
      </div>
      <figcaption className="legend">
        <span className="legend-calls">{words.callsCount(calls)}</span>
        <span className="legend-asks">{words.asksCount(asks)}</span>
        <span className="legend-denials">{words.denialsCount(denials)}</span>
      </figcaption>
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
  const height = count === 0 ? 0 : Math.max(3, (count / most) * (HEIGHT - 6));
  return <rect className={className} width={width} height={height} y={HEIGHT - height} />;
}
