import type { Conversation } from './conversation.ts';
import type { Message, ResponseMessage } from './framing/message.ts';
import type { Answered, Inspection } from './pipeline.ts';
import { requestsWithin, ruledWithin } from './requests-within.ts';
import { inspected as inspectedOnce, inspectedInTime, isPromise } from './ruling.ts';

/** A look into a message of the server, which may take its time. */
export interface Looking {
  readonly inspection: Inspection | Promise<Inspection>;
  /** Settles once a person is asked about the message; never when nobody is. */
  readonly asking: Promise<void>;
  /** Something is decided about it, and recorded. */
  readonly isDecided: boolean;
  /** Nobody waits for the message any more, so nobody need be asked about it. */
  readonly giveUp: () => void;
}

const nobodyAsked = new Promise<void>(() => undefined);

/**
 * Looks into a message of the server, and decides about what it asks for within. A look that fails is an inspection that was
 * not made.
 */
export function look(conversation: Conversation, message: Message, answered: Answered | null): Looking {
  const { judges } = conversation;
  const questions = new Questions();
  const onAsking = (giveUp: () => void): void => questions.add(giveUp);
  const inspected = inspectedInTime(judges, () => judges.inspectDown(message, answered, onAsking));
  const requests = requestsWithin(message);
  const isDecided = requests.length > 0;
  const decide = (inspection: Inspection): Inspection | Promise<Inspection> =>
    ruledWithin(conversation, message, { inspection, answered, requests }, onAsking);
  const inspection = !isDecided ? inspected : isPromise(inspected) ? inspected.then(decide) : decide(inspected);
  const giveUp = (): void => questions.giveUp();
  return { inspection, asking: isPromise(inspection) ? questions.asked() : nobodyAsked, isDecided, giveUp };
}

/**
 * A way to look into an answer once it has gone, whatever is found then. Null where something may come of what is found, or of what the
 * answer asks for within.
 */
export function lookAfterwards(
  { judges }: Conversation,
  message: ResponseMessage,
  answered: Answered,
): (() => Inspection) | null {
  const lookLater = judges.lookAfterwards(message, answered);
  return lookLater === null || requestsWithin(message).length > 0
    ? null
    : () => {
        const { inspected, findings } = inspectedOnce(judges, lookLater);
        return { outcome: 'pass', inspected, findings };
      };
}

/** What people are asked about one message. */
class Questions {
  readonly #open: (() => void)[] = [];
  #isAsked = false;
  #isOver = false;
  #tell: (() => void) | null = null;

  /** Settles once somebody is asked. To be asked for once. */
  asked(): Promise<void> {
    return this.#isAsked ? Promise.resolve() : new Promise((resolve) => (this.#tell = resolve));
  }

  add(giveUp: () => void): void {
    this.#isAsked = true;
    this.#tell?.();
    if (this.#isOver) {
      giveUp();
    } else {
      this.#open.push(giveUp);
    }
  }

  giveUp(): void {
    this.#isOver = true;
    this.#open.splice(0).forEach((giveUp) => giveUp());
  }
}
