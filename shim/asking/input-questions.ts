import type { CallAtHand } from '../calls.ts';
import { isObject, paramsOf, type JsonObject, type Message } from '../framing/message.ts';
import type { WaitingCall } from '../held-calls.ts';
import type { Elicited, ElicitForm } from '../pipeline.ts';
import { canonical } from '../record/argument-hash.ts';
import { cryptography } from '../record/chain.ts';
import { declaresForms } from './declares-forms.ts';
import { isExact } from './exact.ts';

/** A question that waits for the client to repeat its call with the answer. */
export interface OpenQuestion {
  readonly waiting: WaitingCall;
  /** Whether a call is the one that was asked about. */
  isFor(call: CallAtHand): boolean;
  answer(result: JsonObject | null): void;
}

const statePrefix = 'sallyport.ask.1.';
const key = 'sallyport';
const repeatable = new Set(['tools/call', 'prompts/get', 'resources/read']);
const capabilities = 'io.modelcontextprotocol/clientCapabilities';

/** Names of the parameters by which a client repeats a call; those that answer us never reach the server. */
export const retryParams: ReadonlySet<string> = new Set(['inputResponses', 'requestState']);

/**
 * Questions of our own in the era whose servers ask by answering: the call gets `input_required`, and the client repeats
 * it with the answer. The state that ties the two together is random, for one use, and kept here.
 */
export class InputQuestions {
  readonly #tell: (line: Buffer) => void;
  readonly #open = new Map<string, OpenQuestion>();

  constructor(tell: (line: Buffer) => void) {
    this.#tell = tell;
  }

  /** @returns null where the client can not be asked about this call, or its server is asking about it already */
  ask(waiting: WaitingCall, form: ElicitForm): Elicited | null {
    const { message, action } = waiting.call;
    if (message.kind !== 'request' || !isAskable(message, waiting.call)) {
      return null;
    }
    const state = `${statePrefix}${cryptography().randomBytes(16).toString('hex')}`;
    const text = callText(waiting.call);
    const result = new Promise<JsonObject | null>((resolve) =>
      this.#open.set(state, { waiting, answer: resolve, isFor: (call) => isOneCall(call) && callText(call) === text }),
    );
    const inputRequests = { [key]: { method: 'elicitation/create', params: { mode: 'form', ...form } } };
    const answer = { resultType: 'input_required', inputRequests, requestState: state };
    // This request has its answer: nobody waits for another one, and it can not be cancelled any more.
    waiting.call = { ...waiting.call, action, message: { ...message, kind: 'notification' } };
    waiting.held.unfollow();
    this.#tell(Buffer.from(`{"jsonrpc":"2.0","id":${message.id.raw},"result":${JSON.stringify(answer)}}\n`));
    return { result, withdraw: () => void this.#open.delete(state) };
  }

  /** Whether a message carries a state of ours, be it known or not. */
  isAnswer(message: Message): boolean {
    const state = message.kind === 'request' ? paramsOf(message.value)['requestState'] : null;
    return typeof state === 'string' && state.startsWith(statePrefix);
  }

  /** The question that a message answers, which is then closed; null when it was given up or never put. */
  take({ value }: Message): { readonly question: OpenQuestion; readonly response: JsonObject | null } | null {
    const { requestState, inputResponses } = paramsOf(value);
    const question = this.#open.get(String(requestState));
    if (question === undefined) {
      return null;
    }
    this.#open.delete(String(requestState));
    const response = isObject(inputResponses) ? inputResponses[key] : null;
    return { question, response: isObject(response) ? response : null };
  }
}

function isAskable(message: Message, call: CallAtHand): boolean {
  const params = paramsOf(message.value);
  const meta = params['_meta'];
  return (
    repeatable.has(call.action.method) &&
    params['inputResponses'] === undefined &&
    params['requestState'] === undefined &&
    isOneCall(call) &&
    declaresForms(isObject(meta) ? meta[capabilities] : undefined)
  );
}

/** A call that has one reading only. */
function isOneCall({ message, action }: CallAtHand): boolean {
  return message.kind !== 'response' && message.firstKeyWins === null && isExact(action.input);
}

function callText({ action: { method, target, input } }: CallAtHand): string {
  return canonical([method, target, input]);
}
