import { useCallback, useEffect, useState } from 'react';
import type { Work, WorkKind } from '../../main/contract/work.ts';
import { onReturn } from '../api/on-return.ts';
import { useApi } from '../api/use-api.tsx';
import { useNotices } from './notice.tsx';

/** Long work of one kind, as far as a screen shows it. */
export type WorkView = { readonly kind: 'idle' } | { readonly kind: 'running'; readonly work: Work };

export function afterWork(state: WorkView, work: Work, kind: WorkKind): WorkView {
  if (work.kind !== kind) {
    return state;
  }
  return work.endedAt === null ? { kind: 'running', work } : { kind: 'idle' };
}

/** The work of a kind that runs now. What events say is newer than what the list said. */
export function useWork(kind: WorkKind): WorkView {
  const { api } = useApi();
  const [view, setView] = useState<WorkView>({ kind: 'idle' });
  useEffect(() => {
    let hasHeard = false;
    const forget = api.on('work.changed', (work) => {
      hasHeard ||= work.kind === kind;
      setView((state) => afterWork(state, work, kind));
    });
    const look = async (): Promise<void> => {
      const reply = await api.call('work.list', {});
      if (reply.ok && !hasHeard) {
        const running = reply.value.find((work) => work.kind === kind && work.endedAt === null);
        setView(running === undefined ? { kind: 'idle' } : { kind: 'running', work: running });
      }
    };
    void look();
    // What ended while nobody could hear of it has ended all the same.
    const forgetReturn = onReturn(api, () => {
      hasHeard = false;
      void look();
    });
    return () => {
      hasHeard = true;
      forget();
      forgetReturn();
    };
  }, [api, kind]);
  return view;
}

/** The scan that runs, and how to begin one. */
export function useScan(): { readonly scan: WorkView; readonly scanNow: () => void } {
  const { api } = useApi();
  const scan = useWork('scan');
  const { tellFailure } = useNotices();
  const scanNow = useCallback(() => {
    void (async () => {
      const reply = await api.call('scan.start', {});
      if (!reply.ok) {
        tellFailure(reply);
      }
    })();
  }, [api, tellFailure]);
  return { scan, scanNow };
}
