import type { Granted } from './asking/continuations.ts';
import type { IdKey, MessageId } from './framing/message.ts';
import type { Era } from './pipeline.ts';
import type { Task } from './tasks.ts';

/** A request that somebody waits for. */
export interface OpenRequest {
  readonly id: MessageId;
  readonly method: string;
  readonly target: string | null;
  readonly era: Era;
  /** Its number in the record; null for a request that needs no decision, or whose record could not be written. */
  readonly call: number | null;
  readonly sinceMs: number;
  /** Kinds of content that decisions want taken out of the answer: its own, and those of whatever shared its id. */
  redact: readonly string[];
  /** Methods of what was open under its id and is judged by its method: an answer may be for any of them. */
  sharedWith: readonly string[];
  /** Its decision wants the answer kept beside the record. */
  readonly keepsResult: boolean;
  /** The task it asks about; null for every other request. */
  readonly task: Task | null;
  /** Nobody waits any more, but an answer may still come. Set by `cancel` and `giveUp`. */
  cancelled: boolean;
  /** Whoever waits has got an answer under this id. */
  isAnswered: boolean;
  /** What a person has approved; null for a call that nobody was asked about. */
  readonly granted: Granted | null;
}

type Asked = Pick<OpenRequest, 'id' | 'method' | 'sinceMs'> & Partial<OpenRequest>;

/** A request as it is when it leaves; without a decision unless it is said. */
export function openRequest(asked: Asked): OpenRequest {
  return {
    target: null,
    era: 'legacy',
    call: null,
    redact: [],
    sharedWith: [],
    keepsResult: false,
    task: null,
    cancelled: false,
    isAnswered: false,
    granted: null,
    ...asked,
  };
}

/** Cancelled requests whose answers never come are forgotten in the order they were cancelled. */
export const mostRemembered = 10_000;
/** Each of them is looked at for every answer. */
const mostUnderOneId = 1000;

/**
 * The requests of one side. An id may be in use twice: clients start counting anew when they start over, and take one again
 * that they have cancelled. Numbers that many programs can not tell apart count as one id as well.
 */
export class OpenRequests {
  readonly #byId = new Map<IdKey, OpenRequest[]>();
  /** In the order they were cancelled: to find one among all that are open would take longer with each. */
  readonly #cancelled = new Set<OpenRequest>();
  readonly #mostOpen: number;
  #count = 0;

  /** @param mostOpen beyond as many the oldest is forgotten, although somebody may wait for it */
  constructor(mostOpen = Infinity) {
    this.#mostOpen = mostOpen;
  }

  add(request: OpenRequest): void {
    const key = sharedKey(request.id.key);
    const same = this.#byId.get(key) ?? [];
    if (same.length > 0) {
      share(same, request);
    }
    same.push(request);
    this.#byId.set(key, same);
    this.#count += 1;
    const [oldest] = same;
    if (oldest !== undefined && same.length > mostUnderOneId) {
      this.remove(oldest);
    } else if (this.#count > mostRemembered) {
      this.#forgetOldest();
    }
  }

  /** Nobody waits any more for the one that is meant by this id. */
  cancel(id: MessageId): void {
    const open = this.find(id);
    if (open !== null) {
      this.giveUp(open);
    }
  }

  /** Nobody waits any more for this one, whatever else is open under its id. */
  giveUp(open: OpenRequest): void {
    open.cancelled = true;
    this.#cancelled.add(open);
  }

  /**
   * The one that an answer with this id is for, which is then closed: the newest that was not cancelled. What else is open
   * under the id could have been meant too, so all of them owe what one does. Servers that answer 1 with "1" are understood.
   */
  take(id: MessageId): OpenRequest | null {
    const same = this.#sameAs(id);
    if (same === undefined) {
      return null;
    }
    const taken = meantBy(id, same);
    this.remove(taken);
    if (!taken.cancelled) {
      this.noteAnswered(taken.id);
    }
    return taken;
  }

