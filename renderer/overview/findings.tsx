import type { Severity } from '../../scanner/model/finding.ts';
import { SeverityBadge } from '../parts/badges.tsx';
import { useText } from '../text/use-text.tsx';

const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

/** How many findings of each severity; each leads to the servers that have them. */
export function Findings({
  findings,
  isScanned,
}: {
  readonly findings: Readonly<Record<Severity, number>>;
  readonly isScanned: boolean;
}) {
  const { text, locale } = useText();
  const most = Math.max(...Object.values(findings));
  if (most === 0) {
    return <p className="quiet">{isScanned ? text.overview.noFindings : text.overview.notScanned}</p>;
  }
  return (
    <ul className="severities">
      {severities.map((severity) => (
        <li key={severity}>
          <a href={`#servers/?risk=${severity}`} className="severity">
            <SeverityBadge severity={severity} />
            <span className="severity-bar">
              <span className={`is-${severity}`} style={{ width: `${(findings[severity] / most) * 100}%` }} />
            </span>
            <span className="severity-count">{findings[severity].toLocaleString(locale)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
