import type { Clock } from '../clock.ts';
import type { Elicited, ElicitForm, Hold } from '../pipeline.ts';
import type { AskedCall } from './asked-call.ts';
import type { AskOutcome, NotApproved } from './outcome.ts';
import { notApproved } from './texts.ts';
import { holdUntil } from './waiting.ts';

export interface ClientQuestion {
  readonly call: AskedCall;
  readonly hold: Hold;
  readonly limitMs: number;
  readonly clock: Clock;
}

/**
 * Asks by way of the client, where there is no daemon. Its answer comes from a program that we do not trust, so it can
 * approve reading and nothing more. Clients without a person answer by themselves with cancel or decline, and never yes.
 *
 * @returns null where the client can not be asked
 */
export function askClient({ call, hold, limitMs, clock }: ClientQuestion): Promise<AskOutcome> | null {
  const elicited = call.effect === 'read' ? hold.elicit(formFor(call)) : null;
  if (elicited === null) {
    return null;
  }
  const giveUp = (reason: NotApproved) => (): AskOutcome => {
    elicited.withdraw();
    return notApproved(call, reason);
  };
  const held = { hold, limitMs, onLimit: giveUp('no-daemon'), onAbandoned: giveUp('withdrawn') };
  return holdUntil<AskOutcome>(held, (settle) => {
    void answerOf(elicited).then((answer) =>
      settle(answer === 'yes' ? approved(call, clock) : notApproved(call, 'declined')),
    );
  });
}

async function answerOf({ result }: Elicited): Promise<'yes' | 'no'> {
  const answer = await result;
  const content: unknown = answer?.['content'];
  const isYes =
    answer?.['action'] === 'accept' &&
    typeof content === 'object' &&
    content !== null &&
    'allow' in content &&
    content.allow === true;
  return isYes ? 'yes' : 'no';
}

function approved({ person, agent }: AskedCall, clock: Clock): AskOutcome {
  const at = clock.now().toISOString();
  const by = `${person.name} by way of ${agent.client}`;
  return { kind: 'approved', approval: { by, channel: 'elicitation', at, until: null, reason: null }, isSeen: false };
}

/** A name that comes from the wire, without what could draw something else on the client's screen. */
function plain(name: string): string {
  return name.replace(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, '\ufffd').slice(0, 200);
}

function formFor({ question, tool, server, because }: AskedCall): ElicitForm {
  return {
    message: `Sallyport asks: ${question} (${plain(tool)} of ${plain(server.name)}; ${because.join(', ')})`,
    requestedSchema: {
      type: 'object',
      properties: {
        allow: { type: 'boolean', title: 'Allow this call', description: 'Once, with exactly these arguments' },
      },
      required: ['allow'],
    },
  };
}
