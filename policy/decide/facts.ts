import type { Standing } from '../../scanner/model/identity.ts';
import type { ToolMode } from '../classes/tool-modes.ts';
import type { Effect } from '../classes/tool-class.ts';

/** Everything a policy can see of one call. Null is what nobody knows; policies read it as `unknown`. */
export interface CallFacts {
  /** The method of the protocol. */
  readonly method: string;
  readonly person: PersonFacts;
  readonly agent: AgentFacts;
  readonly server: ServerFacts;
  readonly target: TargetFacts;
  /** The arguments as they were parsed from the message: anything at all. */
  readonly input: unknown;
  /** Null where it can not be read: that counts against every policy that looks at it. */
  readonly session: SessionFacts | null;
  /** Rules of what inspection saw in the call. */
  readonly findings: readonly string[];
  readonly time: TimeFacts;
  readonly network: { readonly ip: string | null };
  /** Where the server's credential comes from. */
  readonly credential: 'none' | 'config' | 'vault' | 'unknown';
  /** Whether somebody is there to be asked. */
  readonly interactive: boolean;
}

export interface PersonFacts {
  readonly id: string;
  readonly name: string | null;
  readonly department: string | null;
  readonly role: string | null;
  readonly groups: readonly string[];
}

export interface AgentFacts {
  /** The client's id as in the client table. */
  readonly client: string;
  readonly version: string | null;
  /** Whether the process above us was recognised as this client. */
  readonly verified: boolean;
  readonly executable: string | null;
  /** Clients that stand above this one, nearest first. */
  readonly delegation: readonly string[];
  /** Set by managed settings only. */
  readonly agentOnly: boolean;
}

export interface ServerFacts {
  /** What policies call it: its purl, image, hash or origin, or its id when it is unidentified. */
  readonly identity: string;
  /** Its name in the client's config: for people, never a ground to trust it. */
  readonly name: string;
  readonly standing: Standing;
  readonly owner: string | null;
  readonly risk: string | null;
  readonly dataClass: string | null;
  readonly category: string | null;
  readonly labels: readonly string[];
  readonly transport: string;
}

export interface TargetFacts {
  /** Tool or prompt name, resource address, or the method. */
  readonly name: string;
  readonly effect: Effect;
  readonly external: boolean;
  readonly pin: 'new' | 'pinned' | 'changed' | 'unknown';
  /** From the catalogue; null where it says nothing of this tool. */
  readonly mode: ToolMode | null;
  readonly hints: Hints;
}

export interface Hints {
  readonly readOnly: boolean;
  readonly destructive: boolean;
  readonly idempotent: boolean;
  readonly openWorld: boolean;
}

/** What the protocol says of a tool that says nothing. */
export const defaultHints: Hints = { readOnly: false, destructive: true, idempotent: false, openWorld: true };

export interface SessionFacts {
  readonly labels: readonly string[];
  readonly calls: number;
  readonly denials: number;
  readonly ageMs: number;
  readonly callsLastMinute: number;
  /** How often this same call was made in a row before. */
  readonly repeats: number;
}

/** Local time, because Cedar knows no time zones. */
export interface TimeFacts {
  readonly epochMs: number;
  readonly hour: number;
  readonly minute: number;
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
}
