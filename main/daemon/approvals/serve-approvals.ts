import { SallyportError } from '../../../scanner/model/errors.ts';
import type { ShimAnswer, ShimMessage } from '../../../shim/asking/wire.ts';
import type { Approvals } from './approvals.ts';
import { type CommandMessage, type PeerMessage, peerMessageOf } from './messages.ts';
import type { Peer } from './socket-server.ts';

/** What the daemon says to the command line. */
export type CommandAnswer =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly error: { readonly code: string; readonly message: string; readonly remedy: string };
    };

export interface Speaking {
  readonly approvals: Approvals;
  /** Gives the address of a window; null where the daemon shows none. */
  readonly openWindow: ((mayChange: boolean) => Promise<string>) | null;
  /** A fault of ours. */
  readonly onError: (error: unknown) => void;
}

/** Speaks with one peer: with a shim about the call it holds, or with the command line about all of them. */
export function speakWith(speaking: Speaking, peer: Peer): (line: string) => boolean {
  const { approvals } = speaking;
  const held = new Set<string>();
  peer.onGone(() => held.forEach((id) => approvals.shims.lost(id)));
  return (line) => {
    const message = peerMessageOf(line);
    if (message === null) {
      return false;
    }
    if (isCommand(message)) {
      void answerCommand(speaking, message).then((answer) => peer.send(answer));
      return true;
    }
    return hear(approvals, peer, held, message);
  };
}

function isCommand(message: PeerMessage): message is CommandMessage {
  return ['list', 'approve', 'deny', 'open-window'].includes(message.type);
}

/** A shim may speak of its own calls only. */
function hear({ shims }: Approvals, peer: Peer, held: Set<string>, message: ShimMessage): boolean {
  const { id, type } = message;
  if (type !== 'ask') {
    if (held.has(id)) {
      shims[type](id);
      held.delete(id);
    }
    return true;
  }
  const say = (answer: ShimAnswer): void => peer.send(answer);
  held.add(id);
  const isAsked = shims.ask(id, message.question, {
    answer: (effect, approval) => say({ type: 'answer', effect, approval }),
  });
  if (isAsked) {
    say({ type: 'asked' });
  } else {
    held.delete(id);
    say({ type: 'refused', why: 'too-many' });
  }
  return true;
}

async function answerCommand(speaking: Speaking, asked: CommandMessage): Promise<CommandAnswer> {
  try {
    return { ok: true, value: await valueOf(speaking, asked) };
  } catch (error) {
    if (error instanceof SallyportError) {
      const { code, message: text, remedy } = error;
      return { ok: false, error: { code, message: text, remedy } };
    }
    speaking.onError(error);
    const message = 'something in the daemon itself went wrong';
    return { ok: false, error: { code: 'INTERNAL', message, remedy: 'See what the daemon printed.' } };
  }
}

async function valueOf({ approvals, openWindow }: Speaking, message: CommandMessage): Promise<unknown> {
  switch (message.type) {
    case 'list':
      return { requests: approvals.list(), standing: approvals.standing() };
    case 'approve': {
      const { id, scope, until, by, channel, reason } = message;
      return { effect: await approvals.approve(id, { scope, until, by, channel, reason }) };
    }
    case 'deny': {
      const { id, by, channel, reason } = message;
      return { effect: await approvals.deny(id, { by, channel, reason }) };
    }
    case 'open-window':
      if (openWindow === null) {
        throw noWindow();
      }
      return { url: await openWindow(message.mayChange) };
    default:
      return message;
  }
}

function noWindow(): SallyportError {
  return new SallyportError({
    code: 'NOT_AVAILABLE',
    message: 'this daemon has no screens to show',
    remedy: 'Build Sallyport with `npm run build`, and start the daemon again.',
  });
}
