import type { StandingAnswer } from '../../main/contract/approvals.ts';
import { useApi } from '../api/use-api.tsx';
import { Moment } from '../parts/moment.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { useText } from '../text/use-text.tsx';

/** Approvals that hold on; each can be taken back. */
export function StandingAnswers({
  standing,
  takeBack,
}: {
  readonly standing: readonly StandingAnswer[];
  readonly takeBack: (id: string) => void;
}) {
  const { text } = useText();
  const { granted } = useApi();
  const words = text.approvals;
  return standing.length === 0 ? null : (
    <section className="card">
      <h2>{words.standing}</h2>
      <ul className="sightings">
        {standing.map(({ id, scope, until, by, reason, client, server, tool }) => (
          <li key={id}>
            <div className="finding-head">
              <span>
                {foreignName(client)} → {foreignName(server)}: <code>{foreignName(tool)}</code>
              </span>
              <span className="quiet">
                {words.scopes[scope]} {until === null ? null : <Moment at={until} />} · {by}
                {reason === null ? '' : `: ${reason}`}
              </span>
              <span className="spacer" />
              <button type="button" className="button" disabled={!granted.has('change')} onClick={() => takeBack(id)}>
                {words.takeBack}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
