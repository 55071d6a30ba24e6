import { Badge } from '../parts/badges.tsx';
import { useText } from '../text/use-text.tsx';
import type { DraftState } from './state.ts';

/** What is known about the text as it stands now. */
export function CheckLine({ editing }: { readonly editing: Extract<DraftState, { kind: 'editing' }> | null }) {
  const { text } = useText();
  const words = text.policy;
  if (editing === null) {
    return null;
  }
  const { check } = editing;
  if (check === null) {
    return (
      <span className="quiet" role="status">
        {words.checking}
      </span>
    );
  }
  const errors = check.problems.filter(({ severity }) => severity === 'error').length;
  return (
    <span role="status">
      {check.ok ? (
        <Badge tone="good" icon="check">
          {words.good(check.mode ?? '', (check.policies?.person ?? 0) + (check.policies?.agent ?? 0))}
        </Badge>
      ) : (
        <Badge tone="bad" icon="triangle">
          {words.problems(errors)}
        </Badge>
      )}
    </span>
  );
}
