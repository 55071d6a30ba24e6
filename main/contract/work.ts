import * as z from 'zod';
import { id, nothing } from './inputs.ts';
import { operation } from './operation.ts';

export type WorkKind = 'scan' | 'protect' | 'restore' | 'verify' | 'simulate';

/** Something that takes a while. Its id is kept until the daemon ends. */
export interface Work {
  readonly id: string;
  readonly kind: WorkKind;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** What is being done now, in counts; `total` is null where nobody knows it before. */
  readonly progress: { readonly done: number; readonly total: number | null };
  readonly canStop: boolean;
  readonly state: WorkState;
}

export type WorkState =
  | { readonly kind: 'running' }
  /** Was asked to stop; ends at the next safe point. */
  | { readonly kind: 'stopping' }
  | { readonly kind: 'done' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly remedy: string };

export const workOperations = {
  /** Begins a scan, or joins the one that runs. */
  'scan.start': operation<Work>()('read', nothing),
  'work.list': operation<readonly Work[]>()('read', nothing),
  'work.stop': operation<Work>()('read', z.strictObject({ work: id })),
};
