import { batchRefused } from './answers.ts';
import { denial, opened, record, rule } from './calls.ts';
import type { Conversation } from './conversation.ts';
import type { Message } from './framing/message.ts';
import type { WaitingCall } from './held-calls.ts';
import { remember } from './memory.ts';
import type { Ruled } from './ruling.ts';
import { answer, Step } from './step.ts';
import { noteUndecided, passesQuietly } from './undecided.ts';
import { waitingCall } from './waiting-call.ts';
import type { UpwardPart } from './upward.ts';

/** One message of a list that waits until all of it is decided. */
interface Listed extends UpwardPart {
  /** Null when it asks for nothing that needs a decision. */
  readonly waiting: WaitingCall | null;
}

/** The same once that is so. */
interface Decided extends Listed {
  /** Null when it passes without a decision. */
  readonly ruled: Ruled | null;
  /** Its number in the record; nought when it has none. */
  readonly number: number;
  /** Nobody else has answered it meanwhile. */
  readonly isOpen: boolean;
}

/**
 * Decides about a list of messages. It leaves whole or not at all, because taking one out, or changing one, would mean
 * writing the others anew.
 *
 * @param onAsking runs once a person is asked about one of them
 */
export async function passBatch(
  conversation: Conversation,
  line: Buffer,
  parts: readonly UpwardPart[],
  onAsking: () => void,
): Promise<void> {
  const startedMs = conversation.clock.elapsedMs();
  const listed = parts.map((part) => hold(conversation, part, onAsking));
  const ruled = await Promise.all(listed.map((one) => ruleOnPart(conversation, one)));
  if (conversation.isOver) {
    return;
  }
  const decided = listed.map((one, at) => letGo(conversation, one, ruled[at] ?? null, startedMs));
  const step = new Step();
  step.recorded = true;
  const isPassed = decided.every(
    (one) => one.isOpen && one.ruled?.ruling.effect !== 'deny' && one.inspection.outcome === 'pass',
  );
  decided.forEach((one) => noteFound(conversation, one));
  if (isPassed) {
    decided.forEach((one) => open(conversation, one));
    const withheld = (): readonly Buffer[] => parts.flatMap(({ message }) => withhold(conversation, message));
    step.give({ kind: 'forward', line, withheld });
  } else {
    for (const one of decided) {
      noteUnsent(conversation, one);
      step.give(answer(refusal(one)));
    }
  }
  conversation.releaseUp(step);
}

/** All wait for the last: until then each can be taken back, and is answered when one side goes. */
function hold(conversation: Conversation, part: UpwardPart, onAsking: () => void): Listed {
  const { call, message } = part;
  const waiting = call === null ? null : waitingCall(conversation, call, null);
  if (waiting !== null) {
    conversation.held.add(waiting);
    void waiting.held.whenAsked().then(onAsking);
  } else if (message.kind === 'request') {
    conversation.held.addBeside(message.id);
  }
  return { ...part, waiting };
}

async function ruleOnPart(conversation: Conversation, { call, waiting }: Listed): Promise<Ruled | null> {
  return call === null || waiting === null ? null : rule(conversation, call, waiting.held);
}

function letGo(conversation: Conversation, one: Listed, ruled: Ruled | null, startedMs: number): Decided {
  const { held } = conversation;
  const { call, waiting, message } = one;
  if (call === null || waiting === null || ruled === null) {
    return { ...one, ruled: null, number: 0, isOpen: message.kind !== 'request' || held.deleteBeside(message.id) };
  }
  if (waiting.held.isOver) {
    // It stands in the record already.
    return { ...one, ruled: null, number: 0, isOpen: false };
  }
  waiting.held.settle();
  held.delete(waiting.held);
  return passesQuietly(call, ruled)
    ? { ...one, ruled: null, number: 0, isOpen: true }
    : { ...one, ruled, number: record(conversation, call, ruled, startedMs), isOpen: true };
}

function open(conversation: Conversation, { message, call, ruled, number }: Decided): void {
  if (call === null || ruled === null) {
    remember(conversation, message);
  } else {
    opened(conversation, call, number, ruled.ruling);
  }
}

/** What has a record of its own holds its findings too. */
function noteFound(conversation: Conversation, { message, ruled, isOpen, inspection }: Decided): void {
  if (isOpen && ruled === null) {
    noteUndecided(conversation, message, inspection);
  }
}

/** Says in the record what did not leave for what stood beside it. */
function noteUnsent({ recorder }: Conversation, { message, call, ruled, number }: Decided): void {
  if (ruled === null && message.kind === 'notification') {
    recorder.dropped('up', 'batch-refused');
  }
  if (call !== null && ruled !== null && ruled.ruling.effect !== 'deny') {
    recorder.outcome({
      call: number,
      method: call.action.method,
      ok: false,
      isError: true,
      ended: 'blocked',
      bytes: 0,
      durationMs: 0,
      inspected: 'none',
      findings: [],
    });
  }
}

function refusal({ message, call, ruled, number, isOpen }: Decided): Buffer | null {
  if (!isOpen) {
    return null;
  }
  if (call !== null && ruled?.ruling.effect === 'deny') {
    return denial(call, ruled.ruling.text, ruled.ruling.because, number);
  }
  return message.kind === 'request' ? batchRefused(message.id) : null;
}

function withhold({ askedByClient }: Conversation, message: Message): readonly Buffer[] {
  return message.kind === 'request' && askedByClient.take(message.id) !== null ? [batchRefused(message.id)] : [];
}
