import { useState } from 'react';
import type { ClientLine } from '../../main/contract/clients.ts';
import type { Plan } from '../../main/contract/plans.ts';
import type { Finding } from '../../scanner/model/finding.ts';
import { Changes } from '../overview/changes.tsx';
import { AnswerView } from '../parts/answer-view.tsx';
import { SeverityBadge } from '../parts/badges.tsx';
import { PlanDialog } from '../plans/plan-dialog.tsx';
import { useKeys } from '../shell/keys.tsx';
import { FindingWords } from '../parts/finding-words.tsx';
import { InParts } from '../parts/in-parts.tsx';
import { useText } from '../text/use-text.tsx';
import { Allowlist } from './allowlist.tsx';
import { Sources } from './sources.tsx';
import { useClient } from './use-clients.ts';

/** One client: what it switched off, where it keeps servers, what happened to its files, and what can be done. */
export function ClientPane({ client }: { readonly client: ClientLine }) {
  const { text } = useText();
  const [answer, again] = useClient(client.id);
  const [planning, setPlanning] = useState<Plan['kind'] | null>(null);
  const words = text.clients;
  const hasServers = client.servers > 0;
  useKeys('screen', [
    { key: 'p', words: words.keys.protect, run: hasServers ? () => setPlanning('protect') : null },
    { key: 'r', words: words.keys.restore, run: hasServers ? () => setPlanning('restore') : null },
  ]);
  return (
    <>
      <div className="pane-head toolbar">
        <h2>{client.name}</h2>
        <span className="spacer" />
        <button
          type="button"
          className="button is-primary"
          aria-keyshortcuts="p"
          disabled={!hasServers}
          onClick={() => setPlanning('protect')}
        >
          {words.protect}
        </button>
        <button
          type="button"
          className="button"
          aria-keyshortcuts="r"
          disabled={!hasServers}
          onClick={() => setPlanning('restore')}
        >
          {words.restore}
        </button>
      </div>
      <AnswerView answer={answer} again={again}>
        {(detail) => (
          <>
            {detail.findings.length === 0 ? null : (
              <section>
                <h3>{words.about}</h3>
                <ClientFindings findings={detail.findings} />
              </section>
            )}
            <section>
              <h3>{words.sources}</h3>
              <Sources detail={detail} />
            </section>
            <section>
              <h3>{words.events}</h3>
              {detail.events.length === 0 ? (
                <p className="quiet">{words.noEvents}</p>
              ) : (
                <Changes notes={detail.events} />
              )}
            </section>
            <section>
              <h3>{words.allowlist}</h3>
              <Allowlist client={client.id} />
            </section>
          </>
        )}
      </AnswerView>
      {planning === null ? null : (
        <PlanDialog
          kind={planning}
          choice={{ client: client.id, servers: null, scope: null }}
          close={() => setPlanning(null)}
        />
      )}
    </>
  );
}

function ClientFindings({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <InParts className="findings" items={findings}>
      {(finding) => (
        <li key={`${finding.rule} ${finding.where} ${finding.source}`}>
          <div className="finding-head">
            <SeverityBadge severity={finding.severity} />
            <code>{finding.rule}</code>
          </div>
          <FindingWords finding={finding} />
        </li>
      )}
    </InParts>
  );
}
