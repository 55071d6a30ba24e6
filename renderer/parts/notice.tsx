import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Reply } from '../../main/contract/api.ts';
import { visible } from '../../main/contract/visible.ts';
import { useKeys } from '../shell/keys.tsx';
import { useText } from '../text/use-text.tsx';
import { Foreign } from './foreign.tsx';

/** What came of the last thing that was done. A good one goes by itself; the others stay on their screen until dismissed. */
export interface Notice {
  readonly tone: 'good' | 'bad';
  readonly words: string;
  readonly details?: readonly string[];
  readonly undo?: () => void;
}

interface Notices {
  readonly tell: (notice: Notice | null) => void;
  /** Tells why something did not happen; nothing when the person said no to a question. */
  readonly tellFailure: (reply: Extract<Reply<never>, { readonly ok: false }>) => void;
}

const GOOD_MS = 8000;
const NoticeContext = createContext<Notices | null>(null);

export function useNotices(): Notices {
  const notices = useContext(NoticeContext);
  if (notices === null) {
    throw new Error('useNotices outside of NoticeProvider');
  }
  return notices;
}

export function NoticeProvider({ children }: { readonly children: ReactNode }) {
  const { text } = useText();
  const [notice, setNotice] = useState<Notice | null>(null);
  const shown = useRef<HTMLDivElement>(null);
  const undo = notice?.undo;
  const tellFailure = useCallback<Notices['tellFailure']>(
    (reply) => {
      if (!('confirm' in reply)) {
        const { words, remedy, original } = text.daemon.failure(reply.error);
        setNotice({ tone: 'bad', words, details: [remedy, original ?? ''].filter((line) => line !== '') });
      }
    },
    [text],
  );
  const notices = useMemo(() => ({ tell: setNotice, tellFailure }), [tellFailure]);
  useEffect(() => {
    if (notice === null || notice.tone === 'bad' || notice.undo !== undefined) {
      return undefined;
    }
    const timer = setInterval(() => {
      if (shown.current?.matches(':hover, :focus-within') !== true) {
        setNotice(null);
      }
    }, GOOD_MS);
    return () => clearInterval(timer);
  }, [notice]);
  useKeys('everywhere', [
    { key: 'u', words: text.shell.keys.undo, run: undo ?? null },
    { key: 'Escape', words: text.shell.keys.close, run: notice === null ? null : () => setNotice(null) },
  ]);
  return (
    <NoticeContext value={notices}>
      {children}
      <div role="status">
        {notice === null ? null : (
          <div ref={shown} className={`notice is-${notice.tone}`}>
            <div>
              <p>{visible(notice.words)}</p>
              {notice.details?.map((line, index) => (
                // Two servers of one name may be left for one reason.
                <p key={`${index} ${line}`} className="quiet">
                  <Foreign text={line} />
                </p>
              ))}
            </div>
            {undo === undefined ? null : (
              <button type="button" className="button" onClick={undo} aria-keyshortcuts="u">
                {text.common.undo}
              </button>
            )}
            <button
              type="button"
              className="button is-plain"
              aria-label={text.common.dismiss}
              onClick={() => setNotice(null)}
            >
              ✕
            </button>
          </div>
        )}
      </div>
    </NoticeContext>
  );
}
