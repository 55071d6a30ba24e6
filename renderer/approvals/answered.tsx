import type { Answered as AnsweredAsk } from '../../main/contract/approvals.ts';
import { Badge } from '../parts/badges.tsx';
import { Moment } from '../parts/moment.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { useText } from '../text/use-text.tsx';

const SHOWN = 10;

/** What became of the latest questions. */
export function Answered({ answered }: { readonly answered: readonly AnsweredAsk[] }) {
  const { text } = useText();
  const words = text.approvals;
  return answered.length === 0 ? null : (
    <section className="card">
      <h2>{words.answered}</h2>
      <ul className="recent">
        {answered.slice(0, SHOWN).map(({ id, at, verdict, client, server, tool }) => (
          <li key={`${id} ${at}`}>
            <Moment at={at} />
            <span>
              {foreignName(client)} → {foreignName(server)}: <code>{foreignName(tool)}</code>
            </span>
            <span className="spacer" />
            <Badge
              tone={verdict === 'approved' ? 'good' : verdict === 'denied' ? 'bad' : 'quiet'}
              icon={verdict === 'approved' ? 'check' : verdict === 'denied' ? 'slash' : 'none'}
            >
              {words.verdicts[verdict]}
            </Badge>
          </li>
        ))}
      </ul>
    </section>
  );
}
