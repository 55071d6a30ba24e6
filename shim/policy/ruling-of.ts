import { denialText } from '../../policy/decide/denial-text.ts';
import type { Decision } from '../../policy/decide/decision.ts';
import { always, type Obligations } from '../../policy/decide/obligations.ts';
import { reasonsOf } from '../../policy/decide/reasons.ts';
import type { Approval } from '../asking/approval.ts';
import type { NotApproved } from '../asking/outcome.ts';
import type { Ruling, RulingNotes } from '../pipeline.ts';

/** What goes into the notes beside the decision itself. */
export type Circumstances = Pick<RulingNotes, 'toolClass' | 'policy' | 'matched'>;

/** A decision as the relay takes it. One that asks becomes what the person answered: see `approved` and `refused`. */
export function rulingOf(decision: Exclude<Decision, { effect: 'ask' }>, about: Circumstances): Ruling {
  const because = reasonsOf(decision);
  const notes = notesOf(decision, about, null);
  return decision.effect === 'allow'
    ? { effect: 'allow', because, lockdownWould: decision.lockdownWould, notes }
    : { effect: 'deny', because, text: denialText(decision), notes };
}

/** A call that a person has approved, now or before. */
export function approved(
  decision: Extract<Decision, { effect: 'ask' }>,
  about: Circumstances,
  approval: Approval,
): Ruling {
  const notes = notesOf(decision, about, approval);
  return { effect: 'allow', because: decision.because, lockdownWould: decision.lockdownWould, notes };
}

/** Why an asked call does not run, and what its client is told. */
export interface Refusal {
  readonly reason: NotApproved | 'outdated';
  readonly text: string;
  /** Of the person who answered; null when nobody did. */
  readonly approval: Approval | null;
}

/** A call that a person has refused, or about which nobody could be asked. */
export function refused(
  decision: Extract<Decision, { effect: 'ask' }>,
  about: Circumstances,
  { reason, text, approval }: Refusal,
): Ruling {
  const because = [...decision.because, `approval/${reason}`];
  return { effect: 'deny', because, text, notes: notesOf(decision, about, approval) };
}

function notesOf(decision: Decision, about: Circumstances, approval: Approval | null): RulingNotes {
  const { redact, record }: Obligations =
    decision.effect === 'deny' ? { redact: [], record: [] } : decision.obligations;
  return {
    ...about,
    // What our own vault put in is taken out always, so a record need not say it.
    obligations: { redact: redact.filter((kind) => !always.redact.includes(kind)), record },
    observed: decision.observed,
    asked: decision.effect === 'ask',
    approval,
  };
}
