import { isObject, type JsonObject } from '../framing/message.ts';
import type { Action } from '../pipeline.ts';
import { canonical } from '../record/argument-hash.ts';
import type { Approval } from './approval.ts';
import { isExact } from './exact.ts';

/** What was approved, and by whom. */
export interface Granted {
  readonly approval: Approval;
  readonly action: Action;
}

interface Continuation {
  readonly approval: Approval;
  /** What the repeated call must be, as text: the same action, arguments and state. */
  readonly call: string;
}

const mostOpen = 100;

/**
 * Approved calls whose server has asked for input. The client repeats such a call with the input, and the approval holds
 * for that one repetition as long as nothing else has changed.
 */
export class Continuations {
  #open: Continuation[] = [];

  /** @param result what the server answered to the approved call */
  add({ approval, action }: Granted, result: unknown): void {
    if (isObject(result) && result['resultType'] === 'input_required' && isExact(action.input)) {
      const call = callText(action, result['requestState']);
      this.#open = [...this.#open.slice(1 - mostOpen), { approval, call }];
    }
  }

  /** The approval that a call goes on with, which is then used up. */
  take(action: Action, params: JsonObject): Approval | null {
    if (this.#open.length === 0 || (params['inputResponses'] === undefined && params['requestState'] === undefined)) {
      return null;
    }
    const call = isExact(action.input) ? callText(action, params['requestState']) : null;
    const at = this.#open.findIndex((one) => one.call === call);
    return this.#open.splice(at, at === -1 ? 0 : 1)[0]?.approval ?? null;
  }
}

function callText({ method, target, input }: Action, requestState: unknown): string {
  return canonical([method, target, input, requestState ?? null]);
}
