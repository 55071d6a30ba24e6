import type { Traffic } from '../../contract/overview.ts';
import type { HourCount } from './activity-reader.ts';

const HOUR_MS = 3_600_000;
type Bucket = Traffic['buckets'][number];

/** Counts by hour as buckets without holes: an hour each for up to two days, else a day of UTC each. */
export function trafficOf(counts: readonly HourCount[], hours: number, now: Date): Traffic {
  const bucketMs = hours <= 48 ? HOUR_MS : 24 * HOUR_MS;
  const last = Math.floor(now.getTime() / bucketMs) * bucketMs;
  const buckets = Math.ceil((hours * HOUR_MS) / bucketMs);
  const start = last - (buckets - 1) * bucketMs;
  const byBucket = Map.groupBy(counts, ({ hour }) => Math.floor((Date.parse(`${hour}:00:00Z`) - start) / bucketMs));
  return {
    bucketMs,
    buckets: Array.from({ length: buckets }, (_, index) =>
      bucketOf(new Date(start + index * bucketMs).toISOString(), byBucket.get(index) ?? []),
    ),
  };
}

/** Between when and when records count for so many hours back. */
export function trafficSpan(hours: number, now: Date): readonly [since: string, until: string] {
  const { bucketMs, buckets } = trafficOf([], hours, now);
  const [since, last] = [buckets[0]?.at ?? now.toISOString(), buckets.at(-1)?.at ?? now.toISOString()];
  return [since, new Date(Date.parse(last) + bucketMs).toISOString()];
}

function bucketOf(at: string, counts: readonly HourCount[]): Bucket {
  const sum = (matches: (one: HourCount) => boolean): number =>
    counts.filter(matches).reduce((total, { count }) => total + count, 0);
  return {
    at,
    calls: sum(({ kind }) => kind === 'decision'),
    asks: sum(({ asked }) => asked === 1),
    denials: sum(({ effect }) => effect === 'deny' || effect === 'refused'),
    failures: sum(({ kind, failed }) => kind === 'outcome' && failed === 1),
  };
}
