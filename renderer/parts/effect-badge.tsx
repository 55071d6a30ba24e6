import { useText } from '../text/use-text.tsx';
import { Badge } from './badges.tsx';

type Effect = 'allow' | 'ask' | 'deny' | 'refused' | 'unanswered';
const looks = {
  allow: { tone: 'good', icon: 'check' },
  ask: { tone: 'warn', icon: 'question' },
  deny: { tone: 'bad', icon: 'slash' },
  unanswered: { tone: 'quiet', icon: 'none' },
  refused: { tone: 'bad', icon: 'cross' },
} as const;

/** What was decided about a call. */
export function EffectBadge({ effect }: { readonly effect: Effect }) {
  const { text } = useText();
  return <Badge {...looks[effect]}>{text.common.effects[effect]}</Badge>;
}
