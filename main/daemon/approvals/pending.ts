import type { AnswerEffect } from '../../contract/approvals.ts';
import type { Approval } from '../../../shim/asking/approval.ts';
import type { Question } from '../../../shim/asking/wire.ts';
import type { ApprovalEvent, ApprovalRequest } from './request.ts';

/** The shim that holds a call. */
export interface Holder {
  answer(effect: 'approve' | 'deny', approval: Approval): void;
}

export interface PendingDeps {
  readonly now: () => Date;
  readonly onChange: (event: ApprovalEvent) => void;
  /** A yes that its call did not wait for: it is for one identical call. */
  readonly keepForRetry: (request: ApprovalRequest, question: Question, approval: Approval) => void;
  /** The shim that held the call is gone: nobody else records that it did not run. */
  readonly onLost: (request: ApprovalRequest) => void;
}

interface Entry {
  request: ApprovalRequest;
  readonly question: Question;
  /** Null once the client was told that the call did not run. */
  holder: Holder | null;
  expiry: NodeJS.Timeout | null;
  /** An answer on its way to the holder, who takes it or has just given up. */
  answer: { readonly effect: 'approve' | 'deny'; readonly approval: Approval; readonly done: Settle } | null;
}

interface Settle {
  resolve(effect: AnswerEffect): void;
  reject(error: unknown): void;
}

/** How long a question whose call was given up can still be answered. */
export const lateMs = 10 * 60_000;
const confirmMs = 5000;
const mostRequests = 500;
const mostOfOneSession = 50;

/** The questions that wait for a person. Holds no files and no sockets. */
export class Pending {
  readonly #deps: PendingDeps;
  readonly #entries = new Map<string, Entry>();
  /** A no that came late is told to one identical call, by its binding. */
  readonly #lateDenials = new Map<string, { readonly approval: Approval; readonly forget: NodeJS.Timeout }>();

  constructor(deps: PendingDeps) {
    this.#deps = deps;
  }

