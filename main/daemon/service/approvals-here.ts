import { redactName } from '../../../scanner/detect/secrets/redact-name.ts';
import { shownLabel } from '../../../scanner/display.ts';
import type { Answered, Ask, AskGroup, Scope, StandingAnswer } from '../../contract/approvals.ts';
import { classify } from '../../../policy/classes/classify.ts';
import type { ApprovalTerm } from '../../../policy/decide/obligations.ts';
import { inspectText } from '../../../scanner/detect/content/inspect-text.ts';
import type { Standing } from '../../../scanner/model/identity.ts';
import { visible } from '../../contract/visible.ts';
import type { Approvals } from '../approvals/approvals.ts';
import type { ApprovalRequest } from '../approvals/request.ts';
import type { ApprovalPlace } from './approval-place.ts';

/** What the inventory says of a server, found by the client and the name under which it asks. */
export type ServerLookUp = (
  client: string,
  name: string,
) => { readonly id: string; readonly standing: Standing } | null;

const SHOWN = 4000;
const MOST_ANSWERED = 100;
const reach: Readonly<Record<ApprovalTerm, readonly Scope[]>> = {
  once: ['once'],
  session: ['once', 'session'],
  date: ['once', 'session', 'until'],
};

/** The asks of this daemon as the screens show them. */
export function approvalsHere(approvals: Approvals, now: () => Date, lookUp: ServerLookUp): ApprovalPlace {
  const answered: Answered[] = [];
  approvals.onChange(({ kind, request }) => {
    if (kind === 'approved' || kind === 'denied' || kind === 'withdrawn' || kind === 'expired') {
      const { id, agent, server, tool } = request;
      answered.unshift({
        id,
        at: now().toISOString(),
        verdict: kind,
        client: agent.client,
        server: shownLabel(server.name),
        tool: visible(redactName(tool)),
      });
      answered.length = Math.min(answered.length, MOST_ANSWERED);
    }
  });
  /** Arguments may be long, and a list is drawn each time that something happens: each is looked through once. */
  const drawn = new WeakMap<ApprovalRequest, Ask>();
  const askOf = (request: ApprovalRequest): Ask => {
    const ask = drawn.get(request) ?? drawAsk(request);
    drawn.set(request, ask);
    return ask;
  };
  return {
    waiting: () => approvals.list().length,
    list: () => ({
      groups: [...Map.groupBy(approvals.list(), ({ group }) => group).values()].flatMap((requests) =>
        groupOf(requests, lookUp, askOf),
      ),
      standing: approvals.standing().map(({ id, scope, approval: { until, by, reason }, about }): StandingAnswer => ({
        id,
        scope,
        until,
        by,
        reason,
        ...about,
        server: shownLabel(about.server),
        tool: visible(redactName(about.tool)),
      })),
      answered: [...answered],
    }),
    argumentsOf: (ask) => {
      const request = approvals.list().find(({ id }) => id === ask);
      return request === undefined ? null : shownArguments(request);
    },
    approve: (ask, answer) => approvals.approve(ask, answer),
    deny: (ask, answer) => approvals.deny(ask, answer),
    onChange: (listener) => approvals.onChange(listener),
  };
}

function groupOf(
  requests: readonly ApprovalRequest[],
  lookUp: ServerLookUp,
  askOf: (request: ApprovalRequest) => Ask,
): readonly AskGroup[] {
  const [first] = requests;
  if (first === undefined) {
    return [];
  }
  const { group, agent, person, server, tool, question, because, term, effect } = first;
  const name = shownLabel(server.name);
  const known = lookUp(agent.client, name);
  return [
    {
      id: group,
      asks: requests.map(askOf),
      agent: { client: agent.client, verifiedPath: agent.verified?.path ?? null, delegation: agent.delegation },
      person: person.name,
      server: {
        id: known?.id ?? null,
        name,
        identity: server.identity,
        standing: known?.standing ?? null,
      },
      tool: {
        name: visible(redactName(tool)),
        effect,
        external: classify({ name: tool, inputSchema: null, annotations: null }).external,
      },
      question: visible(question),
      because,
      mayCover: reach[term],
    },
  ];
}

function drawAsk(request: ApprovalRequest): Ask {
  const text = shownArguments(request);
  const { findings } = inspectText('argument', JSON.stringify(request.input));
  return {
    id: request.id,
    // Records name a session without how often a person began it anew.
    session: request.session.replace(/\.\d+$/, ''),
    at: request.askedAt,
    until: request.until,
    isHeld: request.state === 'held',
    arguments: text.slice(0, SHOWN),
    isCut: text.length > SHOWN,
    findings: findings.map(({ rule, severity, message }) => ({ rule, severity, message })),
  };
}

/** As the server will get them; what draws nothing or reorders its neighbours is written out. */
function shownArguments({ input }: ApprovalRequest): string {
  return JSON.stringify(input, null, 2).split('\n').map(visible).join('\n');
}
