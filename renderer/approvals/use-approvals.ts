import { useReducer } from 'react';
import type { Reply } from '../../main/contract/api.ts';
import type { AskGroup, Scope } from '../../main/contract/approvals.ts';
import type { EventName } from '../../main/contract/events.ts';
import { useAnswer } from '../api/use-answer.ts';
import { useCall } from '../parts/confirm.tsx';
import { useNotices } from '../parts/notice.tsx';
import { useText } from '../text/use-text.tsx';
import { afterEvent, atStart, chosenGroup, stillWaiting } from './state.ts';

const onAsks: readonly EventName[] = ['approvals.changed', 'policy.changed'];

/** What waits for a person, and how it is answered. */
export function useApprovals() {
  const { text } = useText();
  const call = useCall();
  const notices = useNotices();
  const [answer, again] = useAnswer('approvals.list', {}, onAsks);
  const [state, tell] = useReducer(afterEvent, atStart);
  const asks = answer.kind === 'here' && answer.value.kind === 'open' ? answer.value : null;
  const group = asks === null ? null : chosenGroup(asks, state);

  const waitingOf = (about: AskGroup): string[] => (asks === null ? [] : [...stillWaiting(asks, about)]);

  /** Somebody else was faster while this person said yes: no fault, and nothing to do at a terminal. */
  const tellRefusal = (reply: Extract<Reply<never>, { readonly ok: false }>): void => {
    if ('error' in reply && reply.error.code === 'UNKNOWN_REQUEST') {
      notices.tell({ tone: 'bad', words: text.approvals.gone });
    } else {
      notices.tellFailure(reply);
    }
  };

  const approve = async (about: AskGroup, scope: Scope, until: string | null, reason: string | null) => {
    tell({ kind: 'ended' });
    const reply = await call('approvals.approve', { asks: waitingOf(about), scope, until, reason });
    if (reply.ok) {
      notices.tell({ tone: 'good', words: text.approvals.approved(reply.value.effects) });
    } else {
      tellRefusal(reply);
    }
    again();
  };

  const deny = async (about: AskGroup, reason: string) => {
    tell({ kind: 'ended' });
    const reply = await call('approvals.deny', { asks: waitingOf(about), reason });
    if (reply.ok) {
      notices.tell({ tone: 'good', words: text.approvals.denied(reply.value.effects) });
    } else {
      tellRefusal(reply);
    }
    again();
  };

  const takeBack = async (id: string) => {
    const reply = await call('approvals.deny', { asks: [id], reason: text.approvals.takeBackReason });
    if (reply.ok) {
      notices.tell({ tone: 'good', words: text.approvals.takenBack });
    } else {
      notices.tellFailure(reply);
    }
    again();
  };

  return { answer, again, state, tell, asks, group, approve, deny, takeBack };
}
