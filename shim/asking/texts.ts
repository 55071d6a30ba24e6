import type { Approval } from './approval.ts';
import type { AskedCall } from './asked-call.ts';
import type { AskOutcome, NotApproved } from './outcome.ts';

/** What the client is told while its call is held. */
export const holdingText = 'Waiting for approval in Sallyport';

/** A call that was asked about and does not run, with what its client is told. */
export function notApproved(call: AskedCall, reason: NotApproved, approval: Approval | null = null): AskOutcome {
  return { kind: 'denied', reason, approval, text: textFor(call, reason, approval) };
}

/** Holds nothing of the arguments. */
function textFor(call: AskedCall, reason: NotApproved, approval: Approval | null): string {
  const rules = call.because.length === 0 ? [] : [`Rule: ${call.because.join(', ')}.`];
  const says = approval?.reason ?? null;
  const why = says === null ? [] : [`They say: ${says}`];
  return [sentences[reason], ...(reason === 'denied' ? why : []), ...rules, followUps[reason]].join(' ');
}

const retry = 'then call again with the same arguments.';

const sentences: Readonly<Record<NotApproved, string>> = {
  denied: 'The user was asked about this call and denied it.',
  pending: 'This call needs the approval of the user, who has not answered yet. It did not run.',
  withdrawn: 'This call was given up while it waited for the approval of the user. It did not run.',
  'no-daemon':
    'This call needs the approval of the user, who could not be asked: the Sallyport service is not running on this computer. It did not run.',
  'daemon-gone': 'This call waited for the approval of the user when the Sallyport service stopped. It did not run.',
  'not-ours':
    'This call needs the approval of the user, who could not be asked: somebody else listens in the place of the Sallyport service. It did not run.',
  unusable:
    'This call needs the approval of the user, who could not be asked: the Sallyport service does not answer. It did not run.',
  'too-many': 'This call needs the approval of the user, and too many calls wait for that already. It did not run.',
  'too-large':
    'This call needs the approval of the user, and its arguments are too large to be shown to anybody. It did not run.',
  declined: 'The user was asked about this call by this client and did not approve it. It did not run.',
};

const followUps: Readonly<Record<NotApproved, string>> = {
  denied: 'Do not retry unchanged.',
  pending: `Ask the user to answer in Sallyport ("sallyport approvals list"), ${retry}`,
  withdrawn: 'It may be called again.',
  'no-daemon': `Ask the user to start it ("sallyport daemon"), ${retry}`,
  'daemon-gone': `Ask the user to start it again ("sallyport daemon"), ${retry}`,
  'not-ours': 'Ask the user to run "sallyport approvals list", which says what to do. Do not retry unchanged.',
  unusable: `Ask the user to start it again ("sallyport daemon"), ${retry}`,
  'too-many': `Ask the user to answer those in Sallyport ("sallyport approvals list"), ${retry}`,
  'too-large': 'Call with smaller arguments. Do not retry unchanged.',
  declined: `If the user does want it, ask them to start "sallyport daemon" and answer there, ${retry}`,
};
