import type { Hold } from '../pipeline.ts';
import { cryptography } from '../record/chain.ts';
import type { AskedCall } from './asked-call.ts';
import type { Bindings } from './bindings.ts';
import { isExact } from './exact.ts';
import type { Line } from './line.ts';
import type { AskOutcome, NotApproved } from './outcome.ts';
import { notApproved } from './texts.ts';
import { holdUntil } from './waiting.ts';
import { frameBytes, shimAnswer, type Question, type ShimMessage } from './wire.ts';

export interface DaemonQuestion {
  readonly call: AskedCall;
  readonly bindings: Bindings;
  readonly hold: Hold;
  readonly limitMs: number;
  readonly now: Date;
}

/**
 * Puts a question to the daemon over a line of its own and holds the call until the answer.
 *
 * The two may cross, an answer and the end of our patience. Then the answer is not taken: the client was told that the
 * call did not run, so it does not; the daemon keeps the answer for one identical call.
 */
export function askDaemon(line: Line, asked: DaemonQuestion): Promise<AskOutcome> {
  const { call, hold, limitMs } = asked;
  const id = cryptography().randomBytes(5).toString('hex');
  const say = (message: ShimMessage): void => line.send(message);
  const leave = (type: 'release' | 'withdraw', reason: NotApproved) => (): AskOutcome => {
    say({ type, id });
    line.close();
    return notApproved(call, reason);
  };
  const question = questionOf(asked);
  if (Buffer.byteLength(JSON.stringify(question)) > frameBytes - 1024) {
    line.close();
    return Promise.resolve(notApproved(call, 'too-large'));
  }
  const held = { hold, limitMs, onLimit: leave('release', 'pending'), onAbandoned: leave('withdraw', 'withdrawn') };
  return holdUntil<AskOutcome>(held, (settle) => {
    line.onLine((text) => {
      const said = shimAnswer(text);
      if (said?.type === 'answer' && settle(outcomeOf(call, said))) {
        say({ type: 'taken', id });
        line.close();
      } else if (said === null || said.type === 'refused') {
        settle(notApproved(call, said?.why ?? 'unusable'));
        line.close();
      }
    });
    line.onClose(() => settle(notApproved(call, 'daemon-gone')));
    say({ type: 'ask', id, question });
  });
}

function outcomeOf(
  call: AskedCall,
  { effect, approval }: Extract<ReturnType<typeof shimAnswer>, { readonly type: 'answer' }>,
): AskOutcome {
  return effect === 'approve' ? { kind: 'approved', approval, isSeen: true } : notApproved(call, 'denied', approval);
}

function questionOf({ call, bindings, limitMs, now }: DaemonQuestion): Question {
  const { continues: _, ...said } = call;
  const heldUntil = new Date(now.getTime() + limitMs).toISOString();
  return { ...said, bindings, isExact: isExact(call.input), heldUntil };
}
