import type { CallStory, RecordedAnswer } from '../../main/contract/activity.ts';
import { visible } from '../../main/contract/visible.ts';
import type { EventName } from '../../main/contract/events.ts';
import { useAnswer } from '../api/use-answer.ts';
import { AnswerView } from '../parts/answer-view.tsx';
import { Badge } from '../parts/badges.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { EffectBadge } from '../parts/effect-badge.tsx';
import { Moment } from '../parts/moment.tsx';
import { useText } from '../text/use-text.tsx';
import { AnswerBadge } from './answer-badge.tsx';
import { RecordFacts } from './record-facts.tsx';

const onActivity: readonly EventName[] = ['activity.added'];

/** One call from the question to the outcome, with the connection it came by and whether its record holds. */
export function StoryPane({
  segment,
  seq,
  onlySession,
}: {
  readonly segment: string;
  readonly seq: number;
  readonly onlySession: (session: string) => void;
}) {
  const [answer, again] = useAnswer('activity.story', { segment, seq }, onActivity);
  return (
    <AnswerView answer={answer} again={again}>
      {(story) => <Story story={story} onlySession={onlySession} />}
    </AnswerView>
  );
}

function Story({ story, onlySession }: { readonly story: CallStory; readonly onlySession: (session: string) => void }) {
  const { text } = useText();
  const words = text.activity;
  const { records, connection, chain } = story;
  const session = records[0]?.row.session ?? null;
  const first = records[0]?.row;
  return (
    <>
      <div className="pane-head toolbar">
        <h2>{foreignName(first?.tool ?? first?.method ?? (first === undefined ? '' : words.kinds[first.kind]))}</h2>
        <span className="spacer" />
        {session === null ? null : (
          <button type="button" className="button" onClick={() => onlySession(session)}>
            {words.session}
          </button>
        )}
      </div>
      <p>
        {words.chain}: <ChainBadge chain={chain} />
      </p>
      {records.map(({ row, record }) => (
        <section key={row.seq}>
          <h3 className="finding-head">
            {words.kinds[row.kind]} <Moment at={row.time} />
            <span className="spacer" />
            {row.effect === null ? null : <EffectBadge effect={row.effect} />}
            {row.answer === null ? null : <AnswerBadge answer={row.answer} />}
            {row.ok === null ? null : (
              <Badge tone={row.ok ? 'good' : 'bad'} icon={row.ok ? 'check' : 'triangle'}>
                {row.ok ? words.ok : words.notOk}
              </Badge>
            )}
            {row.durationMs === null ? null : <span className="quiet">{words.milliseconds(row.durationMs)}</span>}
          </h3>
          {row.answer === null ? null : <AnswerLine answer={row.answer} />}
          {row.kind === 'decision' ? (
            <p>
              {words.reasons}:{' '}
              <code>{row.reasons.length === 0 ? words.noReasons : visible(row.reasons.join(', '))}</code>
            </p>
          ) : null}
          <RecordFacts record={record} />
        </section>
      ))}
      <section>
        <h3>{words.connection}</h3>
        <RecordFacts record={connection} />
      </section>
      <details>
        <summary>{words.records}</summary>
        <pre className="launch">
          <Foreign
            text={records.map(({ record }) => JSON.stringify(record, null, 2)).join('\n')}
            most={20_000}
            isBlock
          />
        </pre>
      </details>
    </>
  );
}

/** About which server, and by whom; nothing where the record holds neither. */
function AnswerLine({ answer: { server, by } }: { readonly answer: RecordedAnswer }) {
  const { text } = useText();
  const words = text.activity;
  const parts = [
    ...(server === null ? [] : [`${words.server}: ${foreignName(server)}`]),
    ...(by === null ? [] : [`${words.answeredBy}: ${foreignName(by)}`]),
  ];
  return parts.length === 0 ? null : <p>{parts.join(' · ')}</p>;
}

function ChainBadge({ chain }: { readonly chain: CallStory['chain'] }) {
  const { text } = useText();
  const words = text.activity.chains;
  switch (chain.kind) {
    case 'holds':
      return (
        <Badge tone="good" icon="check">
          {words.holds(chain.records)}
        </Badge>
      );
    case 'open':
      return (
        <Badge tone="quiet" icon="circle">
          {words.open(chain.records)}
        </Badge>
      );
    case 'broken':
      return (
        <Badge tone="bad" icon="broken">
          {words.broken(chain.fault)}
        </Badge>
      );
    case 'dropped':
      return (
        <Badge tone="quiet" icon="none">
          {words.dropped}
        </Badge>
      );
  }
}
