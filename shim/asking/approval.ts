/** A person's yes or no, as the record keeps it. */
export interface Approval {
  /** Account or name of who answered. */
  readonly by: string;
  readonly channel: ApprovalChannel;
  /** ISO 8601. */
  readonly at: string;
  /** When it ends; null for one that covered this call only. ISO 8601. */
  readonly until: string | null;
  readonly reason: string | null;
}

/** How the answer came. `elicitation` went through the client, which we do not trust to approve more than reading. */
export type ApprovalChannel = 'terminal' | 'window' | 'elicitation';

/** How far an approval reaches: one call, the rest of the session, or until a moment. */
export type ApprovalScope = 'once' | 'session' | 'until';

/** Where whoever decides on this laptop lets a person say yes. */
export type ApprovalChannels = 'any' | 'window-only';

/** Whether an approval counts by what is said of channels now, whenever it was given. */
export function countsBy({ channel }: Approval, channels: ApprovalChannels): boolean {
  return channels === 'any' || channel === 'window';
}
