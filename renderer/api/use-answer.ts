import { useCallback, useEffect, useState } from 'react';
import type { Reply, WireFailure } from '../../main/contract/api.ts';
import type { EventName } from '../../main/contract/events.ts';
import type { InputOf, OperationName, OutputOf } from '../../main/contract/operations.ts';
import { inTurn } from './in-turn.ts';
import { onReturn } from './on-return.ts';
import { useApi } from './use-api.tsx';

/** What is known of an answer: none yet, one (perhaps while a newer one is fetched), or why there is none. */
export type Answer<Value> =
  | { readonly kind: 'loading' }
  | Here<Value>
  | { readonly kind: 'failed'; readonly error: WireFailure };

interface Here<Value> {
  readonly kind: 'here';
  readonly value: Value;
  /** Why it is not as new as it could be; null when it is. */
  readonly stale: WireFailure | null;
}

/** An answer with the input it is the answer to. */
export interface Asked<Value> {
  readonly key: string;
  readonly answer: Answer<Value>;
}

/** A failure takes nothing away: what is known of the same thing stays, and says that it may be old. */
export function afterReply<Value>(before: Asked<Value>, key: string, reply: Reply<Value>): Asked<Value> {
  if (reply.ok) {
    return { key, answer: { kind: 'here', value: reply.value, stale: null } };
  }
  return before.answer.kind === 'here' && before.key === key
    ? { key, answer: { ...before.answer, stale: reply.error } }
    : { key, answer: { kind: 'failed', error: reply.error } };
}

/**
 * Asks the daemon, and asks again after each of the events. An answer that is here stays until the next one is.
 *
 * @param again names of events; must be the same array each time
 * @param isWanted nothing is asked until it is true
 */
export function useAnswer<Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
  again: readonly EventName[],
  isWanted = true,
): readonly [Answer<OutputOf<Name>>, () => void] {
  const { api } = useApi();
  const [asked, setAsked] = useState<Asked<OutputOf<Name>>>({ key: '', answer: { kind: 'loading' } });
  const [round, setRound] = useState(0);
  const askAgain = useCallback(() => setRound((before) => before + 1), []);
  const key = JSON.stringify(input);

  useEffect(() => {
    if (!isWanted) {
      return undefined;
    }
    let isOld = false;
    const ask = async (): Promise<void> => {
      const reply = await api.call(name, JSON.parse(key) as InputOf<Name>);
      if (!isOld) {
        setAsked((before) => afterReply(before, key, reply));
      }
    };
    const lookAgain = inTurn(ask);
    lookAgain();
    const forget = again.map((event) => api.on(event, lookAgain));
    return () => {
      isOld = true;
      forget.forEach((stop) => stop());
    };
  }, [api, name, key, round, again, isWanted]);

  // A question that was on its way when the daemon went away may never be answered: this begins anew.
  useEffect(() => onReturn(api, askAgain), [api, askAgain]);

  return [asked.answer, askAgain];
}
