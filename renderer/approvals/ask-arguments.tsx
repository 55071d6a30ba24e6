import { useState } from 'react';
import { visible } from '../../main/contract/visible.ts';
import type { Ask } from '../../main/contract/approvals.ts';
import { useApi } from '../api/use-api.tsx';
import { Badge } from '../parts/badges.tsx';
import { Marked } from '../parts/foreign.tsx';
import { Moment } from '../parts/moment.tsx';
import { useNotices } from '../parts/notice.tsx';
import { useKeys } from '../shell/keys.tsx';
import { useText } from '../text/use-text.tsx';

/** The arguments of one call as the server will get them: what would not show is written out; long ones whole on demand. */
export function AskArguments({ ask, isFirst }: { readonly ask: Ask; readonly isFirst: boolean }) {
  const { text } = useText();
  const { api } = useApi();
  const { tellFailure } = useNotices();
  const [whole, setWhole] = useState<string | null>(null);
  const words = text.approvals;
  const show = async (): Promise<void> => {
    const reply = await api.call('approvals.arguments', { ask: ask.id });
    if (reply.ok) {
      setWhole(reply.value.text);
    } else {
      tellFailure(reply);
    }
  };
  const canShow = ask.isCut && whole === null;
  useKeys('screen', isFirst ? [{ key: 'w', words: words.keys.whole, run: canShow ? () => void show() : null }] : []);
  return (
    <div className="ask">
      <p className="choice-facts">
        <span>
          {words.asked} <Moment at={ask.at} />
        </span>
        <span>{ask.isHeld ? words.held : words.late}</span>
      </p>
      <pre className="launch" tabIndex={0} role="group" aria-label={words.arguments}>
        <Marked text={whole ?? ask.arguments} />
        {canShow ? ' …' : ''}
      </pre>
      {canShow ? (
        <button type="button" className="button" aria-keyshortcuts="w" onClick={() => void show()}>
          {words.whole}
        </button>
      ) : null}
      {ask.findings.length === 0 ? null : (
        <ul className="findings" aria-label={words.findings}>
          {ask.findings.map(({ rule, message }) => (
            <li key={`${rule} ${message}`}>
              <Badge tone="bad" icon="triangle">
                {visible(text.daemon.finding({ rule, message, remedy: '' }).words)}
              </Badge>{' '}
              <code>{rule}</code>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
