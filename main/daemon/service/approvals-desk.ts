import type { AnswerEffect, AnswersGiven, AskGroup } from '../../contract/approvals.ts';
import type { Handlers, Questions } from '../../contract/operations.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import type { ApprovalPlace, PausePlace } from './approval-place.ts';

export interface ApprovalsDeskDeps {
  /** Null where no asks can arrive. */
  readonly approvals: ApprovalPlace | null;
  readonly pauses: PausePlace | null;
  readonly user: string;
}

type ApprovalsName = Extract<keyof Handlers, `approvals.${string}` | `sessions.${string}` | `pause.${string}`>;
const channel = 'window' as const;

/** Shows what waits for a person, and passes their answers on. */
export function approvalsDesk({ approvals, pauses, user }: ApprovalsDeskDeps): Pick<Handlers, ApprovalsName> & {
  readonly questions: Pick<Questions, 'approvals.approve' | 'sessions.resume' | 'pause.begin'>;
} {
  const by = user;
  const place = (): ApprovalPlace => approvals ?? missing('answer asks');
  const pausing = (): PausePlace => pauses ?? missing('pause or resume sessions');
  return {
    'approvals.list': () =>
      Promise.resolve(
        approvals === null
          ? { kind: 'unavailable', reason: 'this daemon has no place where asks arrive' }
          : { kind: 'open', ...approvals.list() },
      ),
    'approvals.arguments': ({ ask }) => {
      const text = place().argumentsOf(ask);
      return text === null ? Promise.reject(gone()) : Promise.resolve({ text });
    },
    'approvals.approve': async ({ asks, scope, until, reason }) => {
      const answer = { scope, until, by, channel, reason };
      return answerAll(asks, (ask) => place().approve(ask, answer));
    },
    'approvals.deny': ({ asks, reason }) => answerAll(asks, (ask) => place().deny(ask, { by, channel, reason })),
    'sessions.paused': () => pauses?.paused() ?? Promise.resolve([]),
    'sessions.resume': async ({ session }) => {
      await pausing().resume(session, { by, channel });
      return { resumed: true };
    },
    'pause.show': () => Promise.resolve(pauses?.current() ?? null),
    'pause.begin': ({ minutes, reason }) => pausing().begin(minutes, { by, channel, reason }),
    'pause.end': async () => {
      await pausing().end({ by, channel });
      return { ended: true };
    },
    questions: {
      'approvals.approve': ({ asks, scope, until }) =>
        Promise.resolve(approvalQuestion(place().list().groups, asks, scope, until)),
      'sessions.resume': ({ session }) =>
        Promise.resolve(`Let the paused session ${session} go on? What made it stop may happen again.`),
      'pause.begin': ({ minutes }) =>
        Promise.resolve(
          `Pause all deciding for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}? Calls pass and are recorded.`,
        ),
    },
  };
}

/** Answers each for itself; the first failure is told when none could be answered. */
async function answerAll(
  asks: readonly string[],
  answer: (ask: string) => Promise<AnswerEffect>,
): Promise<AnswersGiven> {
  const settled = await Promise.allSettled([...new Set(asks)].map(answer));
  const failures = settled.filter((one) => one.status === 'rejected');
  if (failures[0] !== undefined && failures.length === settled.length) {
    throw failures[0].reason;
  }
  const given = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const countOf = (effect: AnswerEffect): number => given.filter((one) => one === effect).length;
  return {
    answered: given.length,
    effects: {
      delivered: countOf('delivered'),
      'kept-for-retry': countOf('kept-for-retry'),
      'nobody-waits': countOf('nobody-waits'),
      unconfirmed: countOf('unconfirmed'),
      'taken-back': countOf('taken-back'),
    },
  };
}

const LONGEST_NAME = 120;
const reach = { once: 'this one time', session: 'for this session', until: 'until' } as const;

function approvalQuestion(
  groups: readonly AskGroup[],
  asks: readonly string[],
  scope: keyof typeof reach,
  until: string | null,
): string {
  const wanted = new Set(asks);
  const [group, ...others] = groups.filter((one) => one.asks.some(({ id }) => wanted.has(id)));
  if (group === undefined) {
    throw gone();
  }
  if (others.length > 0) {
    throw mixed();
  }
  const count = group.asks.filter(({ id }) => wanted.has(id)).length;
  const { agent, tool, server } = group;
  const calls = count === 1 ? '' : `${count} calls of `;
  return `Let ${brief(agent.client)} run ${calls}${brief(tool.name)} on ${brief(server.name)} ${reach[scope]}${until === null ? '' : ` ${until}`}?`;
}

/** A name that is longer than any question leaves the rest of the question to be read. */
function brief(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
}

function gone(): SallyportError {
  return new SallyportError({
    code: 'RECORD_UNKNOWN',
    message: 'this ask is not waiting any more',
    remedy: 'Look at the list again: it was answered, or the agent gave up.',
  });
}

/** A yes must be to what its question names. */
function mixed(): SallyportError {
  return new SallyportError({
    code: 'BAD_INPUT',
    message: 'these calls are of several tools, servers or agents, and one question names one of each',
    remedy: 'Answer them one after the other.',
  });
}

function missing(what: string): never {
  throw new SallyportError({
    code: 'NOT_AVAILABLE',
    message: `this daemon can not ${what}`,
    remedy: 'Start the daemon of a newer Sallyport.',
  });
}
