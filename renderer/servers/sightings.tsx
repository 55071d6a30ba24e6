import type { LaunchRow, SightingRow } from '../../scanner/model/inventory.ts';
import { RouteBadge } from '../parts/badges.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { InParts } from '../parts/in-parts.tsx';
import { useText } from '../text/use-text.tsx';
import { RouteReason } from './route-reason.tsx';

/** Each entry that configures the server: in which file, how it starts, and whether it passes the guard. */
export function Sightings({
  sightings,
  clients,
}: {
  readonly sightings: readonly SightingRow[];
  readonly clients: Readonly<Record<string, string>>;
}) {
  const { text } = useText();
  return (
    <InParts className="sightings" items={sightings}>
      {({ source, client, scope, path, pointer, name, enabled, route, reason, reasonKind, launch }) => (
        <li key={`${source} ${pointer}`}>
          <div className="finding-head">
            <a href={`#clients/${client}`}>{clients[client] ?? client}</a>
            <span className="quiet">
              {text.common.scopes[scope]} · {foreignName(name)}
              {enabled ? '' : ` · ${text.servers.off}`}
            </span>
            <span className="spacer" />
            <RouteBadge route={route} />
          </div>
          <code className="path">
            <Foreign text={path} />
          </code>
          <Launch launch={launch} />
          <RouteReason entry={{ reason, reasonKind }} />
        </li>
      )}
    </InParts>
  );
}

/** How an entry starts or reaches its server; of secrets only the names are known here. */
export function Launch({ launch }: { readonly launch: LaunchRow }) {
  const { text } = useText();
  const words = text.servers;
  const headers = launch.transport === 'stdio' ? [] : launch.headerNames;
  return (
    <>
      <pre className="launch">
        <Foreign
          text={launch.transport === 'stdio' ? [launch.command, ...launch.args].map(quoted).join(' ') : launch.url}
        />
      </pre>
      {launch.envNames.length === 0 ? null : (
        <p className="quiet">
          {words.environment}:{' '}
          <code>
            <Foreign text={launch.envNames.join(', ')} />
          </code>
        </p>
      )}
      {headers.length === 0 ? null : (
        <p className="quiet">
          {words.headers}:{' '}
          <code>
            <Foreign text={headers.join(', ')} />
          </code>
        </p>
      )}
    </>
  );
}

function quoted(word: string): string {
  return /^[^\s"'`$&|;<>()*?]+$/u.test(word) ? word : JSON.stringify(word);
}
