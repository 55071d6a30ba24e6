import type { Conversation } from './conversation.ts';
import type { Message } from './framing/message.ts';
import type { Answered, Inspection } from './pipeline.ts';
import { inspectedInTime, isPromise } from './ruling.ts';

/** A look into a message of the server, which may take its time. */
export interface Looking {
  readonly inspection: Inspection | Promise<Inspection>;
  /** Settles once a person is asked about the message; never when nobody is. */
  readonly asking: Promise<void>;
}

const nobodyAsked = new Promise<void>(() => undefined);

/** Looks into a message of the server. A look that fails is an inspection that was not made. */
export function look({ judges }: Conversation, message: Message, answered: Answered | null): Looking {
  let isAsked = false;
  let tell = (): void => void (isAsked = true);
  const inspection = inspectedInTime(judges, () => judges.inspectDown(message, answered, () => tell()));
  if (!isPromise(inspection)) {
    return { inspection, asking: nobodyAsked };
  }
  return {
    inspection,
    asking: isAsked ? Promise.resolve() : new Promise((resolve) => (tell = resolve)),
  };
}
