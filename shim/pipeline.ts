import type { Approval } from './asking/approval.ts';
import type { Continued } from './asking/continuations.ts';
import type { JsonObject, Message, ResponseMessage } from './framing/message.ts';

/** What is asked for, in the words policy uses. */
export interface Action {
  readonly method: string;
  /** Tool or prompt name, or resource address; null for a method that names nothing. */
  readonly target: string | null;
  /**
   * `tools/call` arguments, `prompts/get` arguments, or the parameters of any other method; a list of parameters by position
   * has their numbers for names. Arguments that are null or absent are none: empty.
   */
  readonly input: JsonObject;
}

/** One call that needs a decision before it leaves. A call with two readings is decided twice, and both must be allowed. */
export interface Call {
  readonly direction: 'up' | 'down';
  readonly era: Era;
  readonly action: Action;
  readonly message: Message;
  /** What inspection saw in the message on its way here. */
  readonly findings: readonly ContentFinding[];
  /**
   * The approval of the call that this one goes on with: the server asked for input, and the client repeats the call
   * with it and the same arguments. Null for every other call. It answers only what was asked then.
   */
  readonly continues: Continued | null;
  /** It asks for nothing to be done, and is to be denied where the server is barred, and passed else. */
  readonly isQuiet: boolean;
  /** For a decision that waits for somebody. */
  readonly hold: Hold;
}

export interface Hold {
  /** The client gave a progress token, and so can be told that the call is held. */
  readonly isFollowed: boolean;
  /** Tells the client that the call is held, when it gave a progress token; else does nothing. */
  progress(text: string): void;
  /** Asks the person by way of the client; null where the client has not said that it can. */
  elicit(form: ElicitForm): Elicited | null;
  /** Runs when nobody waits for the answer any more: the call was cancelled, or one of the sides is gone. */
  onAbandoned(run: () => void): void;
}

/** `params` of an `elicitation/create` in form mode. */
export interface ElicitForm {
  readonly message: string;
  readonly requestedSchema: JsonObject;
}

export interface Elicited {
  /** `result` of the client's answer; null when it answered with an error. Never settles when it does not answer. */
  readonly result: Promise<JsonObject | null>;
  /** Takes the question back. */
  withdraw(): void;
}

export type Era = 'legacy' | 'modern';

/** A decision, with what the record says of it. `ask` is settled by whoever decides, before it comes here. */
export type Ruling = (
  | { readonly effect: 'allow'; readonly because: readonly string[]; readonly lockdownWould?: 'allow' | 'ask' | 'deny' }
  | { readonly effect: 'deny'; readonly because: readonly string[]; readonly text: string }
) & {
  readonly notes?: RulingNotes;
  /** What bears on the call and could not be told, as a short word: policy has decided without it. */
  readonly undecided?: string;
};

/** What a record says of a decision beside its reasons. */
export interface RulingNotes {
  readonly toolClass: { readonly effect: 'read' | 'write' | 'destructive'; readonly external: boolean } | null;
  /** Version and hash of the policy that decided; null without one. */
  readonly policy: { readonly version: number; readonly sha256: string } | null;
  /** What must be done with the answer: kinds of content that are taken out, and parts whose values are kept. */
  readonly obligations: { readonly redact: readonly string[]; readonly record: readonly string[] };
  /** Policies that hold and only watch. */
  readonly observed: readonly string[];
  /** Parts of the context that the policies look at, with what they were; never arguments. */
  readonly matched: Readonly<Record<string, unknown>>;
  /** A person had to be asked. */
  readonly asked: boolean;
  /** Who answered when a person was asked; null when nobody was. */
  readonly approval: Approval | null;
}

/** What was seen in one message; `finding` records and the policy's `context.findings` are made of it. */
export interface ContentFinding {
  readonly rule: string;
  readonly severity: 'low' | 'medium' | 'high' | 'critical';
  /** JSON pointer into the message, to the first place. */
  readonly where: string;
  /** The kind of credential or personal data, or the id of a pattern. */
  readonly detail?: string;
  /** How often, when more than once. */
  readonly count?: number;
  /** What was done about it besides recording it. */
  readonly actions?: readonly FindingAction[];
  /** Who has set it aside, and until which day. */
  readonly suppressed?: { readonly owner: string; readonly until: string };
}

