import type { Machine } from '../../../scanner/machine.ts';
import type { TraceReport } from '../../../shim/record/verify-trace.ts';
import type { LaptopInventory, LaptopScan } from '../scan-laptop.ts';

/** Work that would keep everybody else waiting: it is done beside the daemon. Plain data, so that it can cross to another thread. */
export type Job =
  | {
      readonly kind: 'scan';
      readonly machine: Machine;
      readonly stateFolder: string;
      readonly now: Date;
      readonly mayReadGuarded: boolean;
      readonly projects: readonly string[];
      readonly onFaultyCatalogue: LaptopScan['onFaultyCatalogue'];
    }
  /** Null: all chains. */
  | { readonly kind: 'verify'; readonly traceFolder: string; readonly chain: string | null }
  /** SQLite's own log of what was taken in of the trace. */
  | { readonly kind: 'bring-log-in'; readonly file: string };

export interface JobResults {
  readonly scan: LaptopInventory;
  readonly verify: TraceReport;
  readonly 'bring-log-in': null;
}

export type JobResult<Kind extends Job['kind']> = JobResults[Kind];

/** What a job is led by. */
export interface Reins {
  readonly signal: AbortSignal;
  /** @param total null where nobody knows it before */
  readonly progress: (done: number, total: number | null) => void;
}

/** Does a job somewhere. */
export interface Jobs {
  /** @throws what the job throws, and the reason of the signal when it is stopped */
  run<Kind extends Job['kind']>(job: Extract<Job, { readonly kind: Kind }>, reins: Reins): Promise<JobResult<Kind>>;
}
