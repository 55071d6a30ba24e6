import { type CSSProperties, memo } from 'react';
import type { ServerLine } from '../../main/contract/servers.ts';
import { RouteBadge, SeverityBadge, StandingBadge } from '../parts/badges.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { useText } from '../text/use-text.tsx';
import { findingsOf } from './filter.ts';
import type { Row } from './rows.ts';

interface Placed {
  /** Which row of all that are shown. */
  readonly at: number;
  readonly style: CSSProperties;
  readonly clients: Readonly<Record<string, string>>;
}

export function GroupRow({
  row,
  at,
  style,
  by,
  clients,
}: Placed & { readonly row: Extract<Row, { kind: 'group' }>; readonly by: string }) {
  const { text } = useText();
  const names: Readonly<Record<string, string>> =
    by === 'client' ? clients : by === 'identity' ? text.servers.kinds : text.common.standings;
  return (
    <div role="row" id={`row-${at}`} aria-rowindex={at + 2} className="table-row table-group" style={style}>
      <div role="gridcell" className="cell">
        {names[row.value] ?? row.value} <span className="quiet">{row.count}</span>
      </div>
    </div>
  );
}

export const ServerRow = memo(function ServerRow({
  server,
  at,
  style,
  clients,
  isCurrent,
  isMarked,
  choose,
  mark,
}: Placed & {
  readonly server: ServerLine;
  readonly isCurrent: boolean;
  readonly isMarked: boolean;
  readonly choose: () => void;
  readonly mark: () => void;
}) {
  const { text } = useText();
  const { names, routes, standing, risk, change } = server;
  const [route] = routes;
  const findings = findingsOf(server);
  const identity = text.daemon.identity(server.identity);
  const name = names.map(foreignName).join(', ');
  const clientNames = server.clients.map((id) => clients[id] ?? id).join(', ');
  return (
    <div
      role="row"
      id={`row-${at}`}
      aria-rowindex={at + 2}
      aria-selected={isMarked || isCurrent}
      className={`table-row${isCurrent ? ' is-current' : ''}${isMarked ? ' is-marked' : ''}`}
      style={style}
      onClick={choose}
    >
      <div role="gridcell" className="cell cell-mark">
        <input
          type="checkbox"
          tabIndex={-1}
          checked={isMarked}
          aria-label={`${text.servers.keys.mark}: ${foreignName(names[0] ?? identity)}`}
          onChange={() => {
            choose();
            mark();
          }}
          onClick={(event) => event.stopPropagation()}
        />
      </div>
      <div role="gridcell" className="cell cell-name" title={name}>
        <bdi className="server-name">{name}</bdi>
        {change === 'seen' ? null : (
          <span className={`tag is-${change}`} title={text.common.changes[change]}>
            {text.common.changes[change]}
          </span>
        )}
      </div>
      <div role="gridcell" className="cell cell-identity" title={foreignName(identity)}>
        <bdi>{foreignName(identity)}</bdi>
      </div>
      <div role="gridcell" className="cell cell-clients" title={clientNames}>
        {clientNames}
      </div>
      <div
        role="gridcell"
        className="cell cell-route"
        title={route === undefined ? undefined : text.common.routes[route]}
      >
        {route === undefined ? null : <RouteBadge route={route} />}
      </div>
      <div role="gridcell" className="cell cell-standing">
        <StandingBadge standing={standing} />
      </div>
      <div role="gridcell" className="cell cell-findings">
        {findings === 0 ? <span className="quiet">–</span> : findings}
      </div>
      <div role="gridcell" className="cell cell-risk">
        <SeverityBadge severity={risk} />
      </div>
    </div>
  );
});
