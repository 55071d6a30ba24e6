import type { ChangeNote, Overview as OverviewData } from '../../main/contract/overview.ts';
import type { Severity } from '../../scanner/model/finding.ts';
import { AnswerView } from '../parts/answer-view.tsx';
import { useText } from '../text/use-text.tsx';
import { PerimeterMap } from './perimeter-map.tsx';
import { sentenceOf } from './state.ts';
import { TrafficChart } from './traffic-chart.tsx';
import { useOverview } from './use-overview.ts';

/** What runs on this laptop, what is risky, and the one thing to do about it. */
export function Overview() {
  const { text } = useText();
  const { overview, map, traffic, changes, scan, scanNow } = useOverview();
  const [overviewAnswer, overviewAgain] = overview;
  const [mapAnswer, mapAgain] = map;
  const [trafficAnswer, trafficAgain] = traffic;
  const [changesAnswer, changesAgain] = changes;
  const isScanning = scan.kind === 'running';
  return (
    <div className="overview">
      <header className="page-header">
        <h1>{text.overview.title}</h1>
        <button type="button" className="button" onClick={scanNow} disabled={isScanning}>
          {isScanning ? text.overview.scanning : text.overview.scan}
        </button>
      </header>
      <AnswerView answer={overviewAnswer} again={overviewAgain}>
        {(value) => <State overview={value} />}
      </AnswerView>
      <section className="card map-card" aria-labelledby="map-title">
        <h2 id="map-title">{text.overview.map}</h2>
        <AnswerView answer={mapAnswer} again={mapAgain}>
          {(value) => <PerimeterMap map={value} />}
        </AnswerView>
      </section>
      <section className="card" aria-labelledby="traffic-title">
        <h2 id="traffic-title">{text.overview.traffic}</h2>
        <AnswerView answer={trafficAnswer} again={trafficAgain}>
          {(value) => <TrafficChart traffic={value} />}
        </AnswerView>
      </section>
      <section className="card" aria-labelledby="changes-title">
        <h2 id="changes-title">{text.overview.changes}</h2>
        <AnswerView answer={changesAnswer} again={changesAgain}>
          {(value) => <Changes notes={value} />}
        </AnswerView>
      </section>
    </div>
  );
}

function State({ overview }: { readonly overview: OverviewData }) {
  const { text, language } = useText();
  const { level, parts, scan, findings, nextStep } = overview;
  const words = text.overview;
  return (
    <>
      <section className={`card state is-${level}`} aria-live="polite">
        <p className="state-level">{words.levels[level]}</p>
        <p className="state-sentence">{sentenceOf(parts, words.part)}</p>
        {scan === null ? null : <p className="quiet">{words.scannedAt(new Date(scan.at).toLocaleString(language))}</p>}
        {scan === null || scan.isComplete ? null : (
          <details>
            <summary>{words.incomplete}</summary>
            <ul>
              {scan.reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </details>
        )}
      </section>
      <section className="card" aria-labelledby="next-title">
        <h2 id="next-title">{words.nextStep.title}</h2>
        <p>{nextStep === null ? words.nextStep.none : words.nextStep.words(nextStep)}</p>
      </section>
      <section className="card" aria-labelledby="findings-title">
        <h2 id="findings-title">{words.findings}</h2>
        <Findings findings={findings} />
      </section>
    </>
  );
}

const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

function Findings({ findings }: { readonly findings: Readonly<Record<Severity, number>> }) {
  const { text } = useText();
  const found = severities.filter((severity) => findings[severity] > 0);
  return found.length === 0 ? (
    <p className="quiet">{text.overview.noFindings}</p>
  ) : (
    <ul className="severities">
      {found.map((severity) => (
        <li key={severity} className={`severity is-${severity}`}>
          <span className="severity-count">{findings[severity]}</span> {text.common.severities[severity]}
        </li>
      ))}
    </ul>
  );
}

function Changes({ notes }: { readonly notes: readonly ChangeNote[] }) {
  const { text, language } = useText();
  return notes.length === 0 ? (
    <p className="quiet">{text.overview.noChanges}</p>
  ) : (
    <ul className="changes">
      {notes.slice(0, 8).map((note) => (
        <li key={`${note.at}${note.kind}${subjectOf(note)}`}>
          <strong>{subjectOf(note)}</strong> {text.overview.change[note.kind]}
          <time dateTime={note.at}>{new Date(note.at).toLocaleString(language)}</time>
        </li>
      ))}
    </ul>
  );
}

function subjectOf(note: ChangeNote): string {
  if ('name' in note) {
    return note.name;
  }
  return 'server' in note && note.server !== null ? note.server : note.path;
}
