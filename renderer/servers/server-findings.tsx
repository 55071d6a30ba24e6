import type { Finding } from '../../scanner/model/finding.ts';
import { useApi } from '../api/use-api.tsx';
import { SeverityBadge } from '../parts/badges.tsx';
import { FindingWords } from '../parts/finding-words.tsx';
import { InParts } from '../parts/in-parts.tsx';
import { useText } from '../text/use-text.tsx';

const order = ['critical', 'high', 'medium', 'low'] as const;

/** Each finding with what to do about it; the worst first, the accepted ones last. */
export function ServerFindings({
  findings,
  suppress,
}: {
  readonly findings: readonly Finding[];
  readonly suppress: (rule: string) => void;
}) {
  const { text } = useText();
  const { granted } = useApi();
  const words = text.servers;
  if (findings.length === 0) {
    return <p className="quiet">{words.noFindings}</p>;
  }
  const rank = ({ severity, suppressed }: Finding): number => order.indexOf(severity) + (suppressed === null ? 0 : 10);
  return (
    <InParts className="findings" items={findings.toSorted((a, b) => rank(a) - rank(b))}>
      {(finding) => (
        <li key={`${finding.rule} ${finding.where} ${finding.source} ${finding.message}`}>
          <div className="finding-head">
            <SeverityBadge severity={finding.severity} />
            <code>{finding.rule}</code>
            <span className="spacer" />
            {finding.suppressed === null && granted.has('approve') ? (
              <button type="button" className="button is-plain" onClick={() => suppress(finding.rule)}>
                {words.actions.suppress}
                <span className="visually-hidden"> {finding.rule}</span>
              </button>
            ) : null}
          </div>
          <FindingWords finding={finding} />
        </li>
      )}
    </InParts>
  );
}
