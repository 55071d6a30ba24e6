import { serverDeafAnswer } from './answers.ts';
import type { Conversation } from './conversation.ts';
import { judge } from './framing/judge.ts';
import { messagesOf, type MessageId } from './framing/message.ts';
import type { OpenRequest } from './open-requests.ts';

/** Between the moment in which a dying server reads no more and its end, on a busy machine. */
const dyingMs = 2000;

/** Whoever asked for what the server did not take, because it reads no more, hears of it; and so does the record. */
export function tellUndelivered(conversation: Conversation, lines: readonly Buffer[]): void {
  const { discovery, recorder } = conversation;
  for (const message of lines.flatMap((line) => messagesOf(judge(line, 'client')))) {
    if (message.kind === 'notification') {
      recorder.dropped('up', 'server-reads-no-more');
    }
    // Discovery is answered in any case, in its own time.
    if (message.kind !== 'request' || message.method === 'server/discover') {
      continue;
    }
    if (discovery.isKept(message)) {
      setTimeout(() => {
        if (discovery.isKept(message) && !conversation.isOver) {
          tellAsker(conversation, message.id);
        }
      }, dyingMs).unref();
    } else {
      tellAsker(conversation, message.id);
    }
  }
}

function tellAsker(conversation: Conversation, id: MessageId): void {
  const open = conversation.askedByClient.take(id);
  if (open !== null && !open.cancelled) {
    conversation.tellClient(serverDeafAnswer(open.id));
  }
  if (open !== null && open.call !== null) {
    recordEnd(conversation, open, 'server-gone');
  }
}

/** Says in the record that a call has no answer. */
export function recordEnd(
  { recorder, clock }: Conversation,
  open: OpenRequest,
  ended: 'server-gone' | 'client-gone' | 'cancelled',
): void {
  recorder.outcome({
    call: open.call,
    method: open.method,
    ok: false,
    isError: true,
    ended: open.cancelled ? 'cancelled' : ended,
    bytes: 0,
    durationMs: clock.elapsedMs() - open.sinceMs,
    inspected: 'none',
    findings: [],
  });
}
