import type { PolicyView } from '../../main/contract/policy.ts';
import { Badge } from '../parts/badges.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Moment } from '../parts/moment.tsx';
import { ScrollBox } from '../parts/scroll-box.tsx';
import { untilText } from '../parts/own-time.ts';
import { useText } from '../text/use-text.tsx';

const looks = {
  'in-force': { tone: 'good', icon: 'check' },
  stale: { tone: 'warn', icon: 'triangle' },
  missing: { tone: 'quiet', icon: 'none' },
  unusable: { tone: 'bad', icon: 'broken' },
} as const;

/** What is in force, from where, how old, verified by which key; and each setting with who set it. */
export function PolicyNow({ policy }: { readonly policy: PolicyView }) {
  const { text, locale } = useText();
  const words = text.policy;
  const { source, state, mode, organisation, version, issuedAt, expiresAt, signedBy, sha256, trouble } = policy;
  return (
    <>
      <section className="card">
        <dl className="facts">
          <dt>{words.facts.state}</dt>
          <dd>
            <Badge {...looks[state]}>{words.states[state]}</Badge>
          </dd>
          <dt>{words.facts.source}</dt>
          <dd>{organisation ?? words.sources[source]}</dd>
          <dt>{words.facts.mode}</dt>
          <dd>{words.modes[mode]}</dd>
          {source === 'none' ? null : (
            <>
              <dt>{words.facts.version}</dt>
              <dd>{version}</dd>
              <dt>{words.facts.issued}</dt>
              <dd>{issuedAt === null ? '–' : <Moment at={issuedAt} />}</dd>
              {expiresAt === null ? null : (
                <>
                  <dt>{words.facts.expires}</dt>
                  <dd>
                    <Moment at={expiresAt} />
                  </dd>
                </>
              )}
              <dt>{words.facts.signedBy}</dt>
              <dd>{signedBy.length === 0 ? words.notSigned : <code>{signedBy.join(', ')}</code>}</dd>
              {sha256 === null ? null : (
                <>
                  <dt>{words.facts.hash}</dt>
                  <dd>
                    <code>{sha256}</code>
                  </dd>
                </>
              )}
            </>
          )}
        </dl>
        {trouble === null ? null : <Trouble trouble={trouble} />}
      </section>
      {policy.settings.length === 0 ? null : (
        <section className="card">
          <h2>{words.settings}</h2>
          <ScrollBox label={words.settings}>
            <table className="rows">
              <thead>
                <tr>
                  <th scope="col">{words.setting}</th>
                  <th scope="col">{words.value}</th>
                  <th scope="col">{words.setBy}</th>
                </tr>
              </thead>
              <tbody>
                {policy.settings.map(({ name, value, source: by, isLocked }) => (
                  <tr key={name}>
                    <td>
                      <code>{name}</code>
                    </td>
                    <td>{value}</td>
                    <td>
                      {isLocked ? (
                        <Badge tone="quiet" icon="lock">
                          {by}
                        </Badge>
                      ) : (
                        <span className="quiet">{by}</span>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        </section>
      )}
      <section className="card">
        <h2>{words.suppressions}</h2>
        {policy.suppressions.length === 0 ? (
          <p className="quiet">{words.noSuppressions}</p>
        ) : (
          <ul className="sightings">
            {policy.suppressions.map(({ rule, server, reason, owner, until }) => (
              <li key={`${rule} ${server} ${until}`}>
                <code>{rule}</code> <span className="quiet">{server ?? words.everywhere}</span>
                <p>
                  {owner}: {reason} ({words.columns.until} {untilText(until, locale)})
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

/** Why the newest policy does not decide. */
export function Trouble({ trouble }: { readonly trouble: string }) {
  const { text } = useText();
  return (
    <div className="partial">
      <strong>{text.policy.trouble}:</strong> <Foreign text={text.daemon.policyTrouble(trouble)} />
    </div>
  );
}