  list(): readonly ApprovalRequest[] {
    return [...this.#entries.values()].filter(({ answer }) => answer === null).map(({ request }) => request);
  }

  find(id: string): { readonly request: ApprovalRequest; readonly question: Question } | null {
    const entry = this.#entries.get(id);
    return entry === undefined || entry.answer !== null ? null : entry;
  }

  /** @returns whether it is asked; false when too many wait already, or the id is in use */
  ask(id: string, question: Question, holder: Holder): boolean {
    const late = question.bindings.once === null ? undefined : this.#lateDenials.get(question.bindings.once);
    if (late !== undefined) {
      this.#forgetDenial(question.bindings.once ?? '');
      holder.answer('deny', late.approval);
      return true;
    }
    this.#forgetReleasedTwin(question);
    const sameSession = [...this.#entries.values()].filter((one) => one.question.session === question.session).length;
    if (this.#entries.size >= mostRequests || sameSession >= mostOfOneSession || this.#entries.has(id)) {
      return false;
    }
    const request = requestOf(id, question, this.#deps.now());
    this.#entries.set(id, { request, question, holder, expiry: null, answer: null });
    this.#deps.onChange({ kind: 'asked', request });
    return true;
  }

  /** Gives an answer. @returns what became of it, once the shim has said so */
  answer(id: string, effect: 'approve' | 'deny', approval: Approval): Promise<AnswerEffect> {
    const entry = this.#entries.get(id);
    if (entry === undefined || entry.answer !== null) {
      return Promise.resolve('nobody-waits');
    }
    const kind = effect === 'approve' ? 'approved' : 'denied';
    if (entry.holder === null) {
      this.#keep(entry, effect, approval);
      this.#remove(entry, kind);
      return Promise.resolve('kept-for-retry');
    }
    const { holder } = entry;
    return new Promise((resolve, reject) => {
      entry.answer = { effect, approval, done: { resolve, reject } };
      setTimeout(() => resolve('unconfirmed'), confirmMs).unref();
      holder.answer(effect, approval);
      this.#deps.onChange({ kind, request: entry.request });
    });
  }

  /** The shim has the answer and acts on it. */
  taken(id: string): void {
    const entry = this.#entries.get(id);
    if (entry?.answer !== undefined && entry.answer !== null) {
      this.#entries.delete(id);
      entry.answer.done.resolve('delivered');
    }
  }

  /** The client was told that the call did not run. */
  release(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined || entry.holder === null) {
      return;
    }
    entry.holder = null;
    if (entry.answer !== null) {
      this.#settleCrossed(entry, entry.answer);
      return;
    }
    if (!entry.question.isExact) {
      // No later call could be told to be the same one.
      this.#remove(entry, 'expired');
      return;
    }
    const until = new Date(this.#deps.now().getTime() + lateMs).toISOString();
    entry.request = { ...entry.request, state: 'released', until };
    entry.expiry = setTimeout(() => this.#remove(entry, 'expired'), lateMs).unref();
    this.#deps.onChange({ kind: 'released', request: entry.request });
  }

  /** The shim is gone, and may have had no time to say what becomes of the call. */
  lost(id: string): void {
    const request = this.find(id)?.request;
    if (request?.state === 'held') {
      this.#deps.onLost(request);
    }
    this.withdraw(id);
  }

  /** Nobody wants the answer. A question that was released stays. */
  withdraw(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined || entry.holder === null) {
      return;
    }
    if (entry.answer === null) {
      this.#remove(entry, 'withdrawn');
    } else {
      this.#entries.delete(id);
      entry.answer.done.resolve('nobody-waits');
    }
  }

  close(): void {
    for (const entry of this.#entries.values()) {
      clearTimeout(entry.expiry ?? undefined);
      entry.answer?.done.resolve('nobody-waits');
    }
    this.#entries.clear();
    [...this.#lateDenials.keys()].forEach((binding) => this.#forgetDenial(binding));
  }

  #settleCrossed(entry: Entry, { effect, approval, done }: NonNullable<Entry['answer']>): void {
    this.#entries.delete(entry.request.id);
    try {
      this.#keep(entry, effect, approval);
      done.resolve(entry.question.isExact ? 'kept-for-retry' : 'nobody-waits');
    } catch (error) {
      done.reject(error);
    }
  }

  #keep({ request, question }: Entry, effect: 'approve' | 'deny', approval: Approval): void {
    const binding = question.bindings.once;
    if (binding === null) {
      return;
    }
    if (effect === 'approve') {
      this.#deps.keepForRetry(request, question, approval);
    } else {
      this.#forgetDenial(binding);
      const forget = setTimeout(() => this.#lateDenials.delete(binding), lateMs).unref();
      this.#lateDenials.set(binding, { approval, forget });
    }
  }

  #forgetDenial(binding: string): void {
    clearTimeout(this.#lateDenials.get(binding)?.forget);
    this.#lateDenials.delete(binding);
  }

  /** The same call asks again: its earlier question has found its way back. */
  #forgetReleasedTwin({ bindings }: Question): void {
    for (const entry of this.#entries.values()) {
      if (entry.holder === null && bindings.once !== null && entry.question.bindings.once === bindings.once) {
        this.#remove(entry, 'withdrawn');
        return;
      }
    }
  }

  #remove(entry: Entry, kind: ApprovalEvent['kind']): void {
    clearTimeout(entry.expiry ?? undefined);
    if (this.#entries.delete(entry.request.id)) {
      this.#deps.onChange({ kind, request: entry.request });
    }
  }
}

function requestOf(id: string, { bindings, ...said }: Question, now: Date): ApprovalRequest {
  return {
    ...said,
    id,
    askedAt: now.toISOString(),
    group: bindings.until.slice(0, 16),
    state: 'held',
    until: said.heldUntil,
  };
}