  /** All that an answer with this id may be for. */
  under(id: MessageId): readonly OpenRequest[] {
    return this.#sameAs(id) ?? [];
  }

  /** Whoever waits under this id has got an answer, and must not get a second one when all ends. */
  noteAnswered(id: MessageId): void {
    for (const one of this.#byId.get(sharedKey(id.key)) ?? []) {
      one.isAnswered ||= one.id.key === id.key;
    }
  }

  /** The one that is meant by this id where its sender speaks of it. */
  find(id: MessageId): OpenRequest | null {
    const same = this.#byId.get(sharedKey(id.key))?.filter((one) => one.id.key === id.key) ?? [];
    return same.length === 0 ? null : meantBy(id, same);
  }

  /** Closes one that has never left. @returns whether it was open, so that nobody has answered it yet */
  remove(request: OpenRequest): boolean {
    const key = sharedKey(request.id.key);
    const same = this.#byId.get(key);
    const at = same?.indexOf(request) ?? -1;
    if (same === undefined || at === -1) {
      return false;
    }
    same.splice(at, 1);
    this.#count -= 1;
    if (request.cancelled) {
      this.#cancelled.delete(request);
    }
    if (same.length === 0) {
      this.#byId.delete(key);
    }
    return true;
  }

  /** Everything still open; nothing is open afterwards. */
  takeAll(): readonly OpenRequest[] {
    const { all } = this;
    this.#byId.clear();
    this.#cancelled.clear();
    this.#count = 0;
    return all;
  }

  get all(): readonly OpenRequest[] {
    return [...this.#byId.values()].flat();
  }

  get size(): number {
    return this.#count;
  }

  /** Somebody waits for an answer. */
  get isWaitedFor(): boolean {
    return this.#count > this.#cancelled.size;
  }

  #sameAs({ key }: MessageId): OpenRequest[] | undefined {
    return this.#byId.get(sharedKey(key)) ?? this.#byId.get(otherSpelling(key));
  }

  #forgetOldest(): void {
    const oldest = this.#count > this.#mostOpen ? this.#byId.values().next().value?.[0] : undefined;
    const { value: cancelled } = this.#cancelled.values().next();
    const forgotten = cancelled ?? oldest;
    if (forgotten !== undefined) {
      this.remove(forgotten);
    }
  }
}

/** Answers to these are judged by what was asked for; all others by what is in them. */
const judgedByMethod = new Set(['initialize', 'server/discover', 'tools/list', 'prompts/list']);

/** Lets a request owe what those that were there before it owe, and those what it owes. */
function share(before: readonly OpenRequest[], request: OpenRequest): void {
  const { redact, sharedWith } = before[0] ?? request;
  const methods = [request, ...before.slice(0, 1)].map(({ method }) => method).filter((one) => judgedByMethod.has(one));
  request.redact = union(redact, request.redact);
  request.sharedWith = union(sharedWith, methods);
  if (request.redact.length > redact.length || request.sharedWith.length > sharedWith.length) {
    for (const one of before) {
      one.redact = request.redact;
      one.sharedWith = request.sharedWith;
    }
  }
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])];
}

function meantBy(id: MessageId, same: readonly OpenRequest[]): OpenRequest {
  const rank = (one: OpenRequest): number => (one.id.key === id.key ? 2 : 0) + (one.cancelled ? 0 : 1);
  return same.reduce((best, one) => (rank(one) >= rank(best) ? one : best));
}

/** Numbers beyond 2^53 are many to one for programs that read them as JavaScript does. */
function sharedKey(key: IdKey): IdKey {
  return typeof key === 'string' && key.startsWith('n') ? Number(key.slice(1)) : key;
}

function otherSpelling(key: IdKey): IdKey {
  return typeof key === 'string' && key.startsWith('s') ? Number(key.slice(1)) : `s${String(key).replace(/^n/, '')}`;
}
