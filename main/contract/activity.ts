import * as z from 'zod';
import type { Standing } from '../../scanner/model/identity.ts';
import { count, id, name, nothing, time } from './inputs.ts';
import { operation } from './operation.ts';
import type { Work } from './work.ts';

export const recordKinds = [
  'connection',
  'listing',
  'decision',
  'outcome',
  'finding',
  'approval',
  'policy',
  'gap',
  'end',
] as const;

export type RecordKind = (typeof recordKinds)[number];

export const standings = ['malicious', 'banned', 'approved', 'shadow'] as const satisfies readonly Standing[];

/** One record of the trace as a row; what the kind does not have is null. */
export interface ActivityRow {
  /** Names the record for good: position in the store, segment and number in it. */
  readonly at: number;
  readonly segment: string;
  readonly seq: number;
  readonly time: string;
  readonly kind: RecordKind;
  readonly session: string | null;
  /** Login name of the person for whom the client ran. */
  readonly user: string | null;
  readonly client: string | null;
  readonly server: string | null;
  /** As the inventory calls it; null until the shim knew what the server is. */
  readonly serverId: string | null;
  /** Of the server then, as the shim recorded it. */
  readonly standing: Standing | null;
  /** Counts the calls of its connection; decision and outcome of one call carry the same. */
  readonly call: number | null;
  readonly method: string | null;
  readonly tool: string | null;
  /** `unanswered`: it did not run, and nobody said no: the agent took it back, or its time ran out before an answer came. */
  readonly effect: 'allow' | 'ask' | 'deny' | 'refused' | 'unanswered' | null;
  readonly reasons: readonly string[];
  readonly ok: boolean | null;
  readonly durationMs: number | null;
  readonly findings: number;
  /** Of an `approval`; null for all other kinds. */
  readonly answer: RecordedAnswer | null;
}

/** What came of a question about a call. A record does not say whether a yes without an end was for the call or its session. */
export interface RecordedAnswer {
  /** `withdrawn`: the agent gave the call up. `revoked`: a yes that held on was taken back. */
  readonly state: 'asked' | 'approved' | 'denied' | 'withdrawn' | 'expired' | 'revoked';
  /** Who answered; null when nobody did. */
  readonly by: string | null;
  /** When a yes ends; null for one without a date. */
  readonly until: string | null;
  /** The server of the call that went by this answer, where it is on record: the daemon records answers without it. */
  readonly server: string | null;
}

export interface ActivityPage {
  /** Newest first. */
  readonly rows: readonly ActivityRow[];
  /** Where the next, older page begins; null at the end. */
  readonly next: number | null;
}

/** All that is recorded about one call. */
export interface CallStory {
  /** In the order they were written: the decision, findings, approval, outcome. Whole records, as they stand in the trace. */
  readonly records: readonly { readonly row: ActivityRow; readonly record: Readonly<Record<string, unknown>> }[];
  /** User, agent, server of the connection. */
  readonly connection: Readonly<Record<string, unknown>>;
  /** Whether the chain of its segment holds. */
  readonly chain:
    | { readonly kind: 'holds'; readonly records: number }
    /** Still written, or its end was never written. */
    | { readonly kind: 'open'; readonly records: number }
    | { readonly kind: 'broken'; readonly fault: string }
    | { readonly kind: 'dropped' };
}

export interface TraceCheck {
  readonly segments: number;
  readonly records: number;
  readonly faults: readonly { readonly segment: string; readonly fault: string }[];
  readonly unconfirmed: readonly string[];
  readonly dropped: number;
}

/** What there is to choose from, the most frequent first, at most 200 each. */
export interface ActivityFacets {
  readonly records: number;
  readonly oldest: string | null;
  readonly kinds: readonly Facet[];
  readonly clients: readonly Facet[];
  readonly servers: readonly Facet[];
  readonly tools: readonly Facet[];
  readonly effects: readonly Facet[];
  readonly users: readonly Facet[];
  readonly standings: readonly Facet[];
  /** What decided, would have (`@observe`) or found something: policies, detectors, and words such as `banned`. */
  readonly rules: readonly Facet[];
}

export interface Facet {
  readonly value: string;
  readonly count: number;
}

/** Every part that is given must hold. */
const filter = z.strictObject({
  since: time.optional(),
  until: time.optional(),
  kind: z.enum(recordKinds).optional(),
  client: name.optional(),
  server: name.optional(),
  tool: name.optional(),
  /** `ask`: a person was asked, whatever came of it. */
  effect: z.enum(['allow', 'ask', 'deny', 'refused', 'unanswered']).optional(),
  session: name.optional(),
  /** Login name. */
  user: name.optional(),
  /** Of the server when it was recorded. */
  standing: z.enum(standings).optional(),
  /** A policy or a detector that decided, would have (`@observe`) or found something; or another reason, such as `banned`. */
  rule: name.optional(),
  /** Only calls that failed, or whose result was an error. */
  failed: z.boolean().optional(),
  /** Only records with findings. */
  withFindings: z.boolean().optional(),
  /** Anywhere in the record: at least three characters. */
  text: z.string().min(3).max(200).optional(),
});
export type ActivityFilter = z.output<typeof filter>;

export const activityOperations = {
  /** @see ActivityPage; `before` is the `next` of the page before, null to begin */
  'activity.query': operation<ActivityPage>()(
    'read',
    z.strictObject({ filter, before: count.nullable(), limit: count.max(1000) }),
  ),
  /** How many there are, counted up to `most`. */
  'activity.count': operation<{ readonly count: number; readonly isMore: boolean }>()(
    'read',
    z.strictObject({ filter, most: count.max(1_000_000) }),
  ),
  'activity.facets': operation<ActivityFacets>()('read', nothing),
  'activity.story': operation<CallStory>()(
    'read',
    z.strictObject({ segment: z.string().max(500), seq: count.or(z.literal(0)) }),
  ),
  /** Checks the chains of all segments; the answer comes with `activity.checked`. */
  'activity.verify': operation<Work>()('read', nothing),
  'activity.checked': operation<TraceCheck>()('read', z.strictObject({ work: id })),
  /** One part of an export; ask again with `next` until it is null. */
  'activity.export': operation<{ readonly text: string; readonly next: number | null }>()(
    'read',
    z.strictObject({ filter, format: z.enum(['jsonl', 'csv']), after: count.nullable(), limit: count.max(10_000) }),
  ),
};
