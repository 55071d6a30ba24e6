import { isObject, paramsOf, type Judged, type Message } from './framing/message.ts';
import type { HeldBack, Holding } from './holding.ts';
import type { OpenRequest } from './open-requests.ts';

/** Until these are answered the client does not know whom it talks to. */
const handshakes = new Set(['initialize', 'server/discover']);
/** They are about what goes on, and not about an answer. */
const independent = new Set(['notifications/progress', 'notifications/message']);
const taskMark = 'io.modelcontextprotocol/related-task';

/**
 * What a message of the server holds back while it is looked into. JSON-RPC lets answers come in any order, so that a
 * large one need not stop the others; progress after its result, or out of order, would be about nothing.
 */
export function heldBackBy(message: Message, open: OpenRequest | null): HeldBack {
  return message.kind !== 'response' || (open !== null && handshakes.has(open.method)) ? 'everything' : 'dependents';
}

/** Whether a message of the server may go on although others before it have not. */
export function mayGoFirst(judged: Judged, holding: Holding): boolean {
  return !holding.holdsBack('everything') && (!holding.holdsBack('dependents') || !mayDepend(judged));
}

/** Whether it may be about an answer that stands before it: a list that has changed, a task that was just made. */
function mayDepend(judged: Judged): boolean {
  if (judged.kind !== 'message') {
    return judged.kind === 'batch';
  }
  const { message } = judged;
  switch (message.kind) {
    case 'response':
      return false;
    case 'notification':
      return !independent.has(message.method);
    case 'request': {
      const meta = paramsOf(message.value)['_meta'];
      return isObject(meta) && taskMark in meta;
    }
  }
}
