import { batchRefused } from './answers.ts';
import { denial, opened, record, rule, withdrawn } from './calls.ts';
import type { Conversation } from './conversation.ts';
import type { Message } from './framing/message.ts';
import { remember } from './memory.ts';
import type { Ruled } from './ruling.ts';
import { answer, Step } from './step.ts';
import { passesQuietly } from './undecided.ts';
import { waitingCall } from './waiting-call.ts';
import type { UpwardPart } from './upward.ts';

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
  const ruled = await Promise.all(parts.map((part) => ruleOnPart(conversation, part, onAsking)));
  if (conversation.isOver) {
    return;
  }
  const numbers = parts.map(({ call }, at) => {
    const decision = ruled[at];
    // What was given up meanwhile stands in the record already.
    return call === null || !decision || decision === withdrawn ? 0 : record(conversation, call, decision, startedMs);
  });
  const step = new Step();
  step.recorded = true;
  if (
    ruled.every((one) => one?.ruling.effect !== 'deny') &&
    parts.every(({ inspection }) => inspection.outcome === 'pass')
  ) {
    for (const [at, { message, call }] of parts.entries()) {
      const decision = ruled[at] ?? null;
      if (call === null || decision === null) {
        remember(conversation, message);
      } else {
        opened(conversation, call, numbers[at] ?? 0, decision.ruling);
      }
    }
    step.give({
      kind: 'forward',
      line,
      withheld: () => parts.flatMap(({ message }) => withheld(conversation, message)),
    });
  } else {
    parts.forEach((part, at) => step.give(answer(refusal(part, ruled[at] ?? null, numbers[at] ?? 0))));
  }
  conversation.releaseUp(step);
}

async function ruleOnPart(
  conversation: Conversation,
  { call }: UpwardPart,
  onAsking: () => void,
): Promise<Ruled | null> {
  if (call === null) {
    return null;
  }
  const waiting = waitingCall(conversation, call, null);
  const { held } = waiting;
  conversation.held.add(waiting);
  void held.whenAsked().then(onAsking);
  const ruled = await rule(conversation, call, held);
  conversation.held.delete(held);
  if (held.isOver) {
    return withdrawn;
  }
  return passesQuietly(call, ruled) ? null : ruled;
}

function refusal({ message, call }: UpwardPart, ruled: Ruled | null, number: number): Buffer | null {
  if (call !== null && ruled?.ruling.effect === 'deny') {
    return denial(call, ruled.ruling.text, ruled.ruling.because, number);
  }
  return message.kind === 'request' ? batchRefused(message.id) : null;
}

function withheld({ askedByClient }: Conversation, message: Message): readonly Buffer[] {
  if (message.kind !== 'request') {
    return [];
  }
  askedByClient.take(message.id);
  return [batchRefused(message.id)];
}
