import type { Gap } from '../../scanner/model/gap.ts';
import type { Severity } from '../../scanner/model/finding.ts';
import type { Route, Standing } from '../../scanner/model/identity.ts';
import type { Change, Scope } from '../../scanner/model/inventory.ts';
import * as z from 'zod';
import { nothing, time } from './inputs.ts';
import { operation } from './operation.ts';

/** How things stand, worst first; also the states of the tray icon. */
export type Level = 'broken' | 'asking' | 'attention' | 'paused' | 'fine' | 'not-scanned';

/** One part of the sentence that tells how things stand. The screens put it into words. */
export type StatePart =
  | {
      readonly kind:
        | 'servers'
        | 'clients'
        | 'malicious'
        | 'banned'
        | 'shadow'
        | 'unidentified'
        | 'guarded'
        | 'direct'
        | 'unroutable'
        | 'drifted'
        | 'unreadable-sources'
        | 'asks'
        | 'gaps'
        | 'paused-sessions';
      readonly count: number;
    }
  | { readonly kind: 'paused'; readonly until: string }
  | {
      /** Nothing that can be used; the newest does not decide, and the last good one does; the same of the person's catalogue. */
      readonly kind: 'policy-broken' | 'policy-faulty' | 'catalogue-faulty';
      readonly reason: string;
    }
  | { readonly kind: 'not-scanned' };

export interface Overview {
  readonly level: Level;
  /** The most important first; a sentence needs the first three or four. */
  readonly parts: readonly StatePart[];
  /** Nobody has decided, protected or approved anything here yet. */
  readonly isFirstRun: boolean;
  /** Null before the first scan. */
  readonly scan: {
    readonly at: string;
    readonly isComplete: boolean;
    /** Why it may lack something. */
    readonly reasons: readonly Gap[];
  } | null;
  readonly findings: Readonly<Record<Severity, number>>;
  /** The best thing to do next; null when all is well. */
  readonly nextStep: NextStep | null;
}

export type NextStep =
  | { readonly kind: 'scan' }
  | { readonly kind: 'answer-asks'; readonly count: number }
  | { readonly kind: 'mend-policy' | 'mend-catalogue' }
  | { readonly kind: 'remove-server'; readonly server: string; readonly name: string; readonly why: string }
  | { readonly kind: 'look-at-server'; readonly server: string; readonly name: string; readonly risk: Severity }
  | { readonly kind: 'route-again'; readonly count: number }
  | { readonly kind: 'protect'; readonly count: number }
  | { readonly kind: 'review-servers'; readonly count: number }
  | { readonly kind: 'read-guarded'; readonly count: number };

/** Clients on the left, servers in the middle, what they reach on the right. */
export interface PerimeterMap {
  readonly clients: readonly { readonly id: string; readonly name: string; readonly installed: boolean }[];
  readonly servers: readonly {
    readonly id: string;
    readonly name: string;
    readonly standing: Standing;
    readonly risk: Severity;
    readonly change: Change;
    readonly isDrifted: boolean;
  }[];
  readonly routes: readonly {
    readonly client: string;
    readonly server: string;
    readonly route: Route;
    readonly enabled: boolean;
  }[];
  readonly reaches: readonly Reach[];
  readonly reaching: readonly { readonly server: string; readonly reach: string }[];
}

/** Something a server can get at, as far as its entry and the catalogue tell. */
export type Reach =
  | { readonly id: string; readonly kind: 'data'; readonly dataClass: string }
  | { readonly id: string; readonly kind: 'network'; readonly host: string }
  | { readonly id: string; readonly kind: 'folder'; readonly path: string }
  | { readonly id: string; readonly kind: 'credential'; readonly name: string }
  /** Runs as a program of this person: all their files and the whole network. */
  | { readonly id: 'account'; readonly kind: 'account' }
  /** Confined by a container engine. */
  | { readonly id: 'container'; readonly kind: 'container' };

/** Calls over time, oldest first, without holes. */
export interface Traffic {
  readonly bucketMs: number;
  readonly buckets: readonly {
    readonly at: string;
    readonly calls: number;
    readonly asks: number;
    readonly denials: number;
    readonly failures: number;
  }[];
}

/** One line of "what changed". */
export type ChangeNote = { readonly at: string } & (
  | { readonly kind: 'server-new' | 'server-changed' | 'server-gone'; readonly server: string; readonly name: string }
  | {
      readonly kind:
        | 'drift'
        | 'client-removed'
        | 'routed-again'
        | 'left-alone'
        | 'restored'
        | 'guarded'
        | 'staged-made'
        | 'overlay-withdrawn'
        | 'first-start-worked'
        | 'first-start-failed';
      /** The reason, where the kind alone does not say it. */
      readonly detail: string | null;
      readonly path: string;
      readonly client: string | null;
      readonly server: string | null;
      readonly scope: Scope | null;
    }
  | { readonly kind: 'file-malformed' | 'file-gone'; readonly path: string; readonly client: string | null }
);

export const overviewOperations = {
  'overview.show': operation<Overview>()('read', nothing),
  'overview.map': operation<PerimeterMap>()('read', nothing),
  /** @see Traffic buckets of an hour for up to two days, else of a day */
  'overview.traffic': operation<Traffic>()('read', z.strictObject({ hours: z.number().int().min(1).max(8760) })),
  /** What changed since a time, newest first, at most 200; null: since the scan before the last. */
  'overview.changes': operation<readonly ChangeNote[]>()('read', z.strictObject({ since: time.nullable() })),
};
