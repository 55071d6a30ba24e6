import { eraOf } from './action.ts';
import { declaresForms } from './asking/declares-forms.ts';
import type { Conversation } from './conversation.ts';
import { openRequest } from './open-requests.ts';
import { isObject, paramsOf, type Message, type RequestMessage, type ResponseMessage } from './framing/message.ts';

/** Follows a message that goes on without a decision. */
export function remember(conversation: Conversation, message: Message): void {
  switch (message.kind) {
    case 'request': {
      const task = conversation.tasks.about(message);
      conversation.askedByClient.add(
        openRequest({
          id: message.id,
          method: message.method,
          era: eraOf(message.value),
          sinceMs: conversation.clock.elapsedMs(),
          redact: task?.redact ?? [],
          task,
        }),
      );
      if (message.method === 'server/discover') {
        conversation.discovery.asked(message.id);
      }
      notice(conversation, message);
      return;
    }
    case 'response':
      answered(conversation, message);
      return;
    case 'notification':
  }
}

/** What a request tells about the client, and whether the server could be started anew after it. */
export function notice(conversation: Conversation, message: Message): void {
  if (message.kind !== 'request') {
    return;
  }
  if (message.method !== 'server/discover') {
    conversation.discovery.otherSent(message);
  }
  if (message.method === 'initialize') {
    conversation.hasForms = declaresForms(paramsOf(message.value)['capabilities']);
  }
  if (!conversation.clientKnown) {
    introduce(conversation, message);
  }
}

const modernClient = 'io.modelcontextprotocol/clientInfo';
const modernVersion = 'io.modelcontextprotocol/protocolVersion';

function introduce(conversation: Conversation, { value, method }: RequestMessage): void {
  const params = paramsOf(value);
  const meta = isObject(params['_meta']) ? params['_meta'] : {};
  const info = params['clientInfo'] ?? meta[modernClient];
  const version = params['protocolVersion'] ?? meta[modernVersion];
  if (isObject(info)) {
    conversation.clientKnown = true;
    const known = typeof version === 'string' ? version.slice(0, 40) : null;
    conversation.recorder.peer('client', briefly(info), known, method === 'server/discover');
  }
}

/** Name and version as claimed; everything else in there is the client's own business. */
export function briefly(info: unknown): { readonly name: string | null; readonly version: string | null } {
  return isObject(info)
    ? { name: claim(info['name']), version: claim(info['version']) }
    : { name: null, version: null };
}

function claim(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, 100) : null;
}

function answered({ askedByServer, recorder, clock }: Conversation, message: ResponseMessage): void {
  const open = message.id === null ? null : askedByServer.take(message.id);
  if (open !== null && open.call !== null) {
    recorder.outcome({
      call: open.call,
      method: open.method,
      ok: 'result' in message.value,
      isError: 'error' in message.value,
      ended: 'answered',
      bytes: message.line.length,
      durationMs: clock.elapsedMs() - open.sinceMs,
      inspected: 'none',
      findings: [],
    });
  }
}
