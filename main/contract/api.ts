import type { ErrorCode } from '../../scanner/model/errors.ts';
import type { EventName, Events } from './events.ts';
import type { InputOf, OperationName, OutputOf } from './operations.ts';

/** A failure as it crosses a carrier. */
export interface WireFailure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly remedy: string;
}

/**
 * The answer to an operation. `confirm`: it loosens something, and a person must first say yes to the question; the same
 * input goes again with the token.
 */
export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: WireFailure }
  | { readonly ok: false; readonly error: WireFailure; readonly confirm: Confirm };

export interface Confirm {
  readonly token: string;
  readonly question: string;
}

/** How screens and end-to-end tests speak to the daemon, whatever carries it. */
export interface Api {
  /** @param confirmed the token of a question that the person has just answered with yes */
  call<Name extends OperationName>(
    name: Name,
    input: InputOf<Name>,
    confirmed?: string,
  ): Promise<Reply<OutputOf<Name>>>;
  /** @returns takes the listener away again */
  on<Name extends EventName>(name: Name, listener: (data: Events[Name]) => void): () => void;
  /** The way to the daemon, for a screen to say when it is gone; called at once with what it is now. */
  onConnection(listener: (state: 'connected' | 'lost') => void): () => void;
}
