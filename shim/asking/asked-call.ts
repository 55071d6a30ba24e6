import type { ApprovalTerm } from '../../policy/decide/obligations.ts';
import type { JsonObject } from '../framing/message.ts';
import type { Era } from '../pipeline.ts';
import type { AgentFacts } from '../record/fields.ts';
import type { Continued } from './continuations.ts';

/** A call that a person must say yes to, with all that an approval is bound to. */
export interface AskedCall {
  readonly person: { readonly id: string; readonly name: string };
  readonly agent: AgentFacts;
  readonly server: { readonly identity: string; readonly name: string };
  /** One run of one client. A session that a person starts anew needs another key. */
  readonly session: string;
  readonly method: string;
  readonly tool: string;
  /** The arguments as the server will get them; beside them the answers that it asked for, when the call is repeated with them. */
  readonly input: JsonObject;
  readonly question: string;
  /** The policies that ask. An approval covers only what was asked for the same reasons. */
  readonly because: readonly string[];
  /** The longest that an approval may reach. */
  readonly term: ApprovalTerm;
  readonly effect: 'read' | 'write' | 'destructive';
  readonly era: Era;
  /** @see Call.continues */
  readonly continues: Continued | null;
}
