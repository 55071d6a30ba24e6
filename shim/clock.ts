export interface Clock {
  /** Wall time, for records. */
  now(): Date;
  /** Monotonic milliseconds, for durations and ages. */
  elapsedMs(): number;
}

export const systemClock: Clock = { now: () => new Date(), elapsedMs: () => performance.now() };
