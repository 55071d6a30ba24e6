import type { Asked } from '../../policy/decide/decision.ts';
import type { CallFacts } from '../../policy/decide/facts.ts';
import type { ApprovalChannels } from '../asking/approval.ts';
import { createAsker } from '../asking/asker.ts';
import type { AskOutcome } from '../asking/outcome.ts';
import { isDaemonThere } from '../asking/socket-place.ts';
import { systemClock } from '../clock.ts';
import { type Message, paramsOf } from '../framing/message.ts';
import type { Action, Call } from '../pipeline.ts';
import type { KeyedHash } from '../record/argument-hash.ts';
import type { AgentFacts, ApprovalFacts } from '../record/fields.ts';

/** Puts a call before a person. */
export interface AskPerson {
  /** Whether somebody could answer at all. */
  canAsk(): boolean;
  ask(asked: Asked, facts: CallFacts, call: Call): Promise<AskOutcome>;
}

export interface AskPersonDeps {
  readonly stateFolder: string;
  readonly user: { readonly name: string; readonly id: string };
  readonly agent: AgentFacts;
  /** Another one for a session that a person has started anew. */
  readonly sessionKey: () => string;
  /** The time that counts for what ends. */
  readonly now: () => Date;
  readonly hash: () => KeyedHash | null;
  /** Whether the policy lets a client ask for us where there is no daemon. */
  readonly mayElicit: () => boolean;
  /** Where whoever decides here lets a person say yes. */
  readonly channels: () => ApprovalChannels;
  /** Takes a call that is about to be held into the record. */
  readonly onHeld: (facts: ApprovalFacts) => void;
}

/** Asks the person of this laptop: by what they approved before, by the daemon, or by way of the client. */
export function personAsker({
  stateFolder,
  user,
  agent,
  sessionKey,
  now,
  hash,
  mayElicit,
  channels,
  onHeld,
}: AskPersonDeps): AskPerson {
  const asker = createAsker({
    stateFolder,
    clock: systemClock,
    now,
    hash,
    mayElicit,
    channels,
    onHeld: ({ method, tool, because }) =>
      onHeld({ state: 'asked', action: { method, tool }, reasons: because, approval: null }),
  });
  return {
    canAsk: () => isDaemonThere(stateFolder),
    ask: ({ question, because, term }, { person, server, target }, { action, message, era, continues, hold }) =>
      asker.ask(
        {
          person: { id: person.id, name: person.name ?? user.name },
          agent,
          server: { identity: server.identity, name: server.name },
          session: sessionKey(),
          method: action.method,
          tool: action.target ?? action.method,
          input: withAnswers(action.input, message),
          question,
          because,
          term,
          effect: target.effect,
          era,
          continues,
        },
        hold,
      ),
  };
}

/** A call that is repeated with answers for its server, or with a state of it: whoever says yes has to see them, and says yes to no others. */
function withAnswers(input: Action['input'], { value }: Message): Action['input'] {
  const { inputResponses, requestState } = paramsOf(value);
  return inputResponses === undefined && requestState === undefined
    ? input
    : {
        arguments: input,
        ...(inputResponses === undefined ? {} : { inputResponses }),
        ...(requestState === undefined ? {} : { requestState }),
      };
}
