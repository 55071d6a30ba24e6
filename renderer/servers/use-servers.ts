import { useMemo, useReducer } from 'react';
import type { EventName } from '../../main/contract/events.ts';
import type { ServerList } from '../../main/contract/servers.ts';
import { useAnswer } from '../api/use-answer.ts';
import { rowsOf } from './rows.ts';
import { useAddress } from '../shell/use-address.ts';
import { afterEvent, currentIndex, restOf, startOf } from './state.ts';

const onInventory: readonly EventName[] = ['inventory.changed'];
const nothing: ServerList = { collectedAt: null, servers: [], clients: {} };

/** The list, what of it is shown, and what is looked at. Follows the address, and leaves there what is looked at. */
export function useServers(rest: string) {
  const [answer, again] = useAnswer('servers.list', {}, onInventory);
  const [state, tell] = useReducer(afterEvent, rest, startOf);
  const list = answer.kind === 'here' ? answer.value : nothing;
  const rows = useMemo(() => rowsOf(list, state.filter), [list, state.filter]);
  const index = currentIndex(rows, state.current);
  const row = rows[index];
  const current = row?.kind === 'server' ? row.server : null;
  const byId = useMemo(() => new Map(list.servers.map((server) => [server.id, server])), [list]);
  const marked = useMemo(() => [...state.marked].flatMap((id) => byId.get(id) ?? []), [state.marked, byId]);

  const isKnown = state.current === null || current !== null;
  const left = restOf(state.filter, state.current === null ? null : (current?.id ?? null));
  useAddress(isKnown ? `#servers/${left}` : null);

  return { answer, again, list, state, tell, rows, index, current, marked };
}
