import type { Approval } from './approval.ts';

/** Why an asked call does not run. Published in records as `approval/<reason>`. */
export type NotApproved =
  | 'denied'
  | 'pending'
  | 'withdrawn'
  | 'no-daemon'
  | 'daemon-gone'
  | 'not-ours'
  | 'unusable'
  | 'too-many'
  | 'too-large'
  | 'declined';

/** What became of the question about a call. */
export type AskOutcome =
  | {
      readonly kind: 'approved';
      readonly approval: Approval;
      /** A person has looked at this very call: it was no earlier approval for more than one, and no client's word. */
      readonly isSeen: boolean;
    }
  | {
      readonly kind: 'denied';
      readonly reason: NotApproved;
      /** For the client: why, and how to get a yes. */
      readonly text: string;
      /** Of the person who denied it; null when nobody did. */
      readonly approval: Approval | null;
    };
