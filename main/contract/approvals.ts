import { z } from 'zod';
import { id, name, nothing, time, words } from './inputs.ts';
import { operation } from './operation.ts';

/** A call that waits for a person. Asks that are alike (same agent, server, tool and question) are shown as one. */
export interface AskGroup {
  /** The first ask's; stays while any of them waits. */
  readonly id: string;
  readonly asks: readonly Ask[];
  readonly agent: { readonly client: string; readonly version: string | null; readonly verifiedPath: string | null };
  /** On whose behalf. */
  readonly person: string;
  readonly server: {
    readonly id: string | null;
    readonly name: string;
    readonly identity: string | null;
    readonly standing: string;
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
  /** The last day an approval may name; null when policy sets none. */
  readonly latestUntil: string | null;
}

export type Scope = 'once' | 'session' | 'until';

export interface Ask {
  readonly id: string;
  readonly session: string;
  readonly at: string;
  /** While the client still waits. After that an answer covers one identical call. */
  readonly isHeld: boolean;
  /** As the server will get them, hidden characters made visible; long ones cut. */
  readonly arguments: string;
  readonly isCut: boolean;
  /** What was found in them. */
  readonly findings: readonly { readonly rule: string; readonly severity: string; readonly message: string }[];
}

export type Asks =
  | { readonly kind: 'open'; readonly groups: readonly AskGroup[]; readonly answered: readonly Answered[] }
  /** This build or this moment has no place where asks arrive. */
  | { readonly kind: 'unavailable'; readonly reason: string };

export interface Answered {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly channel: string;
  readonly verdict: 'approved' | 'denied' | 'withdrawn';
  readonly scope: Scope | null;
  readonly until: string | null;
  readonly reason: string | null;
  readonly tool: string;
  readonly server: string;
}

/** A session that a stop rule has paused. */
export interface PausedSession {
  readonly session: string;
  readonly client: string;
  readonly since: string;
  readonly reason: string;
  readonly calls: number;
  readonly denials: number;
}

/** Deciding is off until a time. */
export interface Pause {
  readonly until: string;
  readonly by: string;
  readonly reason: string;
}

const ids = z.array(id).min(1).max(500);

export const approvalOperations = {
  'approvals.list': operation<Asks>()('read', nothing),
  /** The whole arguments of one ask. */
  'approvals.arguments': operation<{ readonly text: string }>()('read', z.strictObject({ ask: id })),
  'approvals.approve': operation<{ readonly answered: number }>()(
    'approve',
    z.strictObject({
      asks: ids,
      scope: z.enum(['once', 'session', 'until']),
      until: time.nullable(),
      reason: z.string().max(2000).nullable(),
    }),
  ),
  /** The agent is told the reason. */
  'approvals.deny': operation<{ readonly answered: number }>()('change', z.strictObject({ asks: ids, reason: words })),
  'sessions.paused': operation<readonly PausedSession[]>()('read', nothing),
  'sessions.resume': operation<{ readonly resumed: true }>()('approve', z.strictObject({ session: name })),
  'pause.show': operation<Pause | null>()('read', nothing),
  'pause.begin': operation<Pause>()(
    'approve',
    z.strictObject({ minutes: z.number().int().min(1).max(1440), reason: words }),
  ),
  'pause.end': operation<{ readonly ended: true }>()('change', nothing),
};
