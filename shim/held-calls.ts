import type { CallAtHand } from './calls.ts';
import type { IdKey, MessageId } from './framing/message.ts';
import type { HeldCall } from './held.ts';

export interface WaitingCall {
  readonly held: HeldCall;
  /** Another one once the client has repeated it with an answer for us. */
  call: CallAtHand;
  readonly startedMs: number;
}

/** The calls of one connection that wait for a decision. */
export class HeldCalls {
  readonly #all = new Map<HeldCall, WaitingCall>();

  add(waiting: WaitingCall): void {
    this.#all.set(waiting.held, waiting);
  }

  delete(held: HeldCall): void {
    this.#all.delete(held);
  }

  /** Gives up the client's call with this id. @returns it, or nothing when there is none */
  abandon(key: IdKey): readonly WaitingCall[] {
    const found = [...this.#all.values()].find(({ call }) => clientsId(call)?.key === key);
    return found === undefined ? [] : this.#giveUp([found]);
  }

  /** Gives up everything. */
  abandonAll(): readonly WaitingCall[] {
    return this.#giveUp([...this.#all.values()]);
  }

  #giveUp(calls: readonly WaitingCall[]): readonly WaitingCall[] {
    for (const { held } of calls) {
      this.#all.delete(held);
      held.abandon();
    }
    return calls;
  }
}

/** The id under which the client waits; null for a call of the server, or one that nobody answers. */
export function clientsId({ direction, message }: CallAtHand): MessageId | null {
  return direction === 'up' && message.kind === 'request' ? message.id : null;
}
