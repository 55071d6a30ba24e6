import { redactText } from '../../scanner/detect/secrets/redact-text.ts';
import type { StandingApproval } from '../../shim/asking/standing-file.ts';
import type { ApprovalList } from '../daemon/approvals/command-line.ts';
import type { ApprovalRequest } from '../daemon/approvals/request.ts';
import { visible } from '../contract/visible.ts';

const mostShown = 4000;

/** Questions and approvals for a terminal: hidden characters as escapes, and secrets as what they are. */
export function approvalsText({ requests, standing }: ApprovalList): string {
  const waiting = requests.length === 0 ? ['No call waits for an answer.'] : requests.map(requestText);
  const given = standing.length === 0 ? [] : ['', 'Approvals in force', ...standing.map(standingText)];
  return `${[...waiting, ...given].join('\n')}\n`;
}

/** One question: who asks to do what, with which arguments, and why it is asked. */
export function requestText(request: ApprovalRequest): string {
  const { id, agent, server, tool, method, question, because, effect, state, until, term } = request;
  const who = agent.verified?.client ?? agent.client;
  const from = agent.delegation.length === 0 ? '' : `, started by ${agent.delegation.join(', ')}`;
  return [
    `${id}  ${shown(question)}`,
    `    who     ${shown(who)}${agent.verified?.client === agent.client ? '' : ' (not verified)'}${shown(from)}`,
    `    what    ${shown(tool)} of ${shown(server.name)} (${shown(server.identity)}), ${method}, ${effect}`,
    `    with    ${argumentsText(request)}`,
    `    rule    ${shown(because.join(', '))}`,
    `    until   ${until}  ${state === 'held' ? 'the call waits' : 'its client gave up; an answer is for one identical call'}`,
    `    reach   ${term === 'date' ? 'once, session or a date' : term === 'session' ? 'once or session' : 'once'}`,
  ].join('\n');
}

/** The same for programs: every text made visible and free of secrets, arguments too. */
export function shownList({ requests, standing }: ApprovalList): {
  readonly requests: readonly unknown[];
  readonly standing: readonly StandingApproval[];
} {
  return {
    requests: requests.map((request) => ({
      ...request,
      question: shown(request.question),
      tool: shown(request.tool),
      input: shownValue(request.input),
    })),
    standing,
  };
}

function argumentsText({ input, isExact }: ApprovalRequest): string {
  const text = JSON.stringify(shownValue(input));
  const cut =
    text.length > mostShown ? `${text.slice(0, mostShown)}… (${text.length} characters in all; see --json)` : text;
  return isExact ? cut : `${cut}  (holds a number that can not be shown exactly)`;
}

function standingText({ id, scope, approval, about }: StandingApproval): string {
  const reach = scope === 'session' ? 'for the session' : scope === 'once' ? 'for one call' : '';
  const until = approval.until === null ? '' : ` until ${approval.until}`;
  return `${id}  ${shown(about.tool)} of ${shown(about.server)} by ${shown(about.client)} ${reach}${until}, by ${shown(approval.by)} (${approval.channel})`;
}

function shownValue(value: unknown): unknown {
  if (typeof value === 'string') {
    return shown(value);
  }
  if (Array.isArray(value)) {
    return value.map(shownValue);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  // A list of pairs, so that a key such as `__proto__` stays a key.
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [shown(name), shownNamed(name, item)]));
}

/** A value is judged with its name: `password: hunter2` is a secret that the value alone does not show. */
function shownNamed(name: string, value: unknown): unknown {
  if (typeof value !== 'string') {
    return shownValue(value);
  }
  const prefix = `${name}=`;
  const both = redactText(`${prefix}${value}`);
  return both.startsWith(prefix) && !/\s/.test(name) ? visible(both.slice(prefix.length)) : shown(value);
}

function shown(text: string): string {
  return visible(redactText(text));
}
