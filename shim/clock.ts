export interface Clock {
  /** Wall time, for records. */
  now(): Date;
  /** Monotonic milliseconds, for durations and ages. */
  elapsedMs(): number;
}

export const systemClock: Clock = { now: () => new Date(), elapsedMs: () => performance.now() };

const dayMs = 24 * 3_600_000;
let known = { number: Number.NaN, text: '' };

/** `yyyy-mm-dd` of a time. Written out once a day: it is asked for at every call. */
export function dayOf(time: Date): string {
  const number = Math.floor(time.getTime() / dayMs);
  if (number !== known.number) {
    known = { number, text: time.toISOString().slice(0, 10) };
  }
  return known.text;
}
