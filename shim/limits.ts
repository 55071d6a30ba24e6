import type { LimitSettings } from '../policy/bundle/bundle.ts';
import { defaultLineCapBytes } from './framing/lines.ts';
import { defaultLimits, type PruneLimits } from './record/prune.ts';

/** What one connection, and the record of all of them, may grow to. */
export interface Limits {
  readonly lineCapBytes: number;
  readonly trace: PruneLimits;
}

const megabyte = 1024 * 1024;

/** Limits of a policy, or ours where it sets none. */
export function limitsOf({ lineMegabytes, traceMegabytes, traceDays }: LimitSettings): Limits {
  return {
    lineCapBytes: lineMegabytes === undefined ? defaultLineCapBytes : lineMegabytes * megabyte,
    trace: {
      totalBytes: traceMegabytes === undefined ? defaultLimits.totalBytes : traceMegabytes * megabyte,
      days: traceDays ?? defaultLimits.days,
    },
  };
}
