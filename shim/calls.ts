import { progressToken } from './action.ts';
import { denialAnswer, withheldAnswer } from './answers.ts';
import type { Continued } from './asking/continuations.ts';
import { noteDeciding, type Conversation } from './conversation.ts';
import { noteActed } from './found.ts';
import { passesQuietly, passUndecided } from './undecided.ts';
import type { Message } from './framing/message.ts';
import type { HeldCall } from './held.ts';
import type { WaitingCall } from './held-calls.ts';
import { type OpenRequest, openRequest } from './open-requests.ts';
import type { Action, Era, Inspection, Ruling, Verdict } from './pipeline.ts';
import { isPromise, ruleOn, type Ruled } from './ruling.ts';
import { answer, pass, Step } from './step.ts';
import { waitingCall } from './waiting-call.ts';

/** A message that asks for something to be done, as far as it is known before the decision. */
export interface CallAtHand {
  readonly direction: 'up' | 'down';
  readonly message: Message;
  readonly action: Action;
  readonly era: Era;
  readonly inspection: Inspection;
  /** @see Call.continues */
  readonly continues: Continued | null;
  /** @see Call.isQuiet */
  readonly isQuiet: boolean;
}

const unrecordedText =
  'Sallyport did not pass this call on: its record could not be written, and this computer asks for a record of every ' +
  'call. Free disk space or make the trace folder writable, then call again.';

/** Takes a call through decision and record. A decision that takes its time lets the call go in a step of its own. */
export function passCall(conversation: Conversation, call: CallAtHand, step: Step): void {
  const waiting = waitingCall(conversation, call, call.direction === 'up' ? progressToken(call.message.value) : null);
  const ruled = rule(conversation, call, waiting.held);
  if (!isPromise(ruled)) {
    waiting.held.settle();
    step.recorded = true;
    step.give(settle(conversation, call, ruled, waiting.startedMs));
    return;
  }
  conversation.held.add(waiting);
  noteDeciding(conversation, {
    direction: call.direction,
    decided: finishLater(conversation, waiting, ruled),
    asking: waiting.held,
  });
}

/** What the record says of a call that nobody waited for any more before it was decided. */
export const withdrawn: Ruled = {
  ruling: { effect: 'deny', because: ['withdrawn-while-held'], text: '' },
  failure: null,
};

/** Gives up calls that nobody waits for any more, and says so in the record. */
export function recordWithdrawn(conversation: Conversation, calls: readonly WaitingCall[]): void {
  calls.forEach(({ call, startedMs }) => record(conversation, call, withdrawn, startedMs));
}

async function finishLater(conversation: Conversation, waiting: WaitingCall, ruled: Promise<Ruled>): Promise<void> {
  const late = await ruled;
  const { held, call, startedMs } = waiting;
  // A cancelled call was taken out and recorded already, and its id may be in use again.
  if (held.isOver) {
    return;
  }
  held.settle();
  conversation.held.delete(held);
  const own = new Step();
  own.recorded = true;
  own.give(settle(conversation, call, late, startedMs));
  (call.direction === 'up' ? conversation.releaseUp : conversation.releaseDown)(own);
}

/** The decision about a call, failures included; it never rejects. */
export function rule({ judges }: Conversation, call: CallAtHand, hold: HeldCall): Ruled | Promise<Ruled> {
  const { direction, era, action, message, inspection, continues, isQuiet } = call;
  const { findings } = inspection;
  return ruleOn(judges, { direction, era, action, message, findings, continues, isQuiet, hold }, inspection);
}

/** Records what was decided, and does it. */
function settle(conversation: Conversation, call: CallAtHand, ruled: Ruled, startedMs: number): Verdict {
  if (passesQuietly(call, ruled)) {
    return passUndecided(conversation, call.message, call.inspection);
  }
  const number = record(conversation, call, ruled, startedMs);
  if (ruled.ruling.effect === 'deny') {
    noteDenied(conversation, call);
    return call.message.kind === 'response'
      ? blockedAnswer(conversation, call, ruled.ruling.text)
      : answer(denial(call, ruled.ruling.text, ruled.ruling.because, number));
  }
  const open = opened(conversation, call, number, ruled.ruling);
  const line = call.inspection.outcome === 'edit' ? call.inspection.line : call.message.line;
  return { kind: 'forward', line, withheld: () => withhold(conversation, call, open) };
}

