import type { ClientDetail } from '../../main/contract/clients.ts';
import { Badge, RouteBadge } from '../parts/badges.tsx';
import { Original } from '../parts/original.tsx';
import { RouteReason } from '../servers/route-reason.tsx';
import { Launch } from '../servers/sightings.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { InParts, useInParts } from '../parts/in-parts.tsx';
import { visible } from '../../main/contract/visible.ts';
import { useText } from '../text/use-text.tsx';
import { isGap, sourcesShown } from './state.ts';

/** Each place where the client keeps servers: what became of reading it, and the entries in it. */
export function Sources({ detail }: { readonly detail: ClientDetail }) {
  const { text } = useText();
  const words = text.clients;
  const { shown, absent } = sourcesShown(detail);
  const inParts = useInParts(shown);
  return (
    <>
      {inParts.shown.map((source) => (
        <Source key={source.id} source={source} />
      ))}
      {inParts.more}
      {absent.length === 0 ? null : (
        <details>
          <summary className="quiet">{words.absent(absent.length)}</summary>
          <InParts items={absent}>
            {({ id, path, scope }) => (
              <li key={id} className="path">
                <code>{visible(path)}</code> {text.common.scopes[scope]}
              </li>
            )}
          </InParts>
        </details>
      )}
    </>
  );
}

function Source({ source }: { readonly source: ClientDetail['sources'][number] }) {
  const { text } = useText();
  const words = text.clients;
  const { path, scope, outcome, detail, entries } = source;
  return (
    <div className="source">
      <div className="finding-head">
        <code className="source-path">
          <Foreign text={path} />
        </code>
        <span className="quiet">{text.common.scopes[scope]}</span>
        <span className="spacer" />
        {isGap(outcome) ? (
          <Badge tone="warn" icon="triangle">
            {text.common.outcomes[outcome]}
          </Badge>
        ) : (
          <Badge tone="quiet" icon="check">
            {text.common.outcomes[outcome]}
          </Badge>
        )}
      </div>
      {detail === null ? null : <Fault detail={detail} />}
      {entries.length === 0 ? (
        isGap(outcome) ? null : (
          <p className="quiet">{words.noEntries}</p>
        )
      ) : (
        <InParts className="sightings" items={entries}>
          {({ server, pointer, name, enabled, route, reason, reasonKind, launch }) => (
            <li key={pointer}>
              <div className="finding-head">
                <a href={`#servers/${server}`}>
                  <bdi>{foreignName(name)}</bdi>
                </a>
                {enabled ? null : <span className="tag">{words.off}</span>}
                <span className="spacer" />
                <RouteBadge route={route} />
              </div>
              <Launch launch={launch} />
              <RouteReason entry={{ reason, reasonKind }} />
            </li>
          )}
        </InParts>
      )}
    </div>
  );
}

function Fault({ detail }: { readonly detail: string }) {
  const { text } = useText();
  const said = text.daemon.sourceFault(detail);
  return (
    <>
      <p className="quiet">
        <Foreign text={said.words} />
      </p>
      <Original said={said} />
    </>
  );
}