export type FindingAction = 'warn' | 'mark' | 'redact' | 'ask' | 'block';

export type Inspection =
  | {
      readonly outcome: 'pass';
      readonly inspected: 'full' | 'partial' | 'none';
      readonly findings: readonly ContentFinding[];
    }
  /** Goes on with other bytes: one line, its end included. */
  | {
      readonly outcome: 'edit';
      readonly inspected: 'full' | 'partial' | 'none';
      readonly findings: readonly ContentFinding[];
      readonly line: Buffer;
    }
  | {
      readonly outcome: 'block';
      readonly inspected: 'full' | 'partial';
      readonly findings: readonly ContentFinding[];
      readonly text: string;
    };

/** What becomes of one message. */
export type Verdict =
  | {
      readonly kind: 'forward';
      readonly line: Buffer;
      /** What its sender is told when the record can not be written and the mode is lockdown; null when nothing was recorded. */
      readonly withheld: (() => readonly Buffer[]) | null;
    }
  /** Goes back to the sender instead. */
  | { readonly kind: 'answer'; readonly line: Buffer }
  | { readonly kind: 'drop' };

/** Among kinds to take out: whatever any policy in force may want taken out, because nobody knows whose decision it was. */
export const whateverIsOwed = '*';

/** The request a message from the server answers, or the task it tells of, where there is one. */
export interface Answered {
  readonly method: string;
  readonly target: string | null;
  readonly era: Era;
  /** Kinds of content that its decision wants taken out of the answer. */
  readonly redact: readonly string[];
  /** Methods of other requests that the message may answer as well, because they have the same id. */
  readonly sharedWith: readonly string[];
}

/** Whether a message answers, or may answer, a request of this method. */
export function mayAnswer(answered: Answered | null, method: string): boolean {
  return answered?.method === method || answered?.sharedWith.includes(method) === true;
}

/** The places where policy and content inspection plug in. */
export interface Judges {
  /** A rejection or an exception is `could-not-decide`. */
  readonly decide: (call: Call) => Ruling | Promise<Ruling>;
  /** Takes note of a call that inspection has denied, about which nobody else decides. @throws when it can not */
  readonly noteDenied: (call: Call) => void;
  /** Whether the server is banned or malicious, or nobody knows yet: then what asks for nothing is decided too. */
  readonly mayBeBarred: () => boolean;
  /** Whether it is known to be banned or malicious: then nothing that it tells by itself goes on. */
  readonly isBarred: () => boolean;
  readonly inspectUp: (message: Message) => Inspection;
  /**
   * A promise lets go first what may: answers wait for nobody, the rest for what came before it.
   *
   * @param onAsking to be called when a person is asked, because nothing waits for people; what it is given takes the question back
   */
  readonly inspectDown: (
    message: Message,
    answered: Answered | null,
    onAsking: (giveUp: () => void) => void,
  ) => Inspection | Promise<Inspection>;
  /**
   * A way to look into an answer once it has gone, so that nobody waits for that. Null where what may be found in it could keep it back
   * or change it: then `inspectDown` is asked first. What it finds has only to be recorded.
   */
  readonly lookAfterwards: (message: ResponseMessage, answered: Answered) => (() => Inspection) | null;
  /** What becomes of a call that could not be decided, or whose record could not be written. */
  readonly mode: () => 'monitor' | 'lockdown';
  /** Gives the judge a way to tell the client, unasked, that a list would look different now, and one to look into what has gone on. */
  readonly attach?: (tellClient: (line: Buffer) => void, lookAtAll: () => void) => void;
}

const uninspected: Inspection = { outcome: 'pass', inspected: 'none', findings: [] };
const allowed: Ruling = { effect: 'allow', because: [] };

/** No policy and no inspection: everything passes, and the records say that nothing was inspected. */
export const noJudges: Judges = {
  decide: () => allowed,
  noteDenied: () => undefined,
  mayBeBarred: () => false,
  isBarred: () => false,
  inspectUp: () => uninspected,
  inspectDown: () => uninspected,
  lookAfterwards: () => null,
  mode: () => 'monitor',
};
