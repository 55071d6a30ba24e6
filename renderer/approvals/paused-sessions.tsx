import type { EventName } from '../../main/contract/events.ts';
import { useApi } from '../api/use-api.tsx';
import { useAnswer } from '../api/use-answer.ts';
import { AnswerView } from '../parts/answer-view.tsx';
import { useCall } from '../parts/confirm.tsx';
import { Moment } from '../parts/moment.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { useNotices } from '../parts/notice.tsx';
import { useText } from '../text/use-text.tsx';

const onLevel: readonly EventName[] = ['level.changed', 'approvals.changed'];

/** Sessions that a stop rule has paused; a person lets them go on. */
export function PausedSessions() {
  const { text } = useText();
  const { granted } = useApi();
  const call = useCall();
  const { tell, tellFailure } = useNotices();
  const [answer, again] = useAnswer('sessions.paused', {}, onLevel);
  const words = text.approvals;
  const resume = async (session: string): Promise<void> => {
    const reply = await call('sessions.resume', { session });
    if (reply.ok) {
      tell({ tone: 'good', words: words.resumed });
    } else {
      tellFailure(reply);
    }
    again();
  };
  return (
    <AnswerView answer={answer} again={again}>
      {(sessions) =>
        sessions.length === 0 ? null : (
          <section className="card">
            <h2>{words.paused}</h2>
            <ul className="sightings">
              {sessions.map(({ session, client, servers, since, calls, denials, labels }) => (
                <li key={session}>
                  <div className="finding-head">
                    <span>
                      <strong>{foreignName(client ?? session)}</strong>
                      {servers.length === 0 ? null : ` → ${servers.map(foreignName).join(', ')}`}
                    </span>
                    <Moment at={since} />
                    <span className="quiet">{words.pausedWords(calls, denials)}</span>
                    {client === null ? null : <code className="quiet">{session}</code>}
                    <span className="spacer" />
                    <button
                      type="button"
                      className="button"
                      disabled={!granted.has('approve')}
                      onClick={() => void resume(session)}
                    >
                      {words.resume}
                    </button>
                  </div>
                  {labels.length === 0 ? null : <p className="quiet">{labels.join(', ')}</p>}
                </li>
              ))}
            </ul>
          </section>
        )
      }
    </AnswerView>
  );
}
