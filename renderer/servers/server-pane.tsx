import type { EventName } from '../../main/contract/events.ts';
import type { ServerLine } from '../../main/contract/servers.ts';
import { useAnswer } from '../api/use-answer.ts';
import { AnswerView } from '../parts/answer-view.tsx';
import { SeverityBadge, StandingBadge } from '../parts/badges.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { useText } from '../text/use-text.tsx';
import { CatalogueLines } from './catalogue-lines.tsx';
import { IdentityFacts } from './identity-facts.tsx';
import { RecentCalls } from './recent-calls.tsx';
import { ServerFindings } from './server-findings.tsx';
import { Sightings } from './sightings.tsx';
import { ToolTable } from './tool-table.tsx';

const onChange: readonly EventName[] = ['inventory.changed', 'activity.added'];

/** All that is known of one server. Its first lines stand at once; the rest is asked for. */
export function ServerPane({
  line,
  clients,
  suppress,
}: {
  readonly line: ServerLine;
  readonly clients: Readonly<Record<string, string>>;
  readonly suppress: (rule: string) => void;
}) {
  const { text } = useText();
  const [answer, again] = useAnswer('servers.show', { server: line.id }, onChange);
  const words = text.servers;
  return (
    <div className="server-pane">
      <h2 className="server-title">
        <Foreign text={line.names.join(', ')} most={120} />
      </h2>
      <p className="server-identity mono">
        <Foreign text={text.daemon.identity(line.identity)} />
      </p>
      <p className="toolbar">
        <StandingBadge standing={line.standing} filled />
        <SeverityBadge severity={line.risk} />
        {line.change === 'seen' ? null : (
          <span className={`tag is-${line.change}`}>{text.common.changes[line.change]}</span>
        )}
      </p>
      {line.standingBy === null ? null : (
        <p className="quiet">
          <Foreign text={text.daemon.standingBy(line.standingBy)} />
        </p>
      )}
      <AnswerView answer={answer} again={again}>
        {(detail) => (
          <>
            <section>
              <h3>{words.findings}</h3>
              <ServerFindings findings={detail.row.findings} suppress={suppress} />
            </section>
            <section>
              <h3>{words.sightings}</h3>
              <Sightings sightings={detail.row.sightings} clients={clients} />
            </section>
            <section>
              <h3>{words.tools}</h3>
              <ToolTable server={line.id} tools={detail.tools} />
            </section>
            <section>
              <h3>{words.catalogue}</h3>
              <CatalogueLines lines={detail.catalogue} />
            </section>
            <section>
              <h3>{words.recent}</h3>
              <RecentCalls rows={detail.recent} />
            </section>
            <section>
              <h3>{words.evidence}</h3>
              <IdentityFacts row={detail.row} />
            </section>
          </>
        )}
      </AnswerView>
    </div>
  );
}
