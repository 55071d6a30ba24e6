import { isAct, readAction } from './action.ts';
import { record, recordWithdrawn, rule as decided, withdrawn, type CallAtHand } from './calls.ts';
import type { Conversation } from './conversation.ts';
import { isObject, paramsOf, type JsonObject, type Message } from './framing/message.ts';
import type { Action, Answered, ContentFinding, Inspection } from './pipeline.ts';
import { isPromise, type Ruled } from './ruling.ts';
import type { WaitingCall } from './held-calls.ts';
import { waitingCall } from './waiting-call.ts';

/**
 * What a message of the server asks its client for within. Servers of the newer era ask by answering, and tell of a task
 * what it waits for; those of the one before send people to addresses by an error. Each is decided like a request of its own.
 */
export function requestsWithin(message: Message): readonly Action[] {
  const requests = requestsIn(message, message.value);
  return message.firstKeyWins === null ? requests : [...requests, ...requestsIn(message, message.firstKeyWins)];
}

/**
 * Decides about the requests within a message. One that is denied blocks the message as a whole: of a message without it the
 * server would only be asked again.
 *
 * @param inspection of the message, which has settled by itself what people had to be asked about its content
 * @param onAsking runs once a person is asked; what it is given takes the question back
 */
export function ruledWithin(
  conversation: Conversation,
  message: Message,
  { inspection, answered, requests }: Within,
  onAsking: (giveUp: () => void) => void,
): Inspection | Promise<Inspection> {
  if (inspection.outcome === 'block') {
    return inspection;
  }
  const { tasks } = conversation;
  const isOfTask = tasks.about(message) !== null || answered?.method.startsWith('tasks/') === true;
  // A task that is looked at again waits for the same thing as before.
  const open = isOfTask ? requests.filter((action) => !tasks.hasLet(message, action)) : requests;
  const ruled = open.map((action) => {
    const call = callWithin(message, action, inspection);
    const one = ruleOn(conversation, call, onAsking);
    return isPromise(one) ? one.then((late) => ({ action, ruled: late })) : { action, ruled: one };
  });
  const conclude = (all: readonly RuledRequest[]): Inspection => {
    const denied = all.find(({ ruled: { ruling } }) => ruling.effect === 'deny');
    if (denied !== undefined) {
      return blocked(inspection, denied);
    }
    if (isOfTask) {
      all.forEach(({ action }) => tasks.let(message, action));
    }
    return inspection;
  };
  const known = ruled.flatMap((one) => (isPromise(one) ? [] : [one]));
  return known.length === ruled.length
    ? conclude(known)
    : Promise.all(ruled.map((one) => Promise.resolve(one))).then(conclude);
}

interface Within {
  readonly inspection: Inspection;
  readonly answered: Answered | null;
  readonly requests: readonly Action[];
}

interface RuledRequest {
  readonly action: Action;
  readonly ruled: Ruled;
}

function requestsIn(message: Message, value: JsonObject): readonly Action[] {
  if (message.kind !== 'response') {
    return inputRequests(paramsOf(value));
  }
  return [...inputRequests(value['result']), ...neededVisits(value['error'])];
}

function inputRequests(holder: unknown): readonly Action[] {
  const requests = isObject(holder) ? holder['inputRequests'] : undefined;
  return !isObject(requests)
    ? []
    : Object.values(requests).flatMap((request) =>
        isObject(request) && typeof request['method'] === 'string' && isAct(request['method'])
          ? [readAction(request['method'], request)]
          : [],
      );
}

/** Addresses that the person has to visit first, as the error -32042 of 2025-11-25 names them. */
function neededVisits(error: unknown): readonly Action[] {
  const data = isObject(error) ? error['data'] : undefined;
  const visits: unknown = isObject(data) ? data['elicitations'] : undefined;
  return Array.isArray(visits)
    ? visits.filter(isObject).map((params) => readAction('elicitation/create', { params }))
    : [];
}

function callWithin(message: Message, action: Action, inspection: Inspection): CallAtHand {
  return {
    direction: 'down',
    // Both readings of the message are looked at for requests.
    message: { ...message, firstKeyWins: null },
    action,
    era: 'modern',
    inspection: { outcome: 'pass', inspected: inspection.inspected, findings: inspection.findings.map(settled) },
    continues: null,
    isQuiet: false,
  };
}

/** A finding about which nothing is left to be done. */
function settled({ rule, severity, where }: ContentFinding): ContentFinding {
  return { rule, severity, where };
}

function ruleOn(
  conversation: Conversation,
  call: CallAtHand,
  onAsking: (giveUp: () => void) => void,
): Ruled | Promise<Ruled> {
  const waiting = waitingCall(conversation, call, null);
  const { held, startedMs } = waiting;
  const ruled = decided(conversation, call, held);
  if (!isPromise(ruled)) {
    record(conversation, call, ruled, startedMs);
    return ruled;
  }
  conversation.held.add(waiting);
  void held.whenAsked().then(() => onAsking(() => giveUp(conversation, waiting)));
  return ruled.then((late) => {
    // What was given up meanwhile stands in the record already.
    if (held.isOver) {
      return withdrawn;
    }
    held.settle();
    conversation.held.delete(held);
    record(conversation, call, late, startedMs);
    return late;
  });
}

/** The call that the message answers was taken back. */
function giveUp(conversation: Conversation, waiting: WaitingCall): void {
  if (!waiting.held.isOver) {
    conversation.held.delete(waiting.held);
    waiting.held.abandon();
    recordWithdrawn(conversation, [waiting]);
  }
}

function blocked({ inspected, findings }: Inspection, { action, ruled: { ruling } }: RuledRequest): Inspection {
  const text = `${leadIn.get(action.method) ?? otherLeadIn} ${'text' in ruling ? ruling.text : ''}`;
  return { outcome: 'block', inspected: inspected === 'none' ? 'partial' : inspected, findings, text };
}

const leadIn: ReadonlyMap<string, string> = new Map([
  ['sampling/createMessage', 'Before it answers, the server wants the model of the client to write something.'],
  ['elicitation/create', 'Before it answers, the server wants something of the person at the client.'],
]);
const otherLeadIn = 'Before it answers, the server wants something of the client.';
