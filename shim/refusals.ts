import { faultAnswer } from './answers.ts';
import type { Conversation } from './conversation.ts';
import { isGiant } from './framing/ids.ts';
import type { FrameFault, MessageId, RefusedFrame } from './framing/message.ts';
import type { OpenRequests } from './open-requests.ts';
import { answer, pass, type Step } from './step.ts';

/** Answers everybody who waits because of a frame that does not go on, or records that nobody did. */
export function refuse(conversation: Conversation, frame: RefusedFrame, direction: 'up' | 'down', step: Step): void {
  const { fault, code, requests, responses, unnamed } = frame;
  const waiting = direction === 'up' ? conversation.askedByServer : conversation.askedByClient;
  const asked = direction === 'up' ? conversation.askedByClient : conversation.askedByServer;
  for (const id of requests) {
    asked.noteAnswered(id);
    step.give(answer(faultAnswer(id.raw, code, fault)));
    recordRefusal(conversation, direction, isGiant(id.raw) ? null : id, fault);
  }
  if (unnamed) {
    step.give(answer(faultAnswer(null, code, fault)));
    recordRefusal(conversation, direction, null, fault);
  }
  const known = responses.filter((id) => answerInstead(conversation, waiting, id, frame, step));
  step.recorded ||= requests.length > 0 || unnamed;
  if (requests.length === 0 && known.length === 0 && !unnamed) {
    conversation.recorder.dropped(direction, fault);
    step.give({ kind: 'drop' });
  }
}

function answerInstead(
  { recorder, clock }: Conversation,
  waiting: OpenRequests,
  id: MessageId,
  { fault, code }: RefusedFrame,
  step: Step,
): boolean {
  const open = waiting.take(id);
  if (open === null) {
    return false;
  }
  step.give(pass(faultAnswer(open.id.raw, code, fault)));
  recorder.outcome({
    call: open.call,
    method: open.method,
    ok: false,
    isError: true,
    ended: 'blocked',
    bytes: 0,
    durationMs: clock.elapsedMs() - open.sinceMs,
    inspected: 'none',
    findings: [{ rule: `frame/${fault}`, severity: 'medium', where: '' }],
  });
  return true;
}

function recordRefusal(
  { recorder, judges }: Conversation,
  direction: 'up' | 'down',
  id: MessageId | null,
  fault: FrameFault,
): void {
  recorder.refused(
    {
      direction,
      method: '',
      target: null,
      id,
      mode: judges.mode(),
      inspected: 'none',
      findings: [],
      decideMs: 0,
    },
    fault,
  );
}
