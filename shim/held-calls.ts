import type { CallAtHand } from './calls.ts';
import type { IdKey, MessageId } from './framing/message.ts';
import type { HeldCall } from './held.ts';

/** The calls of one connection that wait for a decision. */
export class HeldCalls {
  readonly #all = new Map<HeldCall, CallAtHand>();

  add(held: HeldCall, call: CallAtHand): void {
    this.#all.set(held, call);
  }

  delete(held: HeldCall): void {
    this.#all.delete(held);
  }

  /** Gives up the client's call with this id. @returns whether there was one */
  abandon(key: IdKey): boolean {
    for (const [held, call] of this.#all) {
      if (clientsId(call)?.key === key) {
        this.#all.delete(held);
        held.abandon();
        return true;
      }
    }
    return false;
  }

  /** Gives up everything. @returns the ids that the client still waits for */
  abandonAll(): readonly MessageId[] {
    const all = [...this.#all];
    this.#all.clear();
    all.forEach(([held]) => held.abandon());
    return all.flatMap(([, call]) => clientsId(call) ?? []);
  }
}

function clientsId({ direction, message }: CallAtHand): MessageId | null {
  return direction === 'up' && message.kind === 'request' ? message.id : null;
}
