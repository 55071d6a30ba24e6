import { useEffect, useState } from 'react';
import { followWork } from '../api/follow-work.ts';
import { useApi } from '../api/use-api.tsx';
import { useNotices } from '../parts/notice.tsx';
import { useWork } from '../parts/use-work.ts';
import { WorkProgress } from '../parts/work-progress.tsx';
import { useText } from '../text/use-text.tsx';

/** Checks the chains of the whole trace, and tells what came of it. */
export function ChainCheck() {
  const { text } = useText();
  const { api } = useApi();
  const { tell, tellFailure } = useNotices();
  const [work, setWork] = useState<string | null>(null);
  const running = useWork('verify');
  const words = text.activity;

  useEffect(() => {
    if (work === null) {
      return undefined;
    }
    const look = async (): Promise<void> => {
      const reply = await api.call('activity.checked', { work });
      setWork(null);
      if (!reply.ok) {
        tellFailure(reply);
        return;
      }
      const { segments, records, faults } = reply.value;
      tell(
        faults.length === 0
          ? { tone: 'good', words: words.verified(records, segments) }
          : {
              tone: 'bad',
              words: words.faults(faults.length),
              details: faults.slice(0, 5).map(({ segment, fault }) => `${segment}: ${fault}`),
            },
      );
    };
    return followWork(api, work, ({ state }) => {
      if (state.kind === 'failed') {
        setWork(null);
        const said = text.daemon.failure(state);
        tell({ tone: 'bad', words: said.words, details: [said.remedy] });
      } else if (state.kind === 'stopped') {
        setWork(null);
      } else if (state.kind === 'done') {
        void look();
      }
    });
  }, [work, api, tell, tellFailure, words, text]);

  const begin = async (): Promise<void> => {
    const reply = await api.call('activity.verify', {});
    if (reply.ok) {
      setWork(reply.value.id);
    } else {
      tellFailure(reply);
    }
  };
  return (
    <>
      {running.kind === 'running' ? <WorkProgress work={running.work} /> : null}
      <button type="button" className="button" disabled={work !== null} onClick={() => void begin()}>
        {work === null ? words.verify : words.verifying}
      </button>
    </>
  );
}
