import type { JsonObject } from '../framing/message.ts';
import type { KeyedHash } from '../record/argument-hash.ts';
import type { AskedCall } from './asked-call.ts';
import { isExact } from './exact.ts';

/** What approvals of each reach are bound to, as keyed hashes: they tell nothing of the arguments. */
export interface Bindings {
  /** One call with exactly these arguments; null where they can not be told from others after parsing. */
  readonly once: string | null;
  /** Any call of this tool in this session. */
  readonly session: string;
  /** Any call of this tool. */
  readonly until: string;
}

/**
 * Person, agent (not its process), server identity, tool and the reasons for asking bind every approval. One that reaches beyond its call
 * is an answer to the question that was read: a rule that asks another one under the same name has to ask.
 */
export function bindingsOf(call: AskedCall, hash: KeyedHash): Bindings {
  const { agent, person, server, method, tool, session, input, because, question } = call;
  const always: JsonObject = {
    person: person.id,
    agent: { client: agent.client, verified: agent.verified?.client ?? null, path: agent.verified?.path ?? null },
    delegation: agent.delegation,
    server: server.identity,
    method,
    tool,
    because: because.toSorted(),
  };
  return {
    once: isExact(input) ? hash({ reach: 'once', ...always, input }) : null,
    session: hash({ reach: 'session', ...always, question, session }),
    until: hash({ reach: 'until', ...always, question }),
  };
}
