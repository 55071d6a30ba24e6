import type { ClientLine } from '../../main/contract/clients.ts';
import type { EventName } from '../../main/contract/events.ts';
import type { Route } from '../../scanner/model/identity.ts';
import { useAnswer } from '../api/use-answer.ts';
import { AnswerView } from '../parts/answer-view.tsx';
import { Badge, RouteBadge } from '../parts/badges.tsx';
import { ChoiceList } from '../parts/choice-list.tsx';
import { ScanButton } from '../parts/scan-button.tsx';
import { useText } from '../text/use-text.tsx';
import { ClientPane } from './client-pane.tsx';
import { unreadOf } from './state.ts';
import { useClients } from './use-clients.ts';

/** Each client: where it keeps servers, what became of reading that, and which of them pass the guard. */
export function Clients({ rest }: { readonly rest: string }) {
  const { text } = useText();
  const { answer, again, current, choose } = useClients(rest);
  const words = text.clients;
  return (
    <div className="screen is-filling">
      <header className="page-header">
        <h1>{words.title}</h1>
        <span className="quiet" role="status">
          {answer.kind === 'here' && answer.value.length > 0 ? words.count(answer.value.length) : ''}
        </span>
        <span className="spacer" />
        <ScanButton />
      </header>
      <AnswerView answer={answer} again={again}>
        {(clients) =>
          current === null ? (
            <NoClients />
          ) : (
            <div className="split">
              <ChoiceList
                label={words.list}
                ids={clients.map(({ id }) => id)}
                current={current.id}
                choose={choose}
                words={words.keys.move}
              >
                {(id, isCurrent) => {
                  const client = clients.find((one) => one.id === id);
                  return client === undefined ? null : <Entry client={client} isCurrent={isCurrent} />;
                }}
              </ChoiceList>
              <div className="pane card" role="region" aria-label={current.name} tabIndex={0}>
                <ClientPane key={current.id} client={current} />
              </div>
            </div>
          )
        }
      </AnswerView>
    </div>
  );
}

/** Nobody has looked yet, or somebody has and found none. */
function NoClients() {
  const { text } = useText();
  const words = text.clients;
  const [servers] = useAnswer('servers.list', {}, onInventory);
  const isScanned = servers.kind === 'here' && servers.value.collectedAt !== null;
  return (
    <div className="status">
      <h2>{isScanned ? words.noneTitle : words.emptyTitle}</h2>
      <p>{isScanned ? words.none : words.empty}</p>
    </div>
  );
}

const onInventory: readonly EventName[] = ['inventory.changed'];

const routeOrder: readonly Route[] = ['drifted', 'direct', 'guarded', 'foreign-guard', 'unroutable'];

function Entry({ client, isCurrent }: { readonly client: ClientLine; readonly isCurrent: boolean }) {
  const { text } = useText();
  const words = text.clients;
  const { id, name, installed, servers, routes, findings } = client;
  const unread = unreadOf(client);
  return (
    <a className="choice-entry" href={`#clients/${id}`} aria-current={isCurrent ? 'true' : undefined}>
      <span className="choice-head">
        <strong>{name}</strong>
        <span className="quiet">{servers === 0 ? words.noServers : words.servers(servers)}</span>
      </span>
      <span className="choice-facts">
        {installed ? null : <span>{words.notInstalled}</span>}
        {routeOrder.map((route) =>
          routes[route] === 0 ? null : (
            <span key={route}>
              {routes[route]} <RouteBadge route={route} />
            </span>
          ),
        )}
        {unread === 0 ? null : (
          <Badge tone="warn" icon="triangle">
            {words.unread(unread)}
          </Badge>
        )}
        {findings === 0 ? null : <span>{words.findings(findings)}</span>}
      </span>
    </a>
  );
}
