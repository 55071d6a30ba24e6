import type { HealthKind } from './health-kinds.ts';
import { nothing } from './inputs.ts';
import { operation } from './operation.ts';

/** What runs, and since when. */
export interface StatusView {
  readonly version: string;
  readonly daemon: { readonly pid: number; readonly since: string; readonly host: 'tray' | 'headless' };
  readonly stateFolder: string;
  readonly isWatching: boolean;
  /** What `sallyport status` says, line by line. */
  readonly lines: readonly HealthLine[];
}

/** One line of status or doctor. */
export interface HealthLine {
  readonly id: string;
  readonly kind: HealthKind;
  /** Paths, names and numbers of the message, by its kind. */
  readonly parts: readonly string[];
  readonly state: 'ok' | 'attention' | 'broken' | 'unknown';
  readonly message: string;
  /** Null when there is nothing to do. */
  readonly remedy: string | null;
}

export const healthOperations = {
  'status.show': operation<StatusView>()('read', nothing),
  'doctor.run': operation<readonly HealthLine[]>()('read', nothing),
};
