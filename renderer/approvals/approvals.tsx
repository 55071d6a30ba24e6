import { useEffect, useRef } from 'react';
import type { AskGroup } from '../../main/contract/approvals.ts';
import { AnswerView } from '../parts/answer-view.tsx';
import { ChoiceList } from '../parts/choice-list.tsx';
import { keepFocus } from '../parts/keep-focus.ts';
import { Moment } from '../parts/moment.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { useText } from '../text/use-text.tsx';
import { Answered } from './answered.tsx';
import { AskPane } from './ask-pane.tsx';
import { DenyDialog } from './deny-dialog.tsx';
import { PausedSessions } from './paused-sessions.tsx';
import { stillWaiting } from './state.ts';
import { StandingAnswers } from './standing-answers.tsx';
import { UntilDialog } from './until-dialog.tsx';
import { useApprovals } from './use-approvals.ts';

/** The calls that wait for a person, and everything needed to answer them. */
export function Approvals() {
  const { text } = useText();
  const words = text.approvals;
  const approvals = useApprovals();
  const { answer, again, tell, group } = approvals;
  const looked = group?.id ?? null;
  const lookedBefore = useRef<string | null>(null);
  useEffect(() => {
    if (lookedBefore.current !== null && lookedBefore.current !== looked) {
      keepFocus();
    }
    lookedBefore.current = looked;
  }, [looked]);
  return (
    <div className="screen is-filling">
      <header className="page-header">
        <h1>{words.title}</h1>
        <span className="quiet" role="status">
          {approvals.asks === null || approvals.asks.groups.length === 0
            ? ''
            : words.count(approvals.asks.groups.length)}
        </span>
      </header>
      <AnswerView answer={answer} again={again}>
        {(asks) =>
          asks.kind === 'unavailable' ? (
            <div className="status">
              <h2>{words.unavailable}</h2>
              <p>{asks.reason}</p>
            </div>
          ) : (
            <>
              {group === null ? (
                <div className="status">
                  <h2>{words.emptyTitle}</h2>
                  <p>{words.empty}</p>
                </div>
              ) : (
                <div className="split">
                  <ChoiceList
                    label={words.list}
                    ids={asks.groups.map(({ id }) => id)}
                    current={group.id}
                    choose={(id) => tell({ kind: 'chosen', id, place: asks.groups.findIndex((one) => one.id === id) })}
                    words={words.keys.move}
                  >
                    {(id, isCurrent) => (
                      <Entry
                        group={asks.groups.find((one) => one.id === id) ?? group}
                        isCurrent={isCurrent}
                        choose={() =>
                          tell({ kind: 'chosen', id, place: asks.groups.findIndex((one) => one.id === id) })
                        }
                      />
                    )}
                  </ChoiceList>
                  <div
                    className="pane card"
                    role="region"
                    aria-label={text.daemon.policyQuestion(group.question)}
                    tabIndex={0}
                  >
                    <AskPane key={group.id} group={group} approvals={approvals} />
                  </div>
                </div>
              )}
              <AnswerDialog approvals={approvals} />
              <div className="approvals-after">
                <PausedSessions />
                <StandingAnswers standing={asks.standing} takeBack={(id) => void approvals.takeBack(id)} />
                <Answered answered={asks.answered} />
              </div>
            </>
          )
        }
      </AnswerView>
    </div>
  );
}

/** How far or why, about the calls for which it was opened and no others. */
function AnswerDialog({
  approvals: { asks, state, tell, approve, deny },
}: {
  readonly approvals: ReturnType<typeof useApprovals>;
}) {
  const { text } = useText();
  const { doing } = state;
  if (doing.kind === 'looking') {
    return null;
  }
  const { group } = doing;
  const { agent, server, tool } = group;
  const waiting = asks === null ? group.asks.length : stillWaiting(asks, group).length;
  const subject = text.approvals.subject(
    foreignName(agent.client),
    foreignName(server.name),
    foreignName(tool.name),
    waiting === 0 ? group.asks.length : waiting,
  );
  const gone = waiting === 0 ? text.approvals.gone : null;
  const close = (): void => tell({ kind: 'ended' });
  return doing.kind === 'until' ? (
    <UntilDialog
      subject={subject}
      gone={gone}
      close={close}
      approve={(until, reason) => void approve(group, 'until', until, reason)}
    />
  ) : (
    <DenyDialog subject={subject} gone={gone} close={close} deny={(reason) => void deny(group, reason)} />
  );
}

function Entry({
  group: { asks, agent, server, tool, question },
  isCurrent,
  choose,
}: {
  readonly group: AskGroup;
  readonly isCurrent: boolean;
  readonly choose: () => void;
}) {
  const { text } = useText();
  const [first] = asks;
  return (
    <button type="button" className="choice-entry" aria-current={isCurrent ? 'true' : undefined} onClick={choose}>
      <span className="choice-head">
        <strong>{foreignName(tool.name)}</strong>
        {first === undefined ? null : <Moment at={first.at} />}
      </span>
      <span className="choice-facts">
        <span>
          {foreignName(agent.client)} → {foreignName(server.name)}
        </span>
        {asks.length > 1 ? <span>{text.approvals.asks(asks.length)}</span> : null}
      </span>
      <span className="choice-question">{text.daemon.policyQuestion(question)}</span>
    </button>
  );
}
