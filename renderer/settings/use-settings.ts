import { useRef } from 'react';
import type { EventName } from '../../main/contract/events.ts';
import type { Settings } from '../../main/contract/settings.ts';
import { useAnswer } from '../api/use-answer.ts';
import { useCall } from '../parts/confirm.tsx';
import { useNotices } from '../parts/notice.tsx';
import { useText } from '../text/use-text.tsx';

const onSettings: readonly EventName[] = ['settings.changed', 'policy.changed'];

/** The person's choices, and how one is changed: at once, without a button. */
export function useSettings() {
  const { text } = useText();
  const call = useCall();
  const { tell, tellFailure } = useNotices();
  const [answer, again] = useAnswer('settings.show', {}, onSettings);
  const save = async (part: Partial<Settings>): Promise<void> => {
    const reply = await call('settings.save', part);
    if (reply.ok) {
      tell({ tone: 'good', words: text.settings.saved });
    } else {
      tellFailure(reply);
    }
    again();
  };
  // One after the other: of two on their way at once, the earlier may arrive last.
  const before = useRef(Promise.resolve());
  return {
    answer,
    again,
    save: (part: Partial<Settings>): void => {
      // One that could not be sent holds up none of those after it.
      before.current = Promise.allSettled([before.current]).then(() => save(part));
    },
  };
}
