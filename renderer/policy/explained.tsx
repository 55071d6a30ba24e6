import type { Reply } from '../../main/contract/api.ts';
import type { PolicyExplained } from '../../main/contract/policy.ts';
import { Failure } from '../parts/answer-view.tsx';
import { EffectBadge } from '../parts/effect-badge.tsx';
import { useText } from '../text/use-text.tsx';
import { ProblemList } from './problem-list.tsx';

/** What would be decided, by which policies, and what each of them looked at. */
export function Explained({ reply }: { readonly reply: Reply<PolicyExplained> }) {
  const { text } = useText();
  const words = text.policy;
  if (!reply.ok) {
    return <Failure error={reply.error} />;
  }
  const explained = reply.value;
  if (!explained.ok) {
    return <ProblemList problems={explained.problems} />;
  }
  return (
    <>
      <dl className="facts">
        <dt>{words.decides}</dt>
        <dd>
          <EffectBadge effect={explained.effect} />
        </dd>
        {explained.question === null ? null : (
          <>
            <dt>{words.asksPerson}</dt>
            <dd>{text.daemon.policyQuestion(explained.question)}</dd>
          </>
        )}
        <dt>{words.because}</dt>
        <dd>
          <code>{explained.because.join(', ')}</code>
        </dd>
        <dt>{words.lockdownWould}</dt>
        <dd>
          <EffectBadge effect={explained.lockdownWould} />
        </dd>
      </dl>
      <ul className="outcomes">
        {explained.policies.map(({ rule, outcome, fault, values }) => (
          <li key={rule} className={`is-${outcome}`}>
            <div className="finding-head">
              <code>{rule}</code>
              <span className="quiet">{words.outcomes[outcome]}</span>
            </div>
            {fault === null ? null : <p>{fault}</p>}
            {values.length === 0 ? null : (
              <ul className="quiet mono">
                {values.map(({ path, value }) => (
                  <li key={path}>
                    {path} = {value ?? '–'}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
