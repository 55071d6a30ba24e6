import type { EventName } from '../../main/contract/events.ts';
import { useAnswer } from '../api/use-answer.ts';
import { AnswerView } from '../parts/answer-view.tsx';
import { RecentCalls } from '../servers/recent-calls.tsx';
import { useText } from '../text/use-text.tsx';

const onActivity: readonly EventName[] = ['activity.added'];

/** What the same session did before it asked. */
export function SessionBefore({ session }: { readonly session: string }) {
  const { text } = useText();
  const [answer, again] = useAnswer(
    'activity.query',
    { filter: { session, kind: 'decision' }, before: null, limit: 10 },
    onActivity,
  );
  return (
    <AnswerView answer={answer} again={again}>
      {({ rows }) =>
        rows.length === 0 ? <p className="quiet">{text.approvals.noBefore}</p> : <RecentCalls rows={rows} />
      }
    </AnswerView>
  );
}
