import type { HealthLine, StatusView } from '../../main/contract/health.ts';
import { AnswerView } from '../parts/answer-view.tsx';
import { Badge } from '../parts/badges.tsx';
import { Original } from '../parts/original.tsx';
import { Moment } from '../parts/moment.tsx';
import { useKeys } from '../shell/keys.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { Foreign } from '../parts/foreign.tsx';
import { InParts } from '../parts/in-parts.tsx';
import { inOwnTime } from '../parts/own-time.ts';
import { useText } from '../text/use-text.tsx';
import { placeFor } from './place-for.ts';
import { useDoctor } from './use-doctor.ts';

/** Whether Sallyport itself is well, check by check, with what to do. */
export function Doctor() {
  const { text } = useText();
  const { status, checks, again } = useDoctor();
  const words = text.doctor;
  useKeys('screen', [{ key: 'r', words: words.keys.again, run: again }]);
  return (
    <div className="screen">
      <header className="page-header">
        <h1>{words.title}</h1>
        <span className="spacer" />
        <button type="button" className="button" aria-keyshortcuts="r" onClick={again}>
          {words.again}
        </button>
      </header>
      <div className="settings">
        <section className="card">
          <h2>{words.checks}</h2>
          <AnswerView answer={checks[0]} again={checks[1]}>
            {(lines) => (
              <InParts
                className="checks"
                items={lines.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))}
              >
                {(line) => <Check key={line.id} line={line} />}
              </InParts>
            )}
          </AnswerView>
        </section>
        <section className="card">
          <h2>{words.about}</h2>
          <AnswerView answer={status[0]} again={status[1]}>
            {(value) => <About status={value} />}
          </AnswerView>
        </section>
      </div>
    </div>
  );
}

const order: readonly HealthLine['state'][] = ['broken', 'attention', 'unknown', 'ok'];
const looks = {
  ok: { tone: 'good', icon: 'check' },
  attention: { tone: 'warn', icon: 'triangle' },
  broken: { tone: 'bad', icon: 'cross' },
  unknown: { tone: 'quiet', icon: 'question' },
} as const;

function Check({ line }: { readonly line: HealthLine }) {
  const { text, locale } = useText();
  const said = text.daemon.health(line);
  const place = placeFor(line);
  return (
    <li>
      <Badge {...looks[line.state]}>{text.doctor.states[line.state]}</Badge>
      <div>
        <p>
          <Foreign text={inOwnTime(said.words, locale)} />
        </p>
        {said.remedy === '' ? null : (
          <p className="quiet">
            <Foreign text={said.remedy} />
          </p>
        )}
        <Original said={said} />
        {place === null ? null : (
          <p>
            <a href={`#${place.screen}/${place.rest}`}>
              {text.shell[place.screen]}
              {place.rest === '' || place.screen !== 'clients' ? '' : `: ${foreignName(place.rest)}`}
            </a>
          </p>
        )}
      </div>
    </li>
  );
}

function About({ status: { version, daemon, stateFolder, isWatching } }: { readonly status: StatusView }) {
  const { text } = useText();
  const { facts, hosts, yes, no } = text.doctor;
  return (
    <dl className="facts">
      <dt>{facts.version}</dt>
      <dd>{version}</dd>
      <dt>{facts.host}</dt>
      <dd>{hosts[daemon.host]}</dd>
      <dt>{facts.pid}</dt>
      <dd>{daemon.pid}</dd>
      <dt>{facts.since}</dt>
      <dd>
        <Moment at={daemon.since} />
      </dd>
      <dt>{facts.state}</dt>
      <dd>
        <code>{stateFolder}</code>
      </dd>
      <dt>{facts.watching}</dt>
      <dd>{isWatching ? yes : no}</dd>
    </dl>
  );
}
