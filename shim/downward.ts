import { actionOf } from './action.ts';
import { batchRefused, denialAnswer } from './answers.ts';
import { passCall } from './calls.ts';
import { hasBatches, type Conversation } from './conversation.ts';
import { refusalOfAll } from './framing/judge.ts';
import { isObject, type JsonObject, type Judged, type Message, type ResponseMessage } from './framing/message.ts';
import { briefly } from './memory.ts';
import type { OpenRequest } from './open-requests.ts';
import type { Inspection, Verdict } from './pipeline.ts';
import { isListing } from './recorder.ts';
import { refuse } from './refusals.ts';
import { inspected } from './ruling.ts';
import { answer, pass, type Step } from './step.ts';

/** Decides what becomes of one line of the server. */
export function passDown(conversation: Conversation, judged: Judged, step: Step): void {
  switch (judged.kind) {
    case 'blank':
      return;
    case 'refused':
      refuse(conversation, judged, 'down', step);
      return;
    case 'message':
      passMessage(conversation, judged.message, step);
      return;
    case 'batch':
      if (hasBatches(conversation)) {
        passBatch(conversation, judged.line, judged.messages, step);
      } else {
        refuse(conversation, refusalOfAll(judged.messages, 'batch-not-in-this-version'), 'down', step);
      }
  }
}

function passMessage(conversation: Conversation, message: Message, step: Step): void {
  if (message.kind === 'response') {
    passResponse(conversation, message, step);
    return;
  }
  const inspection = inspected(conversation.judges, () => conversation.judges.inspectDown(message, null));
  const action = actionOf(message);
  if (action !== null || (inspection.outcome === 'block' && message.kind === 'request')) {
    const asked = action ?? { method: message.method, target: null, input: {} };
    passCall(
      conversation,
      { direction: 'down', message, action: asked, era: 'legacy', inspection, continues: null },
      step,
    );
    return;
  }
  if (inspection.outcome === 'block') {
    conversation.recorder.dropped('down', 'blocked-notification');
    step.give({ kind: 'drop' });
    return;
  }
  if (message.kind === 'request') {
    remember(conversation, message.id, message.method);
  }
  step.give(pass(inspection.outcome === 'edit' ? inspection.line : message.line));
}

function passResponse(conversation: Conversation, message: ResponseMessage, step: Step): void {
  const open = message.id === null ? null : conversation.askedByClient.take(message.id);
  if (open?.method === 'server/discover' && !conversation.discovery.isWanted(open.id)) {
    conversation.recorder.dropped('down', 'late-discovery');
    step.give({ kind: 'drop' });
    return;
  }
  const inspection = inspected(conversation.judges, () => conversation.judges.inspectDown(message, open));
  step.afterwards.push(() => {
    if (open !== null) {
      learn(conversation, open, message);
    }
    if (open?.granted && inspection.outcome !== 'block') {
      conversation.continuations.add(open.granted, message.value['result']);
    }
    recordOutcome(conversation, open, message, inspection);
  });
  step.give(verdictOn(open, message, inspection));
}

function verdictOn(open: OpenRequest | null, message: ResponseMessage, inspection: Inspection): Verdict {
  if (inspection.outcome !== 'block') {
    return pass(inspection.outcome === 'edit' ? inspection.line : message.line);
  }
  // An answer that nobody waits for is only dropped.
  if (open === null) {
    return { kind: 'drop' };
  }
  const because = inspection.findings.map(({ rule }) => rule);
  return pass(denialAnswer(open.id, open.method, open.era, inspection.text, because, String(open.call ?? 0)));
}

/** A list goes on as it is, or each of its answers is replaced: it can not be written anew. */
function passBatch(conversation: Conversation, line: Buffer, messages: readonly Message[], step: Step): void {
  const parts = messages.map((message) => {
    const open =
      message.kind === 'response' && message.id !== null ? conversation.askedByClient.take(message.id) : null;
    return {
      message,
      open,
      inspection: inspected(conversation.judges, () => conversation.judges.inspectDown(message, open)),
    };
  });
  const passes = parts.every(({ message, inspection }) => inspection.outcome === 'pass' && actionOf(message) === null);
  for (const { message, open, inspection } of parts) {
    if (message.kind === 'response') {
      recordOutcome(conversation, open, message, inspection);
      if (!passes && open !== null) {
        step.give(pass(batchRefused(open.id)));
      }
    } else if (message.kind === 'request') {
      if (passes) {
        remember(conversation, message.id, message.method);
      } else {
        step.give(answer(batchRefused(message.id)));
      }
    }
  }
  if (passes) {
    step.give(pass(line));
  }
}

function remember({ askedByServer, clock }: Conversation, id: OpenRequest['id'], method: string): void {
  askedByServer.add({
    id,
    method,
    target: null,
    era: 'legacy',
    call: null,
    sinceMs: clock.elapsedMs(),
    cancelled: false,
    granted: null,
  });
}

function learn(conversation: Conversation, open: OpenRequest, message: ResponseMessage): void {
  if (isListing(open.method)) {
    conversation.recorder.listing(open.method, message);
    return;
  }
  const result: unknown = message.value['result'];
  if (!isObject(result)) {
    return;
  }
  if (open.method === 'initialize') {
    const version = result['protocolVersion'];
    conversation.version = typeof version === 'string' ? version : null;
    conversation.recorder.peer(
      'server',
      briefly(result['serverInfo']),
      conversation.version?.slice(0, 40) ?? null,
      false,
    );
  } else if (open.method === 'server/discover') {
    conversation.recorder.peer('server', briefly(serverInfo(result)), '2026-07-28', true);
  }
}

function serverInfo(result: JsonObject): unknown {
  const meta = result['_meta'];
  return isObject(meta) ? meta['io.modelcontextprotocol/serverInfo'] : undefined;
}

function recordOutcome(
  { recorder, clock }: Conversation,
  open: OpenRequest | null,
  message: ResponseMessage,
  { outcome, inspected: depth, findings }: Inspection,
): void {
  const isUnremarkable = open !== null && open.call === null && findings.length === 0;
  if (isUnremarkable) {
    return;
  }
  const result: unknown = message.value['result'];
  const ok = isObject(result);
  recorder.outcome({
    call: open?.call ?? null,
    method: open?.method ?? null,
    ok,
    isError: ok ? result['isError'] === true : true,
    ended: outcome === 'block' ? 'blocked' : outcome === 'edit' ? 'edited' : open === null ? 'unasked' : 'answered',
    bytes: message.line.length,
    durationMs: open === null ? 0 : clock.elapsedMs() - open.sinceMs,
    inspected: depth,
    findings,
  });
}
