import { useApi } from '../api/use-api.tsx';
import { useCall } from '../parts/confirm.tsx';
import { useNotices } from '../parts/notice.tsx';

/** How a person says that they have seen it. */
export function useWelcome() {
  const { granted } = useApi();
  const call = useCall();
  const { tellFailure } = useNotices();
  const done = async (): Promise<void> => {
    const reply = await call('settings.save', { isWelcomed: true });
    if (!reply.ok) {
      tellFailure(reply);
    }
  };
  return { mayChange: granted.has('change'), done: (): void => void done() };
}
