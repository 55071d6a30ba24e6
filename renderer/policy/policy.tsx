import { AnswerView } from '../parts/answer-view.tsx';
import { useText } from '../text/use-text.tsx';
import { CatalogueTable } from './catalogue-table.tsx';
import { EditPolicy } from './edit-policy.tsx';
import { PolicyNow } from './policy-now.tsx';
import { Presets } from './presets.tsx';
import { RuleList } from './rule-list.tsx';
import { TryPolicy } from './try-policy.tsx';
import { usePolicy } from './use-policy.ts';

const tabs = ['now', 'catalogue', 'rules', 'try', 'edit'] as const;
type Tab = (typeof tabs)[number];

/** What decides and why it may be believed; what it would decide; and, where it is this person's own, its text. */
export function Policy({ rest }: { readonly rest: string }) {
  const { text } = useText();
  const { view, draft } = usePolicy();
  const words = text.policy;
  const tab: Tab = tabs.find((one) => one === rest) ?? 'now';
  return (
    <div className="screen is-filling">
      <header className="page-header">
        <h1>{words.title}</h1>
        <nav className="tabs" aria-label={words.title}>
          {tabs.map((one) => (
            <a key={one} href={`#policy/${one}`} aria-current={one === tab ? 'true' : undefined}>
              {words.tabs[one]}
              {one === 'edit' && draft.state.kind === 'editing' ? ' •' : ''}
            </a>
          ))}
        </nav>
      </header>
      <AnswerView answer={view[0]} again={view[1]}>
        {(policy) => {
          switch (tab) {
            case 'now':
              return (
                <div className="screen policy-page">
                  <PolicyNow policy={policy} />
                  {policy.source === 'none' ? <Presets /> : null}
                </div>
              );
            case 'catalogue':
              return <CatalogueTable policy={policy} />;
            case 'rules':
              return <RuleList policy={policy} />;
            case 'try':
              return <TryPolicy draft={draft} />;
            case 'edit':
              return <EditPolicy policy={policy} draft={draft} />;
          }
        }}
      </AnswerView>
    </div>
  );
}
