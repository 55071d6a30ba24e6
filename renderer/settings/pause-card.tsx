import { useState } from 'react';
import type { Locked } from '../../main/contract/settings.ts';
import type { EventName } from '../../main/contract/events.ts';
import { useApi } from '../api/use-api.tsx';
import { useAnswer } from '../api/use-answer.ts';
import { AnswerView } from '../parts/answer-view.tsx';
import { Badge } from '../parts/badges.tsx';
import { useCall } from '../parts/confirm.tsx';
import { Select } from '../parts/fields.tsx';
import { Moment } from '../parts/moment.tsx';
import { useNotices } from '../parts/notice.tsx';
import { useText } from '../text/use-text.tsx';

const onLevel: readonly EventName[] = ['level.changed', 'policy.changed'];
const spans = [5, 15, 60, 240] as const;

/** Deciding is off for a while, with a reason and an end. */
export function PauseCard({ lock }: { readonly lock: Extract<Locked, { readonly name: 'pausing' }> | undefined }) {
  const { text } = useText();
  const { granted } = useApi();
  const call = useCall();
  const { tell, tellFailure } = useNotices();
  const [answer, again] = useAnswer('pause.show', {}, onLevel);
  const [minutes, setMinutes] = useState('15');
  const [reason, setReason] = useState('');
  const words = text.settings;
  const mayBegin = granted.has('approve') && lock?.isAllowed !== false;
  const begin = async (): Promise<void> => {
    const reply = await call('pause.begin', { minutes: Number(minutes), reason: reason.trim() });
    if (reply.ok) {
      tell({ tone: 'good', words: words.pauseBegun });
    } else {
      tellFailure(reply);
    }
    again();
  };
  const end = async (): Promise<void> => {
    const reply = await call('pause.end', {});
    if (reply.ok) {
      tell({ tone: 'good', words: words.pauseEnded });
    } else {
      tellFailure(reply);
    }
    again();
  };
  return (
    <section className="card">
      <h2>{words.pause}</h2>
      <p className="quiet">{words.pauseWords}</p>
      {lock === undefined || lock.isAllowed ? null : (
        <p>
          <Badge tone="quiet" icon="lock">
            {text.common.lockedBy(lock.source)}
          </Badge>
        </p>
      )}
      <AnswerView answer={answer} again={again}>
        {(pause) =>
          pause === null ? (
            <form
              className="toolbar"
              onSubmit={(event) => {
                event.preventDefault();
                void begin();
              }}
            >
              <Select
                label={words.pauseMinutes}
                value={minutes}
                disabled={!mayBegin}
                onChange={setMinutes}
                options={spans.map((span) => [String(span), words.minutes(span)])}
              />
              <input
                className="input pause-reason"
                aria-label={words.pauseReason}
                placeholder={words.pauseReason}
                disabled={!mayBegin}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
              <button type="submit" className="button" disabled={!mayBegin || reason.trim() === ''}>
                {words.pauseBegin}
              </button>
            </form>
          ) : (
            <div className="toolbar">
              <span>
                {words.pausedUntil} <Moment at={pause.until} /> · {pause.by}: {pause.reason}
              </span>
              <button type="button" className="button" disabled={!granted.has('change')} onClick={() => void end()}>
                {words.pauseEnd}
              </button>
            </div>
          )
        }
      </AnswerView>
    </section>
  );
}
