import type { Api } from '../../main/contract/api.ts';
import type { Work } from '../../main/contract/work.ts';
import { onReturn } from './on-return.ts';

/**
 * Tells of one piece of long work: as it is now, at each change, and anew when the way to the daemon is there again, as it may
 * have ended while nobody could hear of it. What events say is newer than what the list said.
 *
 * @returns stops it
 */
export function followWork(api: Api, id: string, tell: (work: Work) => void): () => void {
  let heard = 0;
  let isOver = false;
  const hear = (work: Work): void => {
    if (work.id === id) {
      heard += 1;
      tell(work);
    }
  };
  const look = async (): Promise<void> => {
    const before = heard;
    const reply = await api.call('work.list', {});
    if (reply.ok && !isOver && heard === before) {
      reply.value.forEach(hear);
    }
  };
  void look();
  const forget = [api.on('work.changed', hear), onReturn(api, () => void look())];
  return () => {
    isOver = true;
    forget.forEach((stop) => stop());
  };
}
