import type { PolicyProblem } from '../../main/contract/policy.ts';
import { Badge } from '../parts/badges.tsx';
import { InParts } from '../parts/in-parts.tsx';
import { useText } from '../text/use-text.tsx';

/** What is wrong with a policy, and where; a click goes there. */
export function ProblemList({
  problems,
  goTo,
}: {
  readonly problems: readonly PolicyProblem[];
  readonly goTo?: (problem: PolicyProblem) => void;
}) {
  const { text } = useText();
  return (
    <InParts className="problems" items={problems}>
      {(problem) => {
        const { severity, file, line, column, message, help } = problem;
        const place = `${file}, ${text.policy.line(line)}`;
        return (
          <li key={`${file}:${line}:${column} ${message}`}>
            <Badge tone={severity === 'error' ? 'bad' : 'warn'} icon="triangle">
              {goTo === undefined ? (
                place
              ) : (
                <button type="button" className="button is-plain" onClick={() => goTo(problem)}>
                  {place}
                </button>
              )}
            </Badge>{' '}
            {message}
            {help === null ? null : <p className="quiet">{help}</p>}
          </li>
        );
      }}
    </InParts>
  );
}
