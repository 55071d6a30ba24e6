import { useCallback, useEffect, useState } from 'react';
import type { WireFailure } from '../../main/contract/api.ts';
import type { EventName } from '../../main/contract/events.ts';
import type { InputOf, OperationName, OutputOf } from '../../main/contract/operations.ts';
import { useApi } from './use-api.tsx';

/** What is known of an answer: none yet, one (perhaps while a newer one is fetched), or why there is none. */
export type Answer<Value> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'here'; readonly value: Value }
  | { readonly kind: 'failed'; readonly error: WireFailure };

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
  const [answer, setAnswer] = useState<Answer<OutputOf<Name>>>({ kind: 'loading' });
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
        setAnswer(reply.ok ? { kind: 'here', value: reply.value } : { kind: 'failed', error: reply.error });
      }
    };
    void ask();
    return () => {
      isOld = true;
    };
  }, [api, name, key, round, isWanted]);

  useEffect(() => {
    const forget = [
      ...again.map((event) => api.on(event, askAgain)),
      api.onConnection((state) => {
        if (state === 'connected') {
          askAgain();
        }
      }),
    ];
    return () => forget.forEach((stop) => stop());
  }, [api, again, askAgain]);

  return [answer, askAgain];
}
