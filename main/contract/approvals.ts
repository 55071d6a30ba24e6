import * as z from 'zod';
import type { Standing } from '../../scanner/model/identity.ts';
import { id, name, nothing, time, words } from './inputs.ts';
import { operation } from './operation.ts';

/** A call that waits for a person. Asks that are alike (same agent, server, tool and question) are shown as one. */
export interface AskGroup {
  /** Equal for calls that are alike; stays while any of them waits. */
  readonly id: string;
  readonly asks: readonly Ask[];
  readonly agent: {
    readonly client: string;
    readonly verifiedPath: string | null;
    readonly delegation: readonly string[];
  };
  /** On whose behalf. */
  readonly person: string;
  /** `id` and `standing` are null for one that the last scan did not find. */
  readonly server: {
    readonly id: string | null;
    readonly name: string;
    readonly identity: string;
    readonly standing: Standing | null;
  };
  readonly tool: {
    readonly name: string;
    readonly effect: 'read' | 'write' | 'destructive';
    readonly external: boolean;
  };
  readonly question: string;
  /** The policies that ask. */
  readonly because: readonly string[];
  /** How far an answer may reach. */
  readonly mayCover: readonly Scope[];
}

export type Scope = 'once' | 'session' | 'until';

export interface Ask {
  readonly id: string;
  readonly session: string;
  readonly at: string;
  /** When it is forgotten, answered or not. */
  readonly until: string;
  /** While the client still waits. After that an answer covers one identical call. */
  readonly isHeld: boolean;
  /** As the server will get them, hidden characters made visible; long ones cut. */
  readonly arguments: string;
  readonly isCut: boolean;
  /** What was found in them. */
  readonly findings: readonly { readonly rule: string; readonly severity: string; readonly message: string }[];
}

export type Asks =
  | {
      readonly kind: 'open';
      readonly groups: readonly AskGroup[];
      readonly standing: readonly StandingAnswer[];
      /** The newest first. */
      readonly answered: readonly Answered[];
    }
  /** This build or this moment has no place where asks arrive. */
  | { readonly kind: 'unavailable'; readonly reason: string };

/** What became of an ask; who answered and how stands in the trace. */
export interface Answered {
  readonly id: string;
  readonly at: string;
  readonly verdict: 'approved' | 'denied' | 'withdrawn' | 'expired';
  readonly client: string;
  readonly server: string;
  readonly tool: string;
}

/** An approval that holds on: for a session, until a moment, or for one call that was answered late. */
export interface StandingAnswer {
  /** Goes to `approvals.deny` to take it back. */
  readonly id: string;
  readonly scope: Scope;
  readonly until: string | null;
  readonly by: string;
  readonly reason: string | null;
  readonly client: string;
  readonly server: string;
  readonly tool: string;
  readonly session: string;
}

/** A session that a stop rule of the policy in force holds. */
export interface PausedSession {
  readonly session: string;
  /** Whose it is, and the servers of its newest decisions, as the record names them. */
  readonly client: string | null;
  readonly servers: readonly string[];
  /** When it was last active. */
  readonly since: string;
  readonly calls: number;
  /** Since a person has last looked. */
  readonly denials: number;
  /** What it has taken on, such as `customer-data`. */
  readonly labels: readonly string[];
}

/** Deciding is off until a time. */
export interface Pause {
  readonly until: string;
  readonly by: string;
  readonly reason: string;
}

/**
 * What an answer did: the shim has it, or one identical call will find it, or nobody waited any more. `unconfirmed`: the
 * shim was told and has not said so, as one that is stopped. `taken-back`: a yes that held on holds no more; what it let
 * through before has run.
 */
export type AnswerEffect = 'delivered' | 'kept-for-retry' | 'nobody-waits' | 'unconfirmed' | 'taken-back';

export interface AnswersGiven {
  readonly answered: number;
  /** How many of them did what. */
  readonly effects: Readonly<Record<AnswerEffect, number>>;
}

const ids = z.array(id).min(1).max(500);

export const approvalOperations = {
  'approvals.list': operation<Asks>()('read', nothing),
  /** The whole arguments of one ask. */
  'approvals.arguments': operation<{ readonly text: string }>()('read', z.strictObject({ ask: id })),
  'approvals.approve': operation<AnswersGiven>()(
    'approve',
    z.strictObject({
      asks: ids,
      scope: z.enum(['once', 'session', 'until']),
      until: time.nullable(),
      reason: z.string().max(2000).nullable(),
    }),
  ),
  /** The agent is told the reason. */
  'approvals.deny': operation<AnswersGiven>()('change', z.strictObject({ asks: ids, reason: words })),
  'sessions.paused': operation<readonly PausedSession[]>()('read', nothing),
  'sessions.resume': operation<{ readonly resumed: true }>()('approve', z.strictObject({ session: name })),
  'pause.show': operation<Pause | null>()('read', nothing),
  'pause.begin': operation<Pause>()(
    'approve',
    z.strictObject({ minutes: z.number().int().min(1).max(1440), reason: words }),
  ),
  'pause.end': operation<{ readonly ended: true }>()('change', nothing),
};
