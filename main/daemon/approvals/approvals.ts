import type { AnswerEffect } from '../../contract/approvals.ts';
import type { ApprovalTerm } from '../../../policy/decide/obligations.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { type Approval, type ApprovalChannels, type ApprovalScope, countsBy } from '../../../shim/asking/approval.ts';
import type { StandingApproval } from '../../../shim/asking/standing-file.ts';
import type { Question } from '../../../shim/asking/wire.ts';
import type { ApprovalFacts } from '../../../shim/record/fields.ts';
import { type Holder, lateMs, Pending } from './pending.ts';
import type { Answerer, ApprovalEvent, ApprovalRequest, Approving } from './request.ts';
import type { StandingStore } from './standing-store.ts';

/** Questions about calls, and the answers that people give. A window and the command line both use it. */
export interface Approvals {
  /** Waiting questions, oldest first. */
  list(): readonly ApprovalRequest[];
  /** Those that count now. */
  standing(): readonly StandingApproval[];
  /** @throws SallyportError `UNKNOWN_REQUEST`, `APPROVAL_TOO_BROAD`, `APPROVALS_WINDOW_ONLY` or `STATE_UNWRITABLE` */
  approve(id: string, approving: Approving): Promise<AnswerEffect>;
  /** Denies a waiting question, or takes a standing approval back. */
  deny(id: string, answerer: Answerer): Promise<AnswerEffect>;
  /** Called at once with each change. @returns how to stop listening */
  onChange(listener: (event: ApprovalEvent) => void): () => void;
  /** For the socket that shims come to. */
  readonly shims: ShimSide;
  close(): void;
}

export interface ShimSide {
  ask(id: string, question: Question, holder: Holder): boolean;
  taken(id: string): void;
  release(id: string): void;
  withdraw(id: string): void;
  lost(id: string): void;
}

export interface ApprovalsDeps {
  readonly now: () => Date;
  readonly store: StandingStore;
  readonly record: (facts: ApprovalFacts) => void;
  /** From managed settings: whether a terminal may approve. */
  readonly channels: () => ApprovalChannels;
}

const reach: Readonly<Record<ApprovalTerm, readonly ApprovalScope[]>> = {
  once: ['once'],
  session: ['once', 'session'],
  date: ['once', 'session', 'until'],
};

export function openApprovals({ now, store, record, channels }: ApprovalsDeps): Approvals {
  const listeners = new Set<(event: ApprovalEvent) => void>();
  const pending = new Pending({
    now,
    onChange: (event) => {
      if (event.kind === 'expired') {
        record(factsOf(event.request, 'expired', null));
      }
      listeners.forEach((tell) => tell(event));
    },
    keepForRetry: ({ id }, question, approval) => {
      // One that reaches further is on disk already, and covers the retry too.
      if (!store.list().some((one) => one.id === id)) {
        keepOnce(id, question, approval);
      }
    },
    onLost: (request) => record({ ...factsOf(request, 'denied', null), reasons: ['withdrawn-while-held'] }),
  });
  const keepOnce = (id: string, question: Question, approval: Approval): void => {
    const until = new Date(now().getTime() + lateMs).toISOString();
    store.put(standingOf(id, question, 'once', { ...approval, until }));
  };

  const approve = async (id: string, approving: Approving): Promise<AnswerEffect> => {
    if (approving.channel !== 'window' && channels() === 'window-only') {
      throw windowOnly();
    }
    const { request, question } = pending.find(id) ?? unknown(id);
    const { scope } = approving;
    mustReach(request, approving, now());
    const approval = approvalOf(approving, scope === 'until' ? approving.until : null, now());
    if (scope !== 'once') {
      // First on disk: an answer that was given and then forgotten would be worse than one given twice.
      store.put(standingOf(id, question, scope, approval));
    }
    record(factsOf(request, 'approved', approval));
    return pending.answer(id, 'approve', approval);
  };

  const deny = async (id: string, answerer: Answerer): Promise<AnswerEffect> => {
    const approval = approvalOf(answerer, null, now());
    const found = pending.find(id);
    if (found !== null) {
      record(factsOf(found.request, 'denied', approval));
      return pending.answer(id, 'deny', approval);
    }
    const revoked = store.remove(id);
    for (const { about } of revoked) {
      record({ state: 'revoked', action: { method: 'tools/call', tool: about.tool }, reasons: [], approval });
    }
    return revoked.length > 0 ? 'taken-back' : unknown(id);
  };

  return {
    list: () => pending.list(),
    standing: () => store.list().filter(({ approval }) => countsBy(approval, channels())),
    approve,
    deny,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    shims: pending,
    close: () => pending.close(),
  };
}

function mustReach({ term }: ApprovalRequest, { scope, until }: Approving, now: Date): void {
  if (!reach[term].includes(scope)) {
    throw new SallyportError({
      code: 'APPROVAL_TOO_BROAD',
      message: `the policy that asks lets an approval hold for ${term === 'once' ? 'one call' : 'a session'} at most`,
      remedy: `Approve it for ${term === 'once' ? 'one call: `--for once`' : 'the session: `--for session`'}.`,
    });
  }
  if (scope === 'until' && (until === null || Date.parse(until) <= now.getTime())) {
    throw new SallyportError({
      code: 'USAGE',
      message: 'an approval until a day needs a day that is still to come',
      remedy: 'Name a later day.',
    });
  }
}

function approvalOf({ by, channel, reason }: Answerer, until: string | null, now: Date): Approval {
  return { by, channel, at: now.toISOString(), until, reason };
}

function standingOf(id: string, question: Question, scope: ApprovalScope, approval: Approval): StandingApproval {
  const { agent, server, tool, session, bindings } = question;
  const about = { client: agent.client, server: server.name, tool, session };
  return { id, scope, binding: bindings[scope] ?? '', approval, about };
}

function factsOf(
  { method, tool, because }: ApprovalRequest,
  state: ApprovalFacts['state'],
  approval: Approval | null,
): ApprovalFacts {
  return { state, action: { method, tool }, reasons: because, approval };
}

function unknown(id: string): never {
  throw new SallyportError({
    code: 'UNKNOWN_REQUEST',
    message: `no question and no approval has the id ${JSON.stringify(id)}`,
    remedy: 'Run `sallyport approvals list`; a question goes away when its client gives up.',
  });
}

function windowOnly(): SallyportError {
  return new SallyportError({
    code: 'APPROVALS_WINDOW_ONLY',
    message: 'on this computer calls are approved in the Sallyport window only',
    remedy: 'Open Sallyport and answer there.',
  });
}
