import type { Overview } from '../../main/contract/overview.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { useText } from '../text/use-text.tsx';
import { useWelcome } from './use-welcome.ts';

/** The first thing a person sees: what is on this laptop, before anything is asked of them. */
export function Welcome({ overview, plan }: { readonly overview: Overview; readonly plan: () => void }) {
  const { text } = useText();
  const { done, mayChange } = useWelcome();
  const words = text.welcome;
  const { parts, findings, scan } = overview;
  const countOf = (kind: string): number =>
    parts.reduce((count, part) => (part.kind === kind && 'count' in part ? part.count : count), 0);
  const servers = countOf('servers');
  const risky = findings.critical + findings.high;
  const facts = [
    { icon: 'cross', tone: 'bad', count: countOf('malicious'), said: words.malicious },
    { icon: 'triangle', tone: 'bad', count: risky, said: words.risky },
    { icon: 'circle', tone: 'warn', count: countOf('shadow'), said: words.shadow },
    { icon: 'arrow', tone: 'warn', count: countOf('direct'), said: words.open },
  ] as const;
  return (
    <section className="card welcome" aria-labelledby="welcome-title">
      <h2 id="welcome-title">{words.title}</h2>
      {scan === null ? (
        <p role="status">{words.looking}</p>
      ) : servers === 0 ? (
        <p>{words.foundNone}</p>
      ) : (
        <>
          <p className="welcome-found">{words.found(servers, countOf('clients'))}</p>
          <ul className="welcome-facts">
            {facts.map(({ icon, tone, count, said }) =>
              count === 0 ? null : <Fact key={icon} icon={icon} tone={tone} words={said(count)} />,
            )}
          </ul>
        </>
      )}
      <div className="toolbar">
        {servers === 0 ? null : (
          <>
            <a className="button is-primary" href="#servers">
              {words.look}
            </a>
            <button type="button" className="button" onClick={plan}>
              {words.protect}
            </button>
          </>
        )}
        {mayChange ? (
          <button type="button" className={`button${servers === 0 ? ' is-primary' : ''}`} onClick={done}>
            {words.done}
          </button>
        ) : null}
      </div>
      <p className="quiet welcome-promise">
        {words.protectWords} {words.promise}
      </p>
    </section>
  );
}

function Fact({ icon, tone, words }: { readonly icon: IconName; readonly tone: string; readonly words: string }) {
  return (
    <li>
      <span className={`badge is-${tone}`}>
        <Icon name={icon} dashed={icon === 'circle'} />
      </span>
      {words}
    </li>
  );
}
