import type { Conversation } from './conversation.ts';
import type { Message } from './framing/message.ts';
import type { Answered, Inspection } from './pipeline.ts';
import { requestsWithin, ruledWithin } from './requests-within.ts';
import { inspectedInTime, isPromise } from './ruling.ts';

/** A look into a message of the server, which may take its time. */
export interface Looking {
  readonly inspection: Inspection | Promise<Inspection>;
  /** Settles once a person is asked about the message; never when nobody is. */
  readonly asking: Promise<void>;
  /** Something is decided about it, and recorded. */
  readonly isDecided: boolean;
}

const nobodyAsked = new Promise<void>(() => undefined);

/**
 * Looks into a message of the server, and decides about what it asks for within. A look that fails is an inspection that was
 * not made.
 */
export function look(conversation: Conversation, message: Message, answered: Answered | null): Looking {
  const { judges } = conversation;
  let isAsked = false;
  let tell = (): void => void (isAsked = true);
  const inspected = inspectedInTime(judges, () => judges.inspectDown(message, answered, () => tell()));
  const requests = requestsWithin(message);
  const isDecided = requests.length > 0;
  const decide = (inspection: Inspection): Inspection | Promise<Inspection> =>
    ruledWithin(conversation, message, { inspection, answered, requests }, () => tell());
  const inspection = !isDecided ? inspected : isPromise(inspected) ? inspected.then(decide) : decide(inspected);
  if (!isPromise(inspection)) {
    return { inspection, asking: nobodyAsked, isDecided };
  }
  return {
    inspection,
    asking: isAsked ? Promise.resolve() : new Promise((resolve) => (tell = resolve)),
    isDecided,
  };
}
