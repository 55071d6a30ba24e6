import type { RecordedAnswer } from '../../main/contract/activity.ts';
import { Badge } from '../parts/badges.tsx';
import { useText } from '../text/use-text.tsx';
import { answerText } from './answer-text.ts';

const looks = {
  asked: { tone: 'warn', icon: 'question' },
  approved: { tone: 'good', icon: 'check' },
  denied: { tone: 'bad', icon: 'slash' },
  withdrawn: { tone: 'quiet', icon: 'none' },
  expired: { tone: 'quiet', icon: 'none' },
  revoked: { tone: 'bad', icon: 'slash' },
} as const;

/** What was answered to a question about a call. */
export function AnswerBadge({ answer }: { readonly answer: RecordedAnswer }) {
  const { text, locale } = useText();
  const words = answerText(answer, text.activity, locale);
  return (
    <span title={words}>
      <Badge {...looks[answer.state]}>{words}</Badge>
    </span>
  );
}
