import { actionOf } from './action.ts';
import { batchRefused, denialAnswer } from './answers.ts';
import { passCall, recordWithdrawn } from './calls.ts';
import { hasBatches, type Conversation } from './conversation.ts';
import { cancelledId, isCancel } from './framing/ids.ts';
import { refusalOfAll } from './framing/judge.ts';
import { isObject, type JsonObject, type Judged, type Message, type ResponseMessage } from './framing/message.ts';
import { noteAll } from './found.ts';
import { briefly } from './memory.ts';
import { type OpenRequest, openRequest } from './open-requests.ts';
import type { Inspection, Verdict } from './pipeline.ts';
import { isListing } from './recorder.ts';
import { refuse } from './refusals.ts';
import { look, lookAfterwards, type Looking } from './looking.ts';
import { heldBackBy } from './order-down.ts';
import { recordOutcome, recordYielded } from './outcomes.ts';
import { isPromise } from './ruling.ts';
import { answer, pass, Step } from './step.ts';

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
  const looking = look(conversation, message, conversation.tasks.answeredBy(message, null));
  whenInspected(conversation, { open: null, message, looking }, step, (known, own) =>
    passUnasked(conversation, message, known, own),
  );
}

/** Something the server asks or tells of its own accord. */
function passUnasked(
  conversation: Conversation,
  message: Exclude<Message, ResponseMessage>,
  inspection: Inspection,
  step: Step,
): void {
  const action = actionOf(message);
  if (action !== null || (inspection.outcome === 'block' && message.kind === 'request')) {
    const asked = action ?? { method: message.method, target: null, input: {} };
    passCall(
      conversation,
      { direction: 'down', message, action: asked, era: 'legacy', inspection, continues: null, isQuiet: false },
      step,
    );
    return;
  }
  noteAll(conversation, { ...inspection, direction: 'down', call: null, method: message.method, target: null });
  if (isTakenBack(conversation, message)) {
    step.recorded = true;
    return;
  }
  if (message.kind === 'notification' && conversation.judges.isBarred()) {
    conversation.recorder.dropped('down', 'barred-server');
    step.give({ kind: 'drop' });
    return;
  }
  if (inspection.outcome === 'block') {
    conversation.recorder.dropped('down', 'blocked-notification');
    step.give({ kind: 'drop' });
    return;
  }
  if (message.kind === 'request') {
    remember(conversation, message.id, message.method);
  } else {
    recordYielded(conversation, message, inspection);
  }
  step.give(pass(inspection.outcome === 'edit' ? inspection.line : message.line));
}

/** The server takes back a request that a person is still asked about: its client has never heard of it. */
function isTakenBack(conversation: Conversation, message: Message): boolean {
  const id = isCancel(message) ? cancelledId(message) : null;
  const waiting = id === null ? [] : conversation.held.abandon('down', id.key);
  recordWithdrawn(conversation, waiting);
  return waiting.length > 0;
}

function passResponse(conversation: Conversation, message: ResponseMessage, step: Step): void {
  const { discovery, askedByClient, recorder } = conversation;
  const late = discovery.lateAnswer(message, askedByClient);
  if (late !== null) {
    askedByClient.remove(late);
  }
  const open = late ?? (message.id === null ? null : askedByClient.take(message.id));
  if (open?.method === 'server/discover' && !discovery.isWanted(open.id)) {
    recorder.dropped('down', 'late-discovery');
    step.give({ kind: 'drop' });
    return;
  }
  const answered = conversation.tasks.answeredBy(message, open);
  const lookLater = answered === null ? null : lookAfterwards(conversation, message, answered);
  if (lookLater !== null) {
    const { laterLooks, clock } = conversation;
    const answeredMs = clock.elapsedMs();
    step.afterwards.push(() => {
      takeNote(conversation, open, message);
      laterLooks.add(() => recordOutcome(conversation, open, message, lookLater(), answeredMs), message.line.length);
    });
    step.give(pass(message.line));
    return;
  }
  const looking = look(conversation, message, answered);
  whenInspected(conversation, { open, message, looking }, step, (known, own) => {
    own.afterwards.push(() => {
      takeNote(conversation, open, message, known.outcome !== 'block');
      recordOutcome(conversation, open, message, known);
    });
    own.give(verdictOn(open, message, known));
  });
}

