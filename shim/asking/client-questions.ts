import { isObject, type JsonObject, type ResponseMessage } from '../framing/message.ts';
import type { Elicited } from '../pipeline.ts';
import { cryptography } from '../record/chain.ts';

/** Requests of our own to the client. Their ids hold a number that the server can not guess, and never reach it. */
export class ClientQuestions {
  readonly #tell: (line: Buffer) => void;
  readonly #open = new Map<string, (result: JsonObject | null) => void>();
  /** Made at the first question: most connections never ask one. */
  #prefix: string | null = null;
  #asked = 0;

  constructor(tell: (line: Buffer) => void) {
    this.#tell = tell;
  }

  ask(method: string, params: object): Elicited {
    this.#prefix ??= `sallyport-${cryptography().randomBytes(12).toString('hex')}-`;
    this.#asked += 1;
    const id = `${this.#prefix}${this.#asked}`;
    const result = new Promise<JsonObject | null>((resolve) => this.#open.set(id, resolve));
    this.#send({ id, method, params });
    return { result, withdraw: () => this.#withdraw(id) };
  }

  /** @returns whether the message answers us; a late answer does too, and is for nobody */
  take({ id, value }: ResponseMessage): boolean {
    if (this.#prefix === null || typeof id?.key !== 'string' || !id.key.startsWith(`s${this.#prefix}`)) {
      return false;
    }
    const own = id.key.slice(1);
    const { result } = value;
    this.#open.get(own)?.(isObject(result) ? result : null);
    this.#open.delete(own);
    return true;
  }

  #withdraw(id: string): void {
    if (this.#open.delete(id)) {
      this.#send({ method: 'notifications/cancelled', params: { requestId: id } });
    }
  }

  #send(message: object): void {
    this.#tell(Buffer.from(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`));
  }
}
