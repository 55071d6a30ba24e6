import type { EventName } from '../../main/contract/events.ts';
import { useAnswer } from '../api/use-answer.ts';
import { chosenClient } from './state.ts';

const onInventory: readonly EventName[] = ['inventory.changed', 'drift.seen'];

/** The clients, and which of them is looked at. */
export function useClients(rest: string) {
  const [answer, again] = useAnswer('clients.list', {}, onInventory);
  const current = answer.kind === 'here' ? chosenClient(answer.value, rest) : null;
  const choose = (id: string): void => {
    location.hash = `clients/${id}`;
  };
  return { answer, again, current, choose };
}

/** One client with its sources. */
export function useClient(client: string) {
  return useAnswer('clients.show', { client }, onInventory);
}
