import type { AnswerEffect } from '../../contract/approvals.ts';
import * as z from 'zod';
import { type ErrorCode, SallyportError } from '../../../scanner/model/errors.ts';
import { type ApprovalChannels, countsBy } from '../../../shim/asking/approval.ts';
import type { LineFault } from '../../../shim/asking/line.ts';
import { openLine } from '../../../shim/asking/line.ts';
import type { StandingApproval } from '../../../shim/asking/standing-file.ts';
import { listStanding } from '../../../shim/asking/standing.ts';
import { daemonKey } from '../../../shim/record/device-key.ts';
import type { CommandMessage } from './messages.ts';
import type { ApprovalRequest } from './request.ts';
import type { CommandAnswer } from './serve-approvals.ts';

export interface ApprovalList {
  readonly requests: readonly ApprovalRequest[];
  readonly standing: readonly StandingApproval[];
}

/** What the daemon knows of questions and approvals. @throws SallyportError `DAEMON_NOT_RUNNING` or `SOCKET_UNSAFE` */
export async function listApprovals(stateFolder: string): Promise<ApprovalList> {
  return (await command(stateFolder, { type: 'list' })) as ApprovalList;
}

/** Answers a question by its whole id. */
export async function answerApproval(
  stateFolder: string,
  message: Extract<CommandMessage, { readonly type: 'approve' | 'deny' }>,
): Promise<AnswerEffect> {
  const { effect } = (await command(stateFolder, message)) as { readonly effect: AnswerEffect };
  return effect;
}

/**
 * The address of a new window on the daemon that runs.
 *
 * @throws SallyportError `DAEMON_NOT_RUNNING`, `SOCKET_UNSAFE` or `NOT_AVAILABLE`
 */
export async function openWindow(stateFolder: string, mayChange: boolean): Promise<string> {
  const { url } = (await command(stateFolder, { type: 'open-window', mayChange })) as { readonly url: string };
  return url;
}

/** Standing approvals as the shims find them, which needs no daemon. */
export function standingOnDisk(
  stateFolder: string,
  channels: ApprovalChannels,
  now: Date,
): readonly StandingApproval[] {
  const { standing } = listStanding({ stateFolder, key: daemonKey(stateFolder) }, now);
  return standing.filter(({ approval }) => countsBy(approval, channels));
}

const answer = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.object({ code: z.string(), message: z.string(), remedy: z.string() }) }),
]);

async function command(stateFolder: string, message: CommandMessage): Promise<unknown> {
  // A list of many questions may be long, and who sends it has proved to be our daemon.
  const line = await openLine(stateFolder, daemonKey(stateFolder), Number.POSITIVE_INFINITY);
  if (typeof line === 'string') {
    throw new SallyportError(faults[line]);
  }
  const said = await new Promise<CommandAnswer>((resolve, reject) => {
    line.onLine((text) => {
      const read = answer.safeParse(JSON.parse(text));
      if (read.success) {
        resolve(read.data);
      } else {
        reject(new SallyportError(faults.unusable));
      }
    });
    line.onClose(() => reject(new SallyportError(faults['no-daemon'])));
    line.send(message);
  });
  line.close();
  if (!said.ok) {
    const { code, message: text, remedy } = said.error;
    // A daemon of the same version sent it: it is one of our codes.
    throw new SallyportError({ code: code as ErrorCode, message: text, remedy });
  }
  return said.value;
}

const faults: Readonly<Record<LineFault, ConstructorParameters<typeof SallyportError>[0]>> = {
  'no-daemon': {
    code: 'DAEMON_NOT_RUNNING',
    message: 'the Sallyport daemon does not run, so no call waits for an answer',
    remedy: 'Start it with `sallyport daemon`.',
  },
  'not-ours': {
    code: 'SOCKET_UNSAFE',
    message: "the daemon's socket is in a folder that others may write, or somebody without our key listens there",
    remedy: 'Remove the folder `run` in the state folder, then start `sallyport daemon` again.',
  },
  unusable: {
    code: 'DAEMON_NOT_RUNNING',
    message: 'the Sallyport daemon does not answer',
    remedy: 'Stop it and start it again with `sallyport daemon`.',
  },
};
