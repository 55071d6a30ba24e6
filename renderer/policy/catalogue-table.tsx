import type { PolicyView } from '../../main/contract/policy.ts';
import { Badge } from '../parts/badges.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { useInParts } from '../parts/in-parts.tsx';
import { untilText } from '../parts/own-time.ts';
import { useText } from '../text/use-text.tsx';

/** Every decision about servers, whoever made it. */
export function CatalogueTable({ policy: { catalogue, organisation } }: { readonly policy: PolicyView }) {
  const { text, locale } = useText();
  const { columns, noCatalogue } = text.policy;
  const { shown, more } = useInParts(catalogue);
  return (
    <div className="card policy-scroll" role="region" aria-label={text.policy.tabs.catalogue} tabIndex={0}>
      {catalogue.length === 0 ? (
        <p className="quiet">{noCatalogue}</p>
      ) : (
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{columns.identity}</th>
              <th scope="col">{columns.about}</th>
              <th scope="col">{columns.status}</th>
              <th scope="col">{columns.dataClass}</th>
              <th scope="col">{columns.owner}</th>
              <th scope="col">{columns.reason}</th>
              <th scope="col">{columns.until}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ identity, about, status, dataClass, owner, reason, until, isLocked }) => (
              <tr key={`${identity} ${about} ${status} ${owner} ${isLocked}`}>
                <td>
                  <code>
                    <Foreign text={identity} />
                  </code>{' '}
                  {isLocked ? (
                    <Badge tone="quiet" icon="lock">
                      {organisation ?? text.common.locked}
                    </Badge>
                  ) : null}
                </td>
                <td>{text.daemon.about(about)}</td>
                <td>
                  <Badge tone={status === 'approved' ? 'good' : 'bad'} icon={status === 'approved' ? 'check' : 'slash'}>
                    {text.common.standings[status]}
                  </Badge>
                </td>
                <td>{dataClass ?? '–'}</td>
                <td>{owner}</td>
                <td>{reason}</td>
                <td>{until === null ? '–' : untilText(until, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more}
    </div>
  );
}
