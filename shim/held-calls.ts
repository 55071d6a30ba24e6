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
  /** Requests that need no decision themselves, in a list of which something else does. */
  readonly #beside = new Set<MessageId>();

  add(waiting: WaitingCall): void {
    this.#all.set(waiting.held, waiting);
  }

  delete(held: HeldCall): void {
    this.#all.delete(held);
  }

  addBeside(id: MessageId): void {
    this.#beside.add(id);
  }

  /** @returns whether its client still waits for it */
  deleteBeside(id: MessageId): boolean {
    return this.#beside.delete(id);
  }

  /** Gives up the call with this id of the client (`up`) or the server. @returns it, or nothing when there is none */
  abandon(direction: CallAtHand['direction'], key: IdKey): readonly WaitingCall[] {
    const found = [...this.#all.values()].find(
      ({ call: { direction: one, message } }) =>
        one === direction && message.kind === 'request' && message.id.key === key,
    );
    return found === undefined ? [] : this.#giveUp([found]);
  }

  /** Gives up everything. @returns the calls, and the ids under which the client waits */
  abandonAll(): { readonly calls: readonly WaitingCall[]; readonly ids: readonly MessageId[] } {
    const calls = this.#giveUp([...this.#all.values()]);
    const ids = [...calls.flatMap(({ call }) => clientsId(call) ?? []), ...this.#beside];
    this.#beside.clear();
    return { calls, ids };
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
function clientsId({ direction, message }: CallAtHand): MessageId | null {
  return direction === 'up' && message.kind === 'request' ? message.id : null;
}
