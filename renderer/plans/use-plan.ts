import { useCallback, useEffect, useReducer } from 'react';
import type { InputOf } from '../../main/contract/operations.ts';
import type { Plan } from '../../main/contract/plans.ts';
import { useApi } from '../api/use-api.tsx';
import { useCall } from '../parts/confirm.tsx';
import { afterEvent, type PlanState } from './state.ts';

export type Choice = InputOf<'protect.plan'>;

/** Makes a plan at once, and applies exactly the one that was shown. */
export function usePlan(kind: Plan['kind'], choice: Choice): { readonly state: PlanState; readonly apply: () => void } {
  const { api } = useApi();
  const call = useCall();
  const [state, tell] = useReducer(afterEvent, { kind: 'making' });
  const key = JSON.stringify(choice);

  useEffect(() => {
    let isOld = false;
    const make = async (): Promise<void> => {
      const reply = await api.call(kind === 'protect' ? 'protect.plan' : 'restore.plan', JSON.parse(key) as Choice);
      if (!isOld) {
        tell(reply.ok ? { kind: 'made', plan: reply.value } : { kind: 'failed', error: reply.error });
      }
    };
    void make();
    return () => {
      isOld = true;
    };
  }, [api, kind, key]);

  const apply = useCallback(() => {
    if (state.kind !== 'shown') {
      return;
    }
    const { id, hash } = state.plan;
    tell({ kind: 'applying' });
    void (async () => {
      const reply = await call(kind === 'protect' ? 'protect.apply' : 'restore.apply', { plan: id, hash });
      if (reply.ok) {
        tell({ kind: 'applied', applied: reply.value });
      } else {
        tell('confirm' in reply ? { kind: 'declined' } : { kind: 'failed', error: reply.error });
      }
    })();
  }, [state, call, kind]);

  return { state, apply };
}
