import type { ActivityRow } from '../../main/contract/activity.ts';
import { Badge } from '../parts/badges.tsx';
import { EffectBadge } from '../parts/effect-badge.tsx';
import { momentText } from '../parts/moment.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { useText } from '../text/use-text.tsx';
import { AnswerBadge } from './answer-badge.tsx';

/** One record as a row. */
export function ActivityLine({
  row,
  tool,
  at,
  start,
  height,
  isCurrent,
  look,
}: {
  readonly row: ActivityRow;
  /** Of the call, where another record names it. */
  readonly tool: string | null;
  readonly at: number;
  readonly start: number;
  readonly height: number;
  readonly isCurrent: boolean;
  readonly look: () => void;
}) {
  const { text, locale } = useText();
  const words = text.activity;
  const { time, kind, client, method, effect, ok, durationMs, findings, answer } = row;
  const server = foreignName(answer?.server ?? row.server ?? '');
  return (
    <div
      role="row"
      id={`record-${at}`}
      aria-rowindex={at + 2}
      aria-selected={isCurrent}
      className={`table-row${isCurrent ? ' is-current' : ''}`}
      style={{ transform: `translateY(${start}px)`, height }}
      onClick={look}
    >
      <div role="gridcell" className="cell cell-time">
        <time dateTime={time} title={time}>
          {momentText(time, locale)}
        </time>
      </div>
      <div role="gridcell" className="cell cell-kind">
        {words.kinds[kind]}
      </div>
      <div role="gridcell" className="cell cell-client" title={foreignName(client ?? '')}>
        {foreignName(client ?? '')}
      </div>
      <div role="gridcell" className="cell cell-server" title={server}>
        {server}
      </div>
      <div role="gridcell" className="cell cell-call" title={foreignName(tool ?? method ?? '')}>
        {tool === null ? (
          method === null ? (
            <span className="kind-instead">{words.kinds[kind]}</span>
          ) : (
            foreignName(method)
          )
        ) : row.tool === null ? (
          foreignName(tool)
        ) : (
          <strong>{foreignName(tool)}</strong>
        )}
      </div>
      <div role="gridcell" className="cell cell-decision">
        {effect === null ? null : <EffectBadge effect={effect} />}
        {effect === null && ok !== null ? (
          <Badge tone={ok ? 'good' : 'bad'} icon={ok ? 'check' : 'triangle'}>
            {ok ? words.ok : words.notOk}
          </Badge>
        ) : null}
        {effect === null && ok === null && (tool ?? method) !== null ? (
          <span className="kind-instead">{words.kinds[kind]} </span>
        ) : null}
        {answer === null ? null : <AnswerBadge answer={answer} />}
      </div>
      <div role="gridcell" className="cell cell-took">
        {durationMs === null ? '' : words.milliseconds(durationMs)}
      </div>
      <div role="gridcell" className="cell cell-findings">
        {findings === 0 ? '' : findings}
      </div>
    </div>
  );
}
