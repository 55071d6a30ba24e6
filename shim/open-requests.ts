import type { Granted } from './asking/continuations.ts';
import type { IdKey, MessageId } from './framing/message.ts';
import type { Era } from './pipeline.ts';

/** A request that somebody waits for. */
export interface OpenRequest {
  readonly id: MessageId;
  readonly method: string;
  readonly target: string | null;
  readonly era: Era;
  /** Its number in the record; null for a request that needs no decision, or whose record could not be written. */
  call: number | null;
  readonly sinceMs: number;
  /** Kinds of content that its decision wants taken out of the answer. */
  readonly redact: readonly string[];
  /** Its decision wants the answer kept beside the record. */
  readonly keepsResult: boolean;
  /** Nobody waits any more, but an answer may still come. */
  cancelled: boolean;
  /** What a person has approved; null for a call that nobody was asked about. */
  readonly granted: Granted | null;
}

/** Cancelled requests whose answers never come are forgotten in the order they came. */
const mostRemembered = 10_000;

/** The requests of one side. An id may be in use twice: clients start counting anew when they start over. */
export class OpenRequests {
  readonly #byKey = new Map<IdKey, OpenRequest[]>();
  #count = 0;

  add(request: OpenRequest): void {
    const same = this.#byKey.get(request.id.key);
    if (same === undefined) {
      this.#byKey.set(request.id.key, [request]);
    } else {
      same.push(request);
    }
    this.#count += 1;
    if (this.#count > mostRemembered) {
      this.#forgetOldestCancelled();
    }
  }

  /** The one that an answer with this id is for, which is then closed. Servers that answer 1 with "1" are understood. */
  take(id: MessageId): OpenRequest | null {
    const key = this.#byKey.has(id.key) ? id.key : otherSpelling(id.key);
    const same = this.#byKey.get(key);
    const first = same?.shift();
    if (same === undefined || first === undefined) {
      return null;
    }
    if (same.length === 0) {
      this.#byKey.delete(key);
    }
    this.#count -= 1;
    return first;
  }

  find(key: IdKey): OpenRequest | null {
    return this.#byKey.get(key)?.[0] ?? null;
  }

  /** Everything still open; nothing is open afterwards. */
  takeAll(): readonly OpenRequest[] {
    const all = [...this.#byKey.values()].flat();
    this.#byKey.clear();
    this.#count = 0;
    return all;
  }

  get size(): number {
    return this.#count;
  }

  #forgetOldestCancelled(): void {
    for (const [key, same] of this.#byKey) {
      const at = same.findIndex((one) => one.cancelled);
      if (at !== -1) {
        same.splice(at, 1);
        this.#count -= 1;
        if (same.length === 0) {
          this.#byKey.delete(key);
        }
        return;
      }
    }
  }
}

function otherSpelling(key: IdKey): IdKey {
  return typeof key === 'number' ? `s${key}` : Number(key.slice(1));
}
