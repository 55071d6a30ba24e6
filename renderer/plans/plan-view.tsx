import type { Plan, PlannedChange } from '../../main/contract/plans.ts';
import { GapLine } from '../parts/gap-line.tsx';
import { Moment } from '../parts/moment.tsx';
import { Original } from '../parts/original.tsx';
import type { Said } from '../text/said.ts';
import { useText } from '../text/use-text.tsx';

/** File by file what would change, what is left as it is and why, and what could not be read. */
export function PlanView({ plan: { files, guarded, left, gaps, withdrawn } }: { readonly plan: Plan }) {
  const { text } = useText();
  const words = text.plans;
  const entries = files.reduce((sum, { changes }) => sum + changes.length, 0);
  return (
    <div className="plan">
      <p role="status">
        {files.length === 0 && withdrawn.length > 0
          ? words.onlyWithdrawn
          : files.length === 0
            ? words.nothing
            : words.summary(entries, files.length)}
      </p>
      {files.map(({ path, clients, isExact, changes }) => (
        <section key={path} className="plan-file">
          <h3>
            <code>{path}</code> <span className="quiet">{clients.join(', ')}</span>
            {isExact ? <span className="tag">{words.exact}</span> : null}
          </h3>
          {changes.map((change) => (
            <Change key={`${change.pointer} ${change.name} ${change.client}`} change={change} />
          ))}
        </section>
      ))}
      {withdrawn.length === 0 ? null : (
        <section className="plan-file">
          <h3>{words.withdrawn}</h3>
          <ul className="plan-left">
            {withdrawn.map(({ path, clients, agreedAt }) => (
              <li key={path}>
                <code>{path}</code> <span className="quiet">{clients.join(', ')}</span>
                <p>
                  {words.agreed} <Moment at={agreedAt} />
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {guarded.length === 0 ? null : <p className="quiet">{words.guarded(guarded.length)}</p>}
      {left.length === 0 ? null : (
        <section className="plan-file">
          <h3>{words.left}</h3>
          <ul className="plan-left">
            {left.map((entry) => (
              <li key={`${entry.path} ${entry.pointer} ${entry.client}`}>
                <strong>{entry.name}</strong> <span className="quiet">{entry.path}</span>
                <LeftWords said={text.daemon.left(entry)} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {gaps.length === 0 ? null : (
        <section className="plan-file">
          <h3>{words.gaps}</h3>
          <ul className="plan-left">
            {gaps.map((gap) => (
              <GapLine key={gap.text} gap={gap} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function LeftWords({ said }: { readonly said: Said }) {
  return (
    <>
      <p>
        {said.words}. {said.remedy}
      </p>
      <Original said={said} />
    </>
  );
}

function Change({ change: { name, before, after, causes } }: { readonly change: PlannedChange }) {
  const { text } = useText();
  const words = text.plans;
  return (
    <div className="plan-change">
      <p>
        <strong>{name}</strong>
      </p>
      {before.length === 0 && after.length === 0 ? null : (
        <div className="diff">
          <pre className="is-removed">
            <span className="visually-hidden">{words.before}: </span>− {before.map(quoted).join(' ')}
          </pre>
          <pre className="is-added">
            <span className="visually-hidden">{words.after}: </span>+ {after.map(quoted).join(' ')}
          </pre>
        </div>
      )}
      {causes.length === 0 ? null : (
        <ul className="plan-causes quiet" aria-label={words.causes}>
          {causes.map((cause) => (
            <li key={cause.text}>{text.daemon.cause(cause)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function quoted(word: string): string {
  return /^[^\s"'`$&|;<>()*?]+$/u.test(word) ? word : JSON.stringify(word);
}
