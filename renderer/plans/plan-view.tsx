import type { Plan, PlannedChange } from '../../main/contract/plans.ts';
import { GapLine } from '../parts/gap-line.tsx';
import { Moment } from '../parts/moment.tsx';
import { Original } from '../parts/original.tsx';
import type { Said } from '../text/said.ts';
import { Foreign } from '../parts/foreign.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { InParts, useInParts } from '../parts/in-parts.tsx';
import { visible } from '../../main/contract/visible.ts';
import { useText } from '../text/use-text.tsx';

const MOST_FILES = 20;

/** File by file what would change, what is left as it is and why, and what could not be read. */
export function PlanView({ plan: { files, guarded, left, gaps, withdrawn } }: { readonly plan: Plan }) {
  const { text } = useText();
  const words = text.plans;
  const inParts = useInParts(files, MOST_FILES);
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
      {inParts.shown.map((file) => (
        <File key={file.path} file={file} />
      ))}
      {inParts.more}
      {withdrawn.length === 0 ? null : (
        <section className="plan-file">
          <h3>{words.withdrawn}</h3>
          <InParts className="plan-left" items={withdrawn}>
            {({ path, clients, agreedAt }) => (
              <li key={path}>
                <code>{visible(path)}</code> <span className="quiet">{clients.join(', ')}</span>
                <p>
                  {words.agreed} <Moment at={agreedAt} />
                </p>
              </li>
            )}
          </InParts>
        </section>
      )}
      {guarded.length === 0 ? null : <p className="quiet">{words.guarded(guarded.length)}</p>}
      {left.length === 0 ? null : (
        <section className="plan-file">
          <h3>{words.left}</h3>
          <InParts className="plan-left" items={left}>
            {(entry) => (
              <li key={`${entry.path} ${entry.pointer} ${entry.client}`}>
                <strong>{foreignName(entry.name)}</strong> <span className="quiet">{visible(entry.path)}</span>
                <LeftWords said={text.daemon.left(entry)} />
              </li>
            )}
          </InParts>
        </section>
      )}
      {gaps.length === 0 ? null : (
        <section className="plan-file">
          <h3>{words.gaps}</h3>
          <InParts className="plan-left" items={gaps}>
            {(gap) => <GapLine key={gap.text} gap={gap} />}
          </InParts>
        </section>
      )}
    </div>
  );
}

function File({ file: { path, clients, isExact, changes } }: { readonly file: Plan['files'][number] }) {
  const { text } = useText();
  const { shown, more } = useInParts(changes);
  return (
    <section className="plan-file">
      <h3>
        <code>{visible(path)}</code> <span className="quiet">{clients.join(', ')}</span>
        {isExact ? <span className="tag">{text.plans.exact}</span> : null}
      </h3>
      {shown.map((change) => (
        <Change key={`${change.pointer} ${change.name} ${change.client}`} change={change} />
      ))}
      {more}
    </section>
  );
}

function LeftWords({ said }: { readonly said: Said }) {
  return (
    <>
      <p>
        <Foreign text={`${said.words}. ${said.remedy}`} />
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
        <strong>{foreignName(name)}</strong>
      </p>
      {before.length === 0 && after.length === 0 ? null : (
        <div className="diff">
          <pre className="is-removed">
            <span className="visually-hidden">{words.before}: </span>− <Foreign text={before.map(quoted).join(' ')} />
          </pre>
          <pre className="is-added">
            <span className="visually-hidden">{words.after}: </span>+ <Foreign text={after.map(quoted).join(' ')} />
          </pre>
        </div>
      )}
      {causes.length === 0 ? null : (
        <ul className="plan-causes quiet" aria-label={words.causes}>
          {causes.map((cause) => (
            <li key={cause.text}>{visible(text.daemon.cause(cause))}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function quoted(word: string): string {
  return /^[^\s"'`$&|;<>()*?]+$/u.test(word) ? word : JSON.stringify(word);
}
