import type { Level, NextStep, Overview as OverviewData } from '../../main/contract/overview.ts';
import { Foreign } from '../parts/foreign.tsx';
import { GapLine } from '../parts/gap-line.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { ScanButton } from '../parts/scan-button.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { InParts } from '../parts/in-parts.tsx';
import type { Text } from '../text/en.ts';
import { inOwnTime } from '../parts/own-time.ts';
import { useText } from '../text/use-text.tsx';
import { placeOfStep, sentenceOf } from './state.ts';

/** A fault that a person reads from a long line of a policy may be long. */
const MOST_SENTENCE = 1200;

const signs: Readonly<Record<Level, IconName>> = {
  broken: 'cross',
  asking: 'question',
  attention: 'triangle',
  paused: 'none',
  fine: 'check',
  'not-scanned': 'circle',
};

/** How things stand, in one sentence, and the one best thing to do about it. */
export function StateCard({ overview }: { readonly overview: OverviewData }) {
  const { text, locale } = useText();
  const { level, parts, scan, nextStep } = overview;
  const words = text.overview;
  return (
    <section className={`card state is-${level}`}>
      <span className="state-sign">
        <Icon name={signs[level]} />
      </span>
      <div className="state-words" aria-live="polite">
        <p className="state-level">{words.levels[level]}</p>
        <p className="state-sentence">
          <Foreign text={inOwnTime(sentenceOf(parts, words.part), locale)} most={MOST_SENTENCE} />
        </p>
        {scan === null ? null : (
          <p className="quiet">
            {words.scannedAt} <Moment at={scan.at} />
          </p>
        )}
      </div>
      <Next step={nextStep} />
      {scan === null || scan.isComplete ? null : (
        <details className="partial">
          <summary>{words.incomplete(scan.reasons.length)}</summary>
          <InParts items={scan.reasons}>{(reason) => <GapLine key={reason.text} gap={reason} />}</InParts>
        </details>
      )}
    </section>
  );
}

function Next({ step }: { readonly step: NextStep | null }) {
  const { text } = useText();
  const words = text.overview.nextStep;
  if (step === null) {
    return null;
  }
  const place = placeOfStep(step);
  return (
    <div className="next-step">
      <p className="next-title">{words.title}</p>
      <p>{words.words(shownStep(step, text))}</p>
      {place === null ? (
        <ScanButton isPrimary />
      ) : (
        <a className="button is-primary" href={place}>
          {words.go[step.kind]}
        </a>
      )}
    </div>
  );
}

/** A step with what others chose or the daemon said as it may be shown. */
function shownStep(step: NextStep, text: Text): NextStep {
  if (step.kind === 'remove-server') {
    return { ...step, name: foreignName(step.name), why: foreignName(text.daemon.standingBy(step.why)) };
  }
  return step.kind === 'look-at-server' ? { ...step, name: foreignName(step.name) } : step;
}
