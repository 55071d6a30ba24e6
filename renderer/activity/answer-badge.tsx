import type { RecordedAnswer } from '../../main/contract/activity.ts';
import { Badge } from '../parts/badges.tsx';
import { momentText } from '../parts/moment.tsx';
import { useText } from '../text/use-text.tsx';

const looks = {
  asked: { tone: 'warn', icon: 'question' },
  approved: { tone: 'good', icon: 'check' },
  denied: { tone: 'bad', icon: 'slash' },
  withdrawn: { tone: 'quiet', icon: 'none' },
  expired: { tone: 'quiet', icon: 'none' },
  revoked: { tone: 'bad', icon: 'slash' },
} as const;

/** What was answered to a question about a call. */
export function AnswerBadge({ answer: { state, until } }: { readonly answer: RecordedAnswer }) {
  const { text, locale } = useText();
  const words = text.activity;
  return (
    <Badge {...looks[state]}>
      {state === 'approved' && until !== null ? words.approvedUntil(momentText(until, locale)) : words.answers[state]}
    </Badge>
  );
}
