import { noMemory, type EraMemory } from './eras.ts';
import { isObject, type IdKey, type MessageId, type RequestMessage, type ResponseMessage } from './framing/message.ts';
import type { OpenRequest, OpenRequests } from './open-requests.ts';

/** A real server that knows both eras needs 1.2 s; clients wait longer than this, some of them a minute. */
export const discoverPatienceMs = 2500;
/** For a server that was silent before: long enough to see that it has learnt to speak. */
export const silentPatienceMs = 300;

/** What a server that died of discovery is told once it runs again: the greeting of a client that had gone on already. */
export interface SecondStart {
  readonly greeting: RequestMessage | null;
}

/**
 * Follows `server/discover`, the first message of newer clients. Older servers answer it with an error, stay silent or
 * exit. The latter two would cost the client seconds to a minute, or the whole connection.
 */
export class Discovery {
  readonly #answerFor: (id: MessageId) => void;
  readonly #eras: EraMemory;
  readonly #open = new Map<IdKey, NodeJS.Timeout>();
  readonly #answered = new Set<IdKey>();
  /** What an impatient client has sent while the server was still dying of discovery. */
  #greeting: RequestMessage | null = null;
  #othersSent = false;

  /** @param answerFor tells the client, where it still waits, that the server knows no discovery */
  constructor(answerFor: (id: MessageId) => void, eras: EraMemory = noMemory) {
    this.#answerFor = answerFor;
    this.#eras = eras;
  }

  asked(id: MessageId): void {
    const patienceMs = this.#eras.isSilent() ? silentPatienceMs : discoverPatienceMs;
    const timer = setTimeout(() => this.#giveUp(id), patienceMs);
    this.#open.set(id.key, timer);
  }

  /** Something else has gone to the server. Only the greeting can be said again to one that is started anew. */
  otherSent(request: RequestMessage): void {
    const asked = this.#open.size > 0 || this.#answered.size > 0;
    if (asked && request.method === 'initialize' && this.#greeting === null) {
      this.#greeting = request;
      if (this.#open.has(request.id.key)) {
        // Its client waits no more, and has taken the id again.
        this.#giveUp(request.id);
      }
    } else {
      this.#othersSent = true;
    }
  }

  /** Whether a request that the server did not take may be said again, because the server may be dying of discovery. */
  isKept({ id }: RequestMessage): boolean {
    return this.#greeting?.id.key === id.key && !this.#othersSent;
  }

  /** @returns whether the answer is for the client; one that we have given in its place already is not */
  isWanted(id: MessageId): boolean {
    this.#eras.forget();
    const timer = this.#open.get(id.key);
    if (timer !== undefined) {
      clearTimeout(timer);
      this.#open.delete(id.key);
      return true;
    }
    return !this.#answered.delete(id.key);
  }

  /**
   * The discovery that this answers, where the client has had one from us and has taken its id again for `initialize`, as
   * clients do that start over with the old greeting. Servers answer in the order they were asked, most with an error of
   * one kind or another; so whatever is no greeting belongs to the discovery. Null for every other answer.
   */
  lateAnswer({ id, value }: ResponseMessage, asked: OpenRequests): OpenRequest | null {
    if (this.#answered.size === 0 || id === null) {
      return null;
    }
    const result: unknown = value['result'];
    const isGreeting = isObject(result) && result['protocolVersion'] !== undefined;
    const open = asked.under(id);
    return !isGreeting && open.some(({ method, cancelled }) => method === 'initialize' && !cancelled)
      ? (open.find((one) => one.method === 'server/discover' && this.#answered.has(one.id.key)) ?? null)
      : null;
  }

  /** The server has greeted its client the old way. One that answers this and not that is silent for good. */
  initialized(): void {
    if (this.#answered.size > 0) {
      this.#eras.noteSilent();
    }
    this.#greeting = null;
    this.#othersSent = true;
  }

  /**
   * The server has died.
   *
   * @param open what the client has asked it
   * @returns whether discovery alone killed it, so that a second start is in order, and what must be said to it again
   */
  serverDied(open: readonly OpenRequest[]): SecondStart | null {
    const greeting = this.#greeting;
    const unheard = open.filter(({ method }) => method === 'server/discover');
    const greets = open.some(({ method, cancelled }) => method === 'initialize' && !cancelled);
    const killed =
      !this.#othersSent &&
      unheard.length > 0 &&
      open.every(({ method }) => method === 'server/discover' || method === 'initialize') &&
      greets === (greeting !== null);
    if (killed) {
      unheard.filter(({ id }) => this.#open.has(id.key)).forEach(({ id }) => this.#giveUp(id));
      this.#answered.clear();
      this.#greeting = null;
    }
    this.close();
    return killed ? { greeting } : null;
  }

  close(): void {
    for (const timer of this.#open.values()) {
      clearTimeout(timer);
    }
    this.#open.clear();
  }

  #giveUp(id: MessageId): void {
    clearTimeout(this.#open.get(id.key));
    this.#open.delete(id.key);
    this.#answered.add(id.key);
    this.#answerFor(id);
  }
}
