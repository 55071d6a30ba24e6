import type { Finding } from '../../scanner/model/finding.ts';
import { Foreign } from './foreign.tsx';
import { untilText } from './own-time.ts';
import { useText } from '../text/use-text.tsx';
import { Original } from './original.tsx';

/** What was seen, and what to do about it unless a person has accepted it. */
export function FindingWords({
  finding,
}: {
  readonly finding: Pick<Finding, 'rule' | 'message' | 'remedy' | 'suppressed'>;
}) {
  const { text, locale } = useText();
  const said = text.daemon.finding(finding);
  return (
    <>
      <p>
        <Foreign text={said.words} />
      </p>
      {finding.suppressed === null ? (
        <p className="quiet">
          <Foreign text={said.remedy} />
        </p>
      ) : (
        <p className="quiet">
          <Foreign
            text={`${text.servers.suppressed(finding.suppressed.owner, untilText(finding.suppressed.until, locale))}: ${finding.suppressed.reason}`}
          />
        </p>
      )}
      <Original said={said} />
    </>
  );
}
