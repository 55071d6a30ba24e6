import { useCallback, useEffect, useLayoutEffect, useReducer } from 'react';
import type { EventName } from '../../main/contract/events.ts';
import { useAnswer } from '../api/use-answer.ts';
import { useApi } from '../api/use-api.tsx';
import { keepDraft, keptDraft } from './kept-draft.ts';
import { afterEvent, type DraftEvent, type DraftState, filesOf } from './state.ts';

const onPolicy: readonly EventName[] = ['policy.changed', 'inventory.changed'];
const TYPING_MS = 300;

export interface Draft {
  readonly state: DraftState;
  readonly tell: (event: DraftEvent) => void;
  /** Loads the files anew; what was typed is kept. */
  readonly reload: () => void;
  /** Loads the files anew; what was typed is gone. */
  readonly revert: () => void;
}

/** The policy in force, and the local one's text with what was typed and what is wrong with it. */
export function usePolicy() {
  const view = useAnswer('policy.show', {}, onPolicy);
  const draft = useDraft();
  return { view, draft };
}

function useDraft(): Draft {
  const { api } = useApi();
  const [state, tell] = useReducer(afterEvent, { kind: 'none' });
  const load = useCallback(
    (kind: 'loaded' | 'reverted') => {
      void (async () => {
        const reply = await api.call('policy.files', {});
        if (reply.ok) {
          tell(kind === 'loaded' ? { kind, files: reply.value, kept: keptDraft() } : { kind, files: reply.value });
        }
      })();
    },
    [api],
  );
  const reload = useCallback(() => load('loaded'), [load]);
  const revert = useCallback(() => load('reverted'), [load]);
  useEffect(() => {
    reload();
    return api.on('policy.changed', reload);
  }, [api, reload]);

  // At once with what is drawn: a window may be left or loaded anew the moment after.
  useLayoutEffect(() => keepDraft(state), [state]);

  useEffect(() => {
    if (state.kind !== 'editing' || state.check !== null) {
      return undefined;
    }
    const files = filesOf(state);
    const timer = setTimeout(() => {
      void (async () => {
        const reply = await api.call('policy.check', { files: [...files] });
        if (reply.ok) {
          tell({ kind: 'checked', files, check: reply.value });
        }
      })();
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [api, state]);

  return { state, tell, reload, revert };
}
