import { useState } from 'react';
import type { Reply } from '../../main/contract/api.ts';
import type { PolicyExplained } from '../../main/contract/policy.ts';
import { useApi } from '../api/use-api.tsx';
import { useText } from '../text/use-text.tsx';
import { Explained } from './explained.tsx';
import { Simulate } from './simulate.tsx';
import { filesOf } from './state.ts';
import type { Draft } from './use-policy.ts';

const example = `tool: delete_branch
effect: destructive
server:
  name: github
  standing: shadow
person: anna
agent:
  client: cursor
`;

interface Answers {
  readonly now: Reply<PolicyExplained>;
  readonly draft: Reply<PolicyExplained> | null;
}

/** What a call would come to, under the policy in force and under the draft, side by side; and the same for recorded calls. */
export function TryPolicy({ draft }: { readonly draft: Draft }) {
  const { text } = useText();
  const { api } = useApi();
  const [call, setCall] = useState(example);
  const [answers, setAnswers] = useState<Answers | null>(null);
  const words = text.policy;
  const isDrafting = draft.state.kind === 'editing';
  const explain = async (): Promise<void> => {
    const candidate = isDrafting ? [...filesOf(draft.state)] : null;
    const [now, then] = await Promise.all([
      api.call('policy.explain', { call, candidate: null }),
      candidate === null ? null : api.call('policy.explain', { call, candidate }),
    ]);
    setAnswers({ now, draft: then });
  };
  return (
    <div className="policy-page policy-scroll">
      <section className="card">
        <h2>{words.explain}</h2>
        <p className="quiet">{words.explainWords}</p>
        <div className="try-grid">
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void explain();
            }}
          >
            <label className="field">
              <span className="field-label">{words.call}</span>
              <textarea
                className="input mono"
                rows={10}
                spellCheck={false}
                value={call}
                onChange={(event) => setCall(event.target.value)}
              />
            </label>
            <button type="submit" className="button is-primary">
              {words.explain}
            </button>
          </form>
          {answers === null ? (
            <p className="quiet">{isDrafting ? null : words.noDraft}</p>
          ) : (
            <div className="side-by-side" aria-live="polite">
              <section>
                <h3>{words.now}</h3>
                <Explained reply={answers.now} />
              </section>
              <section>
                <h3>{words.draft}</h3>
                {answers.draft === null ? (
                  <p className="quiet">{words.noDraft}</p>
                ) : (
                  <Explained reply={answers.draft} />
                )}
              </section>
            </div>
          )}
        </div>
      </section>
      <section className="card">
        <h2>{words.simulate}</h2>
        <p className="quiet">{words.simulateWords}</p>
        <Simulate draft={draft} />
      </section>
    </div>
  );
}
