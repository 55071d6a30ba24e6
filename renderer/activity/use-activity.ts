import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { EventName } from '../../main/contract/events.ts';
import { inTurn } from '../api/in-turn.ts';
import { onReturn } from '../api/on-return.ts';
import { useAnswer } from '../api/use-answer.ts';
import { useApi } from '../api/use-api.tsx';
import { filterOf } from './filter.ts';
import { afterEvent, startOf } from './state.ts';

const PAGE = 200;
const MOST_COUNTED = 10_000;
const onInventory: readonly EventName[] = ['inventory.changed'];
const onActivity: readonly EventName[] = ['activity.added'];
const never: readonly EventName[] = [];

/** The trace as far as it is looked at: newest first, older pages on demand, new records as they come while it is live. */
/** @param query what the address says of it */
export function useActivity(query: string) {
  const { api } = useApi();
  const [state, tell] = useReducer(afterEvent, query, startOf);
  const { choice, isLive, list } = state;
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const filter = useMemo(() => filterOf(choice, new Date()), [choice]);
  // Records first: what there is to choose from, and how many there are, take longer and can wait.
  const hasRows = list.kind === 'here';
  const [facets] = useAnswer('activity.facets', {}, onInventory, hasRows);
  const [count] = useAnswer('activity.count', { filter, most: MOST_COUNTED }, isLive ? onActivity : never, hasRows);

  const latest = useRef(filter);

  useEffect(() => {
    let isOld = false;
    const look = async (): Promise<void> => {
      const reply = await api.call('activity.query', { filter, before: null, limit: PAGE });
      if (!isOld) {
        tell(reply.ok ? { kind: 'newest', page: reply.value } : { kind: 'failed', error: reply.error });
      }
    };
    const lookAgain = inTurn(look);
    lookAgain();
    const forget = isLive ? api.on('activity.added', lookAgain) : () => undefined;
    return () => {
      isOld = true;
      forget();
    };
  }, [api, filter, isLive, round]);

  useEffect(() => (isLive ? onReturn(api, again) : undefined), [api, isLive, again]);
  useEffect(() => {
    latest.current = filter;
  }, [filter]);

  // After a failure nothing more is asked for until something was answered: the table would ask without end.
  const next = list.kind === 'here' && !list.isFetching && list.stale === null ? list.next : null;
  const older = useCallback(() => {
    if (next === null) {
      return;
    }
    tell({ kind: 'fetching' });
    void (async () => {
      const reply = await api.call('activity.query', { filter, before: next, limit: PAGE });
      // A person who filters anew meanwhile wants nothing of what was asked for before.
      if (latest.current === filter) {
        tell(reply.ok ? { kind: 'older', page: reply.value } : { kind: 'failed', error: reply.error });
      }
    })();
  }, [api, filter, next]);

  return { state, tell, filter, facets, count, older, again };
}
