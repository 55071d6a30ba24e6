import type { PolicyView } from '../../main/contract/policy.ts';
import { Badge } from '../parts/badges.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { InParts } from '../parts/in-parts.tsx';
import { useText } from '../text/use-text.tsx';

const looks = {
  permit: { tone: 'good', icon: 'check' },
  ask: { tone: 'warn', icon: 'question' },
  forbid: { tone: 'bad', icon: 'slash' },
  observe: { tone: 'quiet', icon: 'circle' },
} as const;

/** The rules that decide, as they are written and where. */
export function RuleList({ policy: { rules, organisation } }: { readonly policy: PolicyView }) {
  const { text } = useText();
  const words = text.policy;
  return (
    <div className="card policy-scroll" role="region" aria-label={words.tabs.rules} tabIndex={0}>
      <p className="quiet">{rules.length === 0 ? words.noRules : words.rulesCount(rules.length)}</p>
      <InParts className="rules" items={rules}>
        {({ set, id, effect, file, line, text: rule, isLocked }) => (
          <li key={`${set}/${id}`}>
            <div className="finding-head">
              <Badge {...looks[effect]}>{words.effects[effect]}</Badge>
              <strong>
                {set}/{id}
              </strong>
              <span className="quiet">{words.sets[set]}</span>
              <span className="spacer" />
              {isLocked ? (
                <Badge tone="quiet" icon="lock">
                  {organisation ?? text.common.locked}
                </Badge>
              ) : null}
              <code className="quiet">
                {file}:{line}
              </code>
            </div>
            <pre className="launch">
              <Foreign text={rule} most={2000} isBlock />
            </pre>
          </li>
        )}
      </InParts>
    </div>
  );
}
