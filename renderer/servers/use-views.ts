import type { EventName } from '../../main/contract/events.ts';
import type { Settings } from '../../main/contract/settings.ts';
import { useAnswer } from '../api/use-answer.ts';
import { useCall } from '../parts/confirm.tsx';
import { useNotices } from '../parts/notice.tsx';

const onSettings: readonly EventName[] = ['settings.changed'];

/** The views of the table that this person saved; the daemon keeps them, since the address of a window never stays. */
export function useViews() {
  const call = useCall();
  const { tellFailure } = useNotices();
  const [answer] = useAnswer('settings.show', {}, onSettings);
  const views = answer.kind === 'here' ? answer.value.values.views : [];
  const write = async (serverViews: Settings['views']): Promise<void> => {
    const reply = await call('settings.save', { views: serverViews });
    if (!reply.ok) {
      tellFailure(reply);
    }
  };
  return {
    views,
    save: (name: string, filter: string): void =>
      void write([...views.filter((view) => view.name !== name), { name, filter }]),
    forget: (name: string): void => void write(views.filter((view) => view.name !== name)),
  };
}
