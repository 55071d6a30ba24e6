import type { ApprovalChannel, ApprovalScope } from '../../../shim/asking/approval.ts';
import type { Question } from '../../../shim/asking/wire.ts';

/** A question that waits for a person. Its arguments are as the server will get them; they are kept in memory only. */
export interface ApprovalRequest extends Omit<Question, 'bindings'> {
  readonly id: string;
  readonly askedAt: string;
  /** Equal for questions about the same tool of the same server by the same agent, so that a screen may fold them. */
  readonly group: string;
  /**
   * `held`: the call waits and runs when it is approved. `released`: the client was told that it did not run, and an
   * answer counts for one identical call.
   */
  readonly state: 'held' | 'released';
  /** When it is forgotten; ISO 8601. */
  readonly until: string;
}

export interface Answerer {
  readonly by: string;
  readonly channel: Exclude<ApprovalChannel, 'elicitation'>;
  readonly reason: string | null;
}

export interface Approving extends Answerer {
  readonly scope: ApprovalScope;
  /** For `until`; ISO 8601. */
  readonly until: string | null;
}

export interface ApprovalEvent {
  readonly kind: 'asked' | 'released' | 'approved' | 'denied' | 'withdrawn' | 'expired';
  readonly request: ApprovalRequest;
}
