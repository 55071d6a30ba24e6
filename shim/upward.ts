import { actionOf, eraOf, quietActionOf } from './action.ts';
import { passBatch } from './batches.ts';
import { passCall, recordWithdrawn, type CallAtHand } from './calls.ts';
import { hasBatches, noteDeciding, type Conversation } from './conversation.ts';
import { notice } from './memory.ts';
import { cancelledId, isCancel } from './framing/ids.ts';
import { refusalOfAll } from './framing/judge.ts';
import { messagesOf, paramsOf, type Judged, type JsonObject, type Message, type MessageId } from './framing/message.ts';
import { withoutParams } from './framing/without-params.ts';
import { retryParams } from './asking/input-questions.ts';
import type { Inspection } from './pipeline.ts';
import { refuse } from './refusals.ts';
import { inspected } from './ruling.ts';
import type { Step } from './step.ts';
import { recordEnd } from './unanswered.ts';
import { passUndecided } from './undecided.ts';
import { waitingCall } from './waiting-call.ts';

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
        judged.messages.filter(isCancel).forEach((message) => cancel(conversation, message));
        const parts = judged.messages.map((message) => partOf(conversation, message));
        const asking = Promise.withResolvers<void>();
        noteDeciding(conversation, {
          direction: 'up',
          decided: passBatch(conversation, judged.line, parts, asking.resolve),
          asking: { isAsked: false, whenAsked: () => asking.promise },
        });
      } else {
        refuse(conversation, refusalOfAll(judged.messages, 'batch-not-in-this-version'), 'up', step);
      }
  }
}

function passMessage(conversation: Conversation, message: Message, step: Step): void {
  if (message.kind === 'response' && conversation.questions.take(message)) {
    return;
  }
  if (isCancel(message) && cancel(conversation, message)) {
    step.recorded = true;
    return;
  }
  if (conversation.inputs.isAnswer(message)) {
    passRepeated(conversation, withoutRetryParams(message), message, step);
    return;
  }
  const { inspection, call } = partOf(conversation, message);
  if (call !== null) {
    notice(conversation, message);
    passCall(conversation, call, step);
    return;
  }
  step.give(passUndecided(conversation, message, inspection));
}

/**
 * A call that comes again with an answer for us. The server gets it as if we had never asked; when it is not the call
 * that was asked about, it is decided like any other.
 */
function passRepeated(conversation: Conversation, repeated: Message, answering: Message, step: Step): void {
  const found = conversation.inputs.take(answering);
  const { inspection, call } = partOf(conversation, repeated);
  const isSame = call !== null && inspection.outcome !== 'block' && found?.question.isFor(call) === true;
  if (found !== null && isSame) {
    notice(conversation, repeated);
    found.question.waiting.call = call;
    found.question.answer(found.response);
    return;
  }
  found?.question.answer(null);
  passMessage(conversation, repeated, step);
}

/**
 * Says in the record which calls of the client never had their turn before all ended.
 *
 * @returns the ids that it waits for
 */
export function giveUpUnheard(conversation: Conversation, unheard: readonly Judged[]): readonly MessageId[] {
  const messages = unheard.flatMap(messagesOf);
  for (const message of messages) {
    const { call } = partOf(conversation, message);
    if (call !== null && !call.isQuiet) {
      recordWithdrawn(conversation, [waitingCall(conversation, call, null)]);
    }
  }
  const refused = unheard.flatMap((judged) => (judged.kind === 'refused' ? judged.requests : []));
  return [...messages.flatMap((message) => (message.kind === 'request' ? [message.id] : [])), ...refused];
}

function withoutRetryParams(message: Message): Message {
  const without = (value: JsonObject): JsonObject => ({
    ...value,
    params: Object.fromEntries(Object.entries(paramsOf(value)).filter(([name]) => !retryParams.has(name))),
  });
  return {
    ...message,
    line: withoutParams(message.line, retryParams),
    value: without(message.value),
    firstKeyWins: message.firstKeyWins === null ? null : without(message.firstKeyWins),
  };
}

/** Everything that asks for something, or for anything of a barred server, and whatever inspection would stop, takes the way of a call. */
function partOf({ judges, continuations }: Conversation, message: Message): UpwardPart {
  const inspection = inspected(judges, () => judges.inspectUp(message));
  const quiet = quietActionOf(message);
  const isQuiet = quiet !== null && judges.mayBeBarred();
  const action = isQuiet ? quiet : actionOf(message);
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
      continues: continuations.take(asked, paramsOf(message.value), inspection.findings),
      isQuiet,
    },
  };
}

/** @returns whether the server must not hear of it, because the call has never left, or its answer is here already */
function cancel(conversation: Conversation, message: Message): boolean {
  const { held, askedByClient, inHand } = conversation;
  const id = cancelledId(message);
  if (id === null) {
    return false;
  }
  const waiting = held.abandon('up', id.key);
  if (waiting.length > 0) {
    recordWithdrawn(conversation, waiting);
    return true;
  }
  const answered = inHand.cancel(id.key);
  if (answered !== null && answered.call !== null) {
    recordEnd(conversation, answered, 'cancelled');
  }
  if (answered !== null) {
    return true;
  }
  askedByClient.cancel(id);
  return false;
}

function isHandshake(message: Message): boolean {
  return message.kind === 'request' && (message.method === 'initialize' || message.method === 'server/discover');
}