/** Takes note of what an answer says to the two sides. */
function takeNote(
  conversation: Conversation,
  open: OpenRequest | null,
  message: ResponseMessage,
  hasPassed = true,
): void {
  if (open !== null) {
    learn(conversation, open, message);
  }
  if (open?.granted && hasPassed) {
    conversation.continuations.add(open.granted, message.value['result']);
  }
}

interface Inspecting {
  readonly open: OpenRequest | null;
  readonly message: Message;
  readonly looking: Looking;
}

/** A look that takes its time lets the message go in a step of its own, unless somebody has answered for it meanwhile. */
function whenInspected(
  { inHand, holding, releaseDown }: Conversation,
  { open, message, looking }: Inspecting,
  step: Step,
  go: (inspection: Inspection, step: Step) => void,
): void {
  const { inspection, isDecided, giveUp } = looking;
  if (!isPromise(inspection)) {
    step.recorded ||= isDecided;
    go(inspection, step);
    return;
  }
  const one = inHand.take(open, message.line.length, giveUp);
  const gone = (async () => {
    const known = await inspection;
    if (!one.isOver) {
      const own = new Step();
      own.recorded = isDecided;
      go(known, own);
      releaseDown(own);
    }
    inHand.put(one);
  })();
  holding.down.hold(heldBackBy(message, open), Promise.race([gone, looking.asking]));
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
  const { holding, askedByClient, tasks } = conversation;
  const parts = messages.map((message) => {
    const open = message.kind === 'response' && message.id !== null ? askedByClient.take(message.id) : null;
    return { message, open, looking: look(conversation, message, tasks.answeredBy(message, open)) };
  });
  step.recorded ||= parts.some(({ looking }) => looking.isDecided);
  if (parts.some(({ looking }) => isPromise(looking.inspection))) {
    const asking = Promise.race(parts.map(({ looking }) => looking.asking));
    holding.down.hold('everything', Promise.race([passBatchLater(conversation, line, parts), asking]));
    return;
  }
  const known = parts.flatMap(({ message, open, looking: { inspection } }) =>
    isPromise(inspection) ? [] : [{ message, open, inspection }],
  );
  passInspectedBatch(conversation, line, known, step);
}

interface BatchPart {
  readonly message: Message;
  readonly open: OpenRequest | null;
  readonly inspection: Inspection;
}

async function passBatchLater(conversation: Conversation, line: Buffer, parts: readonly Inspecting[]): Promise<void> {
  const { inHand, releaseDown } = conversation;
  const hands = parts.map(({ open }, at) => inHand.take(open, at === 0 ? line.length : 0));
  const known = await Promise.all(
    parts.map(async ({ message, open, looking }) => ({ message, open, inspection: await looking.inspection })),
  );
  if (!hands.some(({ isOver }) => isOver)) {
    const own = new Step();
    own.recorded = parts.some(({ looking }) => looking.isDecided);
    passInspectedBatch(conversation, line, known, own);
    releaseDown(own);
  }
  hands.forEach((one) => inHand.put(one));
}

function passInspectedBatch(conversation: Conversation, line: Buffer, parts: readonly BatchPart[], step: Step): void {
  const isBarred = conversation.judges.isBarred();
  const passes = parts.every(
    ({ message, inspection }) =>
      inspection.outcome === 'pass' && actionOf(message) === null && !(isBarred && message.kind === 'notification'),
  );
  for (const { message, open, inspection } of parts) {
    if (message.kind === 'response') {
      recordOutcome(conversation, open, message, inspection);
      if (!passes && open !== null) {
        step.give(pass(batchRefused(open.id)));
      }
      continue;
    }
    noteAll(conversation, { ...inspection, direction: 'down', call: null, method: message.method, target: null });
    if (passes && message.kind === 'request') {
      remember(conversation, message.id, message.method);
    } else if (message.kind === 'request') {
      step.give(answer(batchRefused(message.id)));
    } else if (!passes) {
      conversation.recorder.dropped('down', 'batch-refused');
    }
  }
  if (passes) {
    step.give(pass(line));
  }
}

function remember({ askedByServer, clock }: Conversation, id: OpenRequest['id'], method: string): void {
  askedByServer.add(openRequest({ id, method, sinceMs: clock.elapsedMs() }));
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
    conversation.discovery.initialized();
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