function noteDenied({ askedByClient, askedByServer }: Conversation, { direction, message }: CallAtHand): void {
  if (message.kind === 'request') {
    (direction === 'up' ? askedByClient : askedByServer).noteAnswered(message.id);
  }
}

/** An answer that must not go on is replaced for whoever waits for it. */
function blockedAnswer({ askedByServer, recorder, clock }: Conversation, call: CallAtHand, text: string): Verdict {
  const { message, inspection } = call;
  const open = message.kind !== 'response' || message.id === null ? null : askedByServer.take(message.id);
  if (open === null) {
    return { kind: 'drop' };
  }
  if (open.call !== null) {
    recorder.outcome({
      call: open.call,
      method: open.method,
      ok: false,
      isError: true,
      ended: 'blocked',
      bytes: message.line.length,
      durationMs: clock.elapsedMs() - open.sinceMs,
      inspected: inspection.inspected,
      findings: inspection.findings,
    });
  }
  return pass(withheldAnswer(open.id, text));
}

/** Writes the decision down. @returns the number of the call */
export function record(
  conversation: Conversation,
  call: CallAtHand,
  { ruling, failure }: Ruled,
  startedMs: number,
): number {
  const { recorder, judges, clock } = conversation;
  const { direction, message, action, inspection } = call;
  const number = recorder.decision(
    {
      direction,
      method: action.method,
      target: action.target,
      id: message.kind === 'request' ? message.id : null,
      mode: judges.mode(),
      ruling,
      inspected: inspection.inspected,
      findings: inspection.findings,
      decideMs: clock.elapsedMs() - startedMs,
    },
    action.input,
  );
  noteActed(conversation, {
    direction,
    call: number,
    method: action.method,
    target: action.target,
    inspected: inspection.inspected,
    findings: inspection.findings,
  });
  if (failure !== null) {
    recorder.undecided(number, failure);
  }
  return number;
}

/** What the caller is told; a call without an id is told nothing. */
export function denial(
  { message, action, era }: CallAtHand,
  text: string,
  because: readonly string[],
  number: number,
): Buffer | null {
  return message.kind === 'request'
    ? denialAnswer(message.id, action.method, era, text, because, String(number))
    : null;
}

/** Remembers that somebody waits for this call. */
export function opened(
  { askedByClient, askedByServer, clock }: Conversation,
  call: CallAtHand,
  number: number,
  { notes, because }: Ruling,
): OpenRequest | null {
  const { message, direction, era, action, inspection } = call;
  if (message.kind !== 'request') {
    return null;
  }
  const { method, target } = action;
  const approval = notes?.approval ?? null;
  const open = openRequest({
    id: message.id,
    method,
    target,
    era,
    call: number,
    sinceMs: clock.elapsedMs(),
    redact: notes?.obligations.redact ?? [],
    keepsResult: notes?.obligations.record.includes('result') === true,
    // A call with two readings goes on with nothing: whoever said yes to one has not seen the other.
    granted:
      approval === null || message.firstKeyWins !== null
        ? null
        : { approval, because, action, findings: inspection.findings },
  });
  (direction === 'up' ? askedByClient : askedByServer).add(open);
  return open;
}

function withhold(
  { askedByClient, askedByServer }: Conversation,
  call: CallAtHand,
  open: OpenRequest | null,
): readonly Buffer[] {
  if (open === null || !(call.direction === 'up' ? askedByClient : askedByServer).remove(open)) {
    return [];
  }
  const told = denial(call, unrecordedText, ['record-unwritable'], open.call ?? 0);
  return told === null ? [] : [told];
}
