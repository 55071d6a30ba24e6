import type { Conversation } from './conversation.ts';
import {
  isObject,
  type JsonObject,
  type NotificationMessage,
  paramsOf,
  type ResponseMessage,
} from './framing/message.ts';
import { noteActed } from './found.ts';
import type { OpenRequest } from './open-requests.ts';
import type { Inspection } from './pipeline.ts';
import { yieldedBy } from './tasks.ts';

/**
 * Records what became of a request, or that an answer came to none, after all that became of others before it.
 *
 * @param answeredMs when the answer was there, by the clock of the conversation
 */
export function recordOutcome(
  conversation: Conversation,
  open: OpenRequest | null,
  message: ResponseMessage,
  inspection: Inspection,
  answeredMs: number = conversation.clock.elapsedMs(),
): void {
  const { outcome, inspected: depth, findings } = inspection;
  const { recorder, laterLooks } = conversation;
  const { method = null, target = null, task = null, keepsResult = false } = open ?? {};
  const result: unknown = message.value['result'];
  const keepsYield = method !== null && task?.keepsResult === true && yieldedBy(method, result) !== undefined;
  const call = open?.call ?? (keepsYield ? task.call : null);
  const isUnremarkable = open !== null && call === null && findings.length === 0;
  if (isUnremarkable) {
    return;
  }
  laterLooks.doAll();
  noteActed(conversation, { direction: 'down', call, method, target, inspected: depth, findings });
  const ok = isObject(result);
  const kept = (members: unknown): unknown => (keepsYield ? yieldedBy(method, members) : members);
  recorder.outcome({
    call,
    method,
    ok,
    isError: ok ? result['isError'] === true : true,
    ended: outcome === 'block' ? 'blocked' : outcome === 'edit' ? 'edited' : open === null ? 'unasked' : 'answered',
    bytes: message.line.length,
    durationMs: open === null ? 0 : answeredMs - open.sinceMs,
    inspected: depth,
    findings,
    ...(keepsResult || keepsYield ? { value: () => textOf(kept(given(message, inspection)['result'])) } : {}),
  });
}

/** Records the result of a call that a notification about its task has brought, where a policy wants it kept. */
export function recordYielded(
  { recorder, tasks, laterLooks }: Conversation,
  message: NotificationMessage,
  inspection: Inspection,
): void {
  const { method, line } = message;
  const task = tasks.about(message);
  const result = yieldedBy(method, paramsOf(message.value));
  if (task?.keepsResult === true && result !== undefined) {
    laterLooks.doAll();
    recorder.outcome({
      call: task.call,
      method,
      ok: isObject(result),
      isError: !isObject(result) || result['isError'] === true,
      ended: inspection.outcome === 'edit' ? 'edited' : 'answered',
      bytes: line.length,
      durationMs: 0,
      inspected: inspection.inspected,
      findings: inspection.findings,
      value: () => textOf(yieldedBy(method, paramsOf(given(message, inspection)))),
    });
  }
}

/** What the client was given: where inspection took something out, it is not kept either. */
function given({ value }: { readonly value: JsonObject }, inspection: Inspection): JsonObject {
  if (inspection.outcome === 'pass') {
    return value;
  }
  const edited: unknown = inspection.outcome === 'edit' ? JSON.parse(inspection.line.toString()) : null;
  return isObject(edited) ? edited : {};
}

function textOf(value: unknown): string {
  return JSON.stringify(value ?? null);
}
