import type { AnswerEffect } from '../contract/approvals.ts';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { machineFolder } from '../../policy/bundle/machine-folder.ts';
import { trustHere } from '../../policy/bundle/trust.ts';
import { SallyportError } from '../../scanner/model/errors.ts';
import type { ApprovalChannels } from '../../shim/asking/approval.ts';
import { answerApproval, type ApprovalList, listApprovals, standingOnDisk } from '../daemon/approvals/command-line.ts';
import { approvalsText, requestText, shownList } from './approvals-view.ts';
import { loosen } from './loosen.ts';
import { usageError } from './run-cli.ts';
import { type Context, type ExitCode, type Given, textOption, type Verb } from './verb.ts';

export const approvalsVerb: Verb = {
  name: 'approvals',
  summary: 'Calls that wait for your yes: lists, approves or denies them.',
  usage: [
    'approvals list',
    'approvals approve ID [--for once|session|DATE] [--reason WHY]',
    'approvals deny ID [--reason WHY]',
  ],
  options: { for: { type: 'string' }, reason: { type: 'string' } },
  help: {
    for: 'how far it reaches: once (as if not given), session, or the last day as 2027-01-31; never further than the policy allows',
    reason: 'why; recorded, and told to the agent when you deny',
  },
  run,
};

async function run(given: Given, context: Context): Promise<ExitCode> {
  const [action = 'list', id, ...more] = given.positionals;
  if (more.length > 0) {
    throw usageError(`one at a time: ${JSON.stringify(more[0])} is too much`, 'Give one id.');
  }
  if (action === 'list') {
    return list(context);
  }
  if (action !== 'approve' && action !== 'deny') {
    throw usageError(`there is no approvals ${JSON.stringify(action)}`, 'Use list, approve or deny.');
  }
  if (id === undefined) {
    throw usageError(`approvals ${action} needs an id`, 'Take one from `sallyport approvals list`.');
  }
  return action === 'approve' ? approve(id, given, context) : deny(id, given, context);
}

async function list(context: Context): Promise<ExitCode> {
  const { output, json, stateFolder, now } = context;
  const known = await listApprovals(stateFolder).catch((error: unknown) => {
    if (error instanceof SallyportError && error.code === 'DAEMON_NOT_RUNNING') {
      output.note(`sallyport: ${error.message}\n${error.remedy}`);
      return null;
    }
    throw error;
  });
  const all = known ?? { requests: [], standing: standingOnDisk(stateFolder, channelsHere(context), now) };
  const shown = { daemon: known === null ? 'not-running' : 'running', ...shownList(all) } as const;
  output.out(json ? `${JSON.stringify(shown)}\n` : approvalsText(all));
  return 0;
}

function channelsHere({ stateFolder, env }: Context): ApprovalChannels {
  return trustHere(join(stateFolder, 'policy'), machineFolder(process.platform, env)).approvals;
}

async function approve(wanted: string, given: Given, context: Context): Promise<ExitCode> {
  const { stateFolder, output } = context;
  const reach = reachOf(textOption(given, 'for') ?? 'once');
  const request = oneOf((await listApprovals(stateFolder)).requests, wanted);
  output.note(requestText(request));
  await loosen(`Approving this ${reach.words}`, context);
  const effect = await answerApproval(stateFolder, {
    type: 'approve',
    id: request.id,
    scope: reach.scope,
    until: reach.until,
    ...answerer(given),
  });
  // What reaches further than one call covers the retry as well.
  const isBroad = reach.scope !== 'once' && effect !== 'delivered';
  return told(
    request.id,
    'approved',
    effect,
    isBroad ? 'calls of this tool go on from now' : effects.approved[effect],
    context,
  );
}

/** Stricter is always allowed: no question is asked. */
async function deny(wanted: string, given: Given, context: Context): Promise<ExitCode> {
  const { requests, standing }: ApprovalList = await listApprovals(context.stateFolder);
  const listed = [...requests, ...standing];
  // One that does not count now is not listed, and may count again: its whole id takes it back too.
  const id = listed.some((one) => one.id.startsWith(wanted)) ? oneOf(listed, wanted).id : wanted;
  const effect = await answerApproval(context.stateFolder, { type: 'deny', id, ...answerer(given) });
  return told(id, 'denied', effect, effects.denied[effect], context);
}

function told(
  id: string,
  answer: 'approved' | 'denied',
  effect: AnswerEffect,
  words: string,
  { json, output }: Context,
): ExitCode {
  output.out(json ? `${JSON.stringify({ id, answer, effect })}\n` : `${id} is ${answer}: ${words}.\n`);
  return 0;
}

const effects: Readonly<Record<'approved' | 'denied', Readonly<Record<AnswerEffect, string>>>> = {
  approved: {
    delivered: 'the call goes on',
    'kept-for-retry': 'its client had given up waiting, so one identical call within ten minutes goes on',
    'nobody-waits': 'but its client has gone away, so nothing runs',
    unconfirmed: 'its shim was told and has not said what became of the call',
    'taken-back': 'and was taken back meanwhile',
  },
  denied: {
    delivered: 'it does not run',
    'kept-for-retry': 'its client had given up waiting; the next identical call is told so',
    'nobody-waits': 'its client had gone away already',
    unconfirmed: 'its shim was told and has not said so',
    'taken-back': 'the approval holds no more; calls that it let through before have run',
  },
};

function answerer(given: Given): { readonly by: string; readonly channel: 'terminal'; readonly reason: string | null } {
  return { by: userInfo().username, channel: 'terminal', reason: textOption(given, 'reason') ?? null };
}

interface Reach {
  readonly scope: 'once' | 'session' | 'until';
  readonly until: string | null;
  readonly words: string;
}

function reachOf(word: string): Reach {
  if (word === 'once') {
    return { scope: 'once', until: null, words: 'call once' };
  }
  if (word === 'session') {
    return { scope: 'session', until: null, words: 'tool of this server for the rest of the session' };
  }
  const end = new Date(`${word}T23:59:59`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(word) || Number.isNaN(end.getTime())) {
    throw usageError(
      `${JSON.stringify(word)} is no reach of an approval`,
      'Write `--for` once, session, or a day as 2027-01-31.',
    );
  }
  return { scope: 'until', until: end.toISOString(), words: `tool of this server until the end of ${word}` };
}

/** The one whose id begins so. */
function oneOf<One extends { readonly id: string }>(all: readonly One[], wanted: string): One {
  const found = all.filter(({ id }) => wanted !== '' && id.startsWith(wanted));
  const [one] = found;
  if (one === undefined || new Set(found.map(({ id }) => id)).size > 1) {
    throw new SallyportError({
      code: 'UNKNOWN_REQUEST',
      message: `${one === undefined ? 'nothing' : 'more than one'} has an id that begins with ${JSON.stringify(wanted)}`,
      remedy: 'Take the whole id from `sallyport approvals list`; a question goes away when its client gives up.',
    });
  }
  return one;
}
