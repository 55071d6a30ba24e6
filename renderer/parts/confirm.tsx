import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import type { Reply } from '../../main/contract/api.ts';
import type { InputOf, OperationName, OutputOf } from '../../main/contract/operations.ts';
import { useApi } from '../api/use-api.tsx';
import { useText } from '../text/use-text.tsx';
import type { Said } from '../text/said.ts';
import { Dialog } from './dialog.tsx';
import { untilText } from './own-time.ts';
import { Original } from './original.tsx';

export type Call = <Name extends OperationName>(name: Name, input: InputOf<Name>) => Promise<Reply<OutputOf<Name>>>;

interface Asked {
  readonly question: Said;
  readonly answer: (isYes: boolean) => void;
}

const CallContext = createContext<Call | null>(null);

/** Calls the daemon; where it asks for a person's yes, its question is shown, and the answer is what comes of it. */
export function useCall(): Call {
  const call = useContext(CallContext);
  if (call === null) {
    throw new Error('useCall outside of ConfirmProvider');
  }
  return call;
}

export function ConfirmProvider({ children }: { readonly children: ReactNode }) {
  const { api } = useApi();
  const { text, locale } = useText();
  const [asked, setAsked] = useState<Asked | null>(null);

  const call = useCallback<Call>(
    async (name, input) => {
      const reply = await api.call(name, input);
      if (reply.ok || !('confirm' in reply)) {
        return reply;
      }
      const { question, token } = reply.confirm;
      const isYes = await new Promise<boolean>((resolve) =>
        setAsked({
          question: text.daemon.question(name, withOwnTime(question, input, locale)),
          answer: resolve,
        }),
      );
      setAsked(null);
      return isYes ? api.call(name, input, token) : reply;
    },
    [api, text, locale],
  );

  return (
    <CallContext value={call}>
      {children}
      {asked === null ? null : (
        <Dialog title={asked.question.words} close={() => asked.answer(false)}>
          <Original said={asked.question} />
          <div className="dialog-actions">
            <button type="button" className="button" onClick={() => asked.answer(false)}>
              {text.common.no}
            </button>
            <button type="button" className="button is-primary" onClick={() => asked.answer(true)}>
              {text.common.yes}
            </button>
          </div>
        </Dialog>
      )}
    </CallContext>
  );
}

/** The moment that was typed, as the person writes it: the daemon names it in the time of the world. */
function withOwnTime(question: string, input: object, locale: string): string {
  const until = 'until' in input && typeof input.until === 'string' ? input.until : '';
  return until === '' ? question : question.replace(until, () => untilText(until, locale));
}
