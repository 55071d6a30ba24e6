import type { CallAtHand } from './calls.ts';
import type { Conversation } from './conversation.ts';
import { noteAll } from './found.ts';
import type { Message } from './framing/message.ts';
import { remember } from './memory.ts';
import type { Inspection, Verdict } from './pipeline.ts';
import type { Ruled } from './ruling.ts';
import { pass } from './step.ts';

/** Whether a message goes on as if it had never been decided: it asks for nothing, and its server is not barred. */
export function passesQuietly({ isQuiet }: CallAtHand, { ruling, failure }: Ruled): boolean {
  return isQuiet && ruling.effect === 'allow' && failure === null;
}

/** Notes what was found in a message about which nothing needs to be decided. */
export function noteUndecided(conversation: Conversation, message: Message, inspection: Inspection): void {
  const method = message.kind === 'response' ? null : message.method;
  noteAll(conversation, { ...inspection, direction: 'up', call: null, method, target: null });
}

/** Lets a message of the client go on about which nothing needs to be decided. */
export function passUndecided(conversation: Conversation, message: Message, inspection: Inspection): Verdict {
  remember(conversation, message);
  noteUndecided(conversation, message, inspection);
  return pass(inspection.outcome === 'edit' ? inspection.line : message.line);
}
