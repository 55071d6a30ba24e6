import type { ActivityRow } from '../../main/contract/activity.ts';
import { EffectBadge } from '../parts/effect-badge.tsx';
import { Moment, momentText } from '../parts/moment.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { useText } from '../text/use-text.tsx';

const SHOWN = 10;

/** The newest calls of a server; each leads to its whole story. */
export function RecentCalls({ rows }: { readonly rows: readonly ActivityRow[] }) {
  const { text, locale } = useText();
  return rows.length === 0 ? (
    <p className="quiet">{text.servers.noRecent}</p>
  ) : (
    <ul className="recent">
      {rows.slice(0, SHOWN).map(({ at, segment, seq, time, tool, method, effect }) => (
        <li key={at}>
          <Moment at={time} />
          <code>{foreignName(tool ?? method ?? '')}</code>
          <span className="spacer" />
          {effect === null ? null : <EffectBadge effect={effect} />}
          <a href={`#activity/${encodeURIComponent(segment)}/${seq}`}>
            {text.servers.story}
            <span className="visually-hidden">
              {' '}
              {foreignName(tool ?? method ?? '')} {momentText(time, locale)}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
