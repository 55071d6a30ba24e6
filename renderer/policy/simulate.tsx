import { useEffect, useState } from 'react';
import type { WireFailure } from '../../main/contract/api.ts';
import type { Simulation } from '../../main/contract/policy.ts';
import type { Work } from '../../main/contract/work.ts';
import { followWork } from '../api/follow-work.ts';
import { useApi } from '../api/use-api.tsx';
import { Failure } from '../parts/answer-view.tsx';
import { StandingBadge } from '../parts/badges.tsx';
import { EffectBadge } from '../parts/effect-badge.tsx';
import { Select } from '../parts/fields.tsx';
import { WorkProgress } from '../parts/work-progress.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { InParts, useInParts } from '../parts/in-parts.tsx';
import { ScrollBox } from '../parts/scroll-box.tsx';
import { useText } from '../text/use-text.tsx';
import { filesOf } from './state.ts';
import type { Draft } from './use-policy.ts';

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly work: Work }
  | { readonly kind: 'done'; readonly simulation: Simulation }
  | { readonly kind: 'failed'; readonly error: WireFailure };

const DAY_MS = 86_400_000;
const spans = ['1', '7', '30'] as const;

/** What the draft would have made of recorded calls; the policy in force has decided them already. */
export function Simulate({ draft }: { readonly draft: Draft }) {
  const { text } = useText();
  const { api } = useApi();
  const [days, setDays] = useState('7');
  const [state, setState] = useState<State>({ kind: 'idle' });
  const words = text.policy;
  const running = state.kind === 'running' ? state.work.id : null;
  const isDrafting = draft.state.kind === 'editing';

  useEffect(() => {
    if (running === null) {
      return undefined;
    }
    const take = async (): Promise<void> => {
      const reply = await api.call('policy.simulated', { work: running });
      setState(reply.ok ? { kind: 'done', simulation: reply.value } : { kind: 'failed', error: reply.error });
    };
    return followWork(api, running, (work) => {
      if (work.state.kind === 'done') {
        void take();
      } else if (work.state.kind === 'failed') {
        const { code, message, remedy } = work.state;
        setState({ kind: 'failed', error: { code: code as WireFailure['code'], message, remedy } });
      } else if (work.state.kind === 'stopped') {
        setState({ kind: 'idle' });
      } else {
        setState({ kind: 'running', work });
      }
    });
  }, [running, api]);

  const begin = async (): Promise<void> => {
    const candidate = [...filesOf(draft.state)];
    const since = new Date(Date.now() - Number(days) * DAY_MS).toISOString();
    const reply = await api.call('policy.simulate', { candidate, since });
    setState(reply.ok ? { kind: 'running', work: reply.value } : { kind: 'failed', error: reply.error });
  };
  return (
    <>
      <div className="toolbar">
        <Select
          label={words.since}
          value={days}
          onChange={setDays}
          options={spans.map((span) => [span, words.days(Number(span))])}
        />
        <button
          type="button"
          className="button"
          disabled={running !== null || !isDrafting}
          onClick={() => void begin()}
        >
          {running === null ? words.simulate : words.simulating}
        </button>
        {isDrafting ? null : <span className="quiet">{words.noDraft}</span>}
        {state.kind === 'running' ? <WorkProgress work={state.work} /> : null}
      </div>
      <div className="simulation" aria-live="polite">
        {state.kind === 'failed' ? <Failure error={state.error} /> : null}
        {state.kind === 'done' ? <SimulationTable simulation={state.simulation} /> : null}
      </div>
    </>
  );
}

function SimulationTable({ simulation }: { readonly simulation: Simulation }) {
  const { text } = useText();
  const words = text.policy;
  const columns = words.simulation;
  const { calls, undecidable, notRecorded, standings, changes } = simulation;
  const inParts = useInParts(changes);
  return (
    <>
      <p>{words.simulated(calls, changes.length)}</p>
      {undecidable === 0 ? null : (
        <p className="quiet">
          {words.undecidable(undecidable)}
          {notRecorded.length === 0
            ? ''
            : ` ${words.notRecorded}: ${notRecorded.map(({ what, calls: lacking }) => `${what} (${lacking})`).join(', ')}`}
        </p>
      )}
      {standings.length === 0 ? null : (
        <>
          <h3>{words.standings}</h3>
          <InParts className="recent" items={standings}>
            {({ server, was, wouldBe }) => (
              <li key={server}>
                <strong>{foreignName(server)}</strong> <StandingBadge standing={was} /> →{' '}
                <StandingBadge standing={wouldBe} />
              </li>
            )}
          </InParts>
        </>
      )}
      {changes.length === 0 ? null : (
        <ScrollBox label={words.simulate}>
          <table className="rows">
            <thead>
              <tr>
                {Object.entries(columns).map(([name, title]) => (
                  <th key={name} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {inParts.shown.map((change) => (
                <tr key={JSON.stringify(change)}>
                  <td>{change.person}</td>
                  <td>{foreignName(change.server)}</td>
                  <td>
                    <code>{foreignName(change.tool)}</code>
                  </td>
                  <td>
                    <EffectBadge effect={change.was} />
                  </td>
                  <td>
                    <EffectBadge effect={change.wouldBe} /> <code className="quiet">{change.because.join(', ')}</code>
                  </td>
                  <td>{change.calls}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      {inParts.more}
    </>
  );
}
