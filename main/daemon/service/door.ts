import { createHash, randomBytes } from 'node:crypto';
import type { Confirm, Reply } from '../../contract/api.ts';
import { admit, dispatch, type DispatchDeps, failed, type Granted } from '../../contract/dispatch.ts';
import type { Questions } from '../../contract/operations.ts';
import { visible } from '../../contract/visible.ts';

export interface DoorDeps extends DispatchDeps {
  readonly questions: Questions;
  readonly now: () => Date;
}

/** One who asks: a window. What it was asked to confirm holds for it alone. */
export interface Visitor {
  readonly id: string;
  readonly granted: Granted;
}

export interface Request {
  readonly name: string;
  readonly input: unknown;
  /** The token of a question that was just answered with yes. */
  readonly confirmed: string | null;
}

/** How every carrier lets an operation in: what loosens something runs only after a person's yes to its question. */
export interface Door {
  call(visitor: Visitor, request: Request): Promise<Reply<unknown>>;
}

interface Pending {
  readonly visitor: string;
  /** Of name and input: a yes to one thing is never a yes to another. */
  readonly hash: string;
  readonly until: number;
}

const ANSWER_WITHIN_MS = 2 * 60_000;
const MOST_PENDING = 200;

export function openDoor(deps: DoorDeps): Door {
  const pending = new Map<string, Pending>();

  const ask = (visitor: Visitor, hash: string, question: string): Confirm => {
    const now = deps.now().getTime();
    for (const [token, { until }] of pending) {
      if (until < now || pending.size >= MOST_PENDING) {
        pending.delete(token);
      }
    }
    const token = randomBytes(32).toString('base64url');
    pending.set(token, { visitor: visitor.id, hash, until: now + ANSWER_WITHIN_MS });
    return { token, question };
  };

  /** A token counts once, whatever comes of it. */
  const isConfirmed = (visitor: Visitor, hash: string, token: string | null): boolean => {
    const answer = token === null ? undefined : pending.get(token);
    if (token === null || answer === undefined) {
      return false;
    }
    pending.delete(token);
    return answer.visitor === visitor.id && answer.hash === hash && answer.until >= deps.now().getTime();
  };

  return {
    call: async (visitor, { name, input, confirmed }) => {
      const admitted = admit(visitor.granted, name, input);
      if (!admitted.ok) {
        return admitted;
      }
      const hash = createHash('sha256')
        .update(JSON.stringify([admitted.name, admitted.input]))
        .digest('hex');
      if (admitted.access !== 'approve' || isConfirmed(visitor, hash, confirmed)) {
        return dispatch(deps, visitor.granted, name, input);
      }
      try {
        const question = deps.questions[admitted.name as keyof Questions] as (input: unknown) => Promise<string>;
        return {
          ok: false,
          error: {
            code: 'NEEDS_CONFIRMATION',
            message: 'this loosens something, and nobody has said yes yet',
            remedy: 'Answer the question in the window.',
          },
          confirm: ask(visitor, hash, visible(await question(admitted.input))),
        };
      } catch (error) {
        return failed(name, error, deps.onInternal);
      }
    },
  };
}
