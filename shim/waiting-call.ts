import type { CallAtHand } from './calls.ts';
import type { Conversation } from './conversation.ts';
import { HeldCall } from './held.ts';
import type { WaitingCall } from './held-calls.ts';
import type { Elicited, ElicitForm } from './pipeline.ts';

/** @param token where the client is told of progress, as JSON text; null for nowhere */
export function waitingCall(conversation: Conversation, call: CallAtHand, token: string | null): WaitingCall {
  const waiting: WaitingCall = {
    call,
    startedMs: conversation.clock.elapsedMs(),
    held: new HeldCall({
      token,
      tell: conversation.tellClient,
      elicit: (form) => (call.direction === 'up' ? elicit(conversation, waiting, form) : null),
    }),
  };
  return waiting;
}

/** Each era has its own way to ask the client. */
function elicit(
  { hasForms, version, questions, inputs }: Conversation,
  waiting: WaitingCall,
  form: ElicitForm,
): Elicited | null {
  if (waiting.call.era === 'modern') {
    return inputs.ask(waiting, form);
  }
  return hasForms && version !== null && version >= '2025-06-18' ? questions.ask('elicitation/create', form) : null;
}
