import { actionOf, eraOf } from './action.ts';
import { passBatch } from './batches.ts';
import { passCall, recordWithdrawn, type CallAtHand } from './calls.ts';
import { hasBatches, type Conversation } from './conversation.ts';
import { notice, remember } from './memory.ts';
import { messageId } from './framing/ids.ts';
import { refusalOfAll } from './framing/judge.ts';
import { paramsOf, type Judged, type Message } from './framing/message.ts';
import type { Inspection } from './pipeline.ts';
import { refuse } from './refusals.ts';
import { inspected } from './ruling.ts';
import { pass, type Step } from './step.ts';

/** A message of the client, inspected. `call` is null when it asks for nothing that needs a decision. */
export interface UpwardPart {
  readonly message: Message;
  readonly inspection: Inspection;
  readonly call: CallAtHand | null;
}

/** Decides what becomes of one line of the client. */
export function passUp(conversation: Conversation, judged: Judged, step: Step): void {
  switch (judged.kind) {
    case 'blank':
      return;
    case 'refused':
      refuse(conversation, judged, 'up', step);
      return;
    case 'message':
      passMessage(conversation, judged.message, step);
      return;
    case 'batch':
      if (hasBatches(conversation) && !judged.messages.some(isHandshake)) {
        void passBatch(
          conversation,
          judged.line,
          judged.messages.map((message) => partOf(conversation, message)),
        );
      } else {
        refuse(conversation, refusalOfAll(judged.messages, 'batch-not-in-this-version'), 'up', step);
      }
  }
}

function passMessage(conversation: Conversation, message: Message, step: Step): void {
  if (message.kind === 'response' && conversation.questions.take(message)) {
    return;
  }
  if (
    message.kind === 'notification' &&
    message.method === 'notifications/cancelled' &&
    cancel(conversation, message)
  ) {
    step.recorded = true;
    return;
  }
  const { inspection, call } = partOf(conversation, message);
  if (call !== null) {
    notice(conversation, message);
    passCall(conversation, call, step);
    return;
  }
  remember(conversation, message);
  step.give(pass(inspection.outcome === 'edit' ? inspection.line : message.line));
}

/** Everything that asks for something, and whatever inspection would stop, takes the way of a call. */
function partOf({ judges, continuations }: Conversation, message: Message): UpwardPart {
  const inspection = inspected(judges, () => judges.inspectUp(message));
  const action = actionOf(message);
  if (action === null && inspection.outcome !== 'block') {
    return { message, inspection, call: null };
  }
  const method = message.kind === 'response' ? 'response' : message.method;
  const asked = action ?? { method, target: null, input: {} };
  return {
    message,
    inspection,
    call: {
      direction: 'up',
      message,
      action: asked,
      era: eraOf(message.value),
      inspection,
      continues: continuations.take(asked, paramsOf(message.value)),
    },
  };
}

/** @returns whether the server must not hear of it, because the call has never left */
function cancel(conversation: Conversation, message: Message): boolean {
  const { held, askedByClient } = conversation;
  const id = messageId(paramsOf(message.value)['requestId'], message.line);
  if (id === null) {
    return false;
  }
  const waiting = held.abandon(id.key);
  if (waiting.length > 0) {
    recordWithdrawn(conversation, waiting);
    return true;
  }
  const open = askedByClient.find(id.key);
  if (open !== null) {
    open.cancelled = true;
  }
  return false;
}

function isHandshake(message: Message): boolean {
  return message.kind === 'request' && (message.method === 'initialize' || message.method === 'server/discover');
}
