import type { Clock } from './clock.ts';
import type { Discovery } from './discovery.ts';
import { ClientQuestions } from './asking/client-questions.ts';
import { Continuations } from './asking/continuations.ts';
import { HeldCalls } from './held-calls.ts';
import { OpenRequests } from './open-requests.ts';
import type { Elicited, ElicitForm, Judges } from './pipeline.ts';
import type { Recorder } from './recorder.ts';
import type { Step } from './step.ts';

export interface RelayDeps {
  readonly judges: Judges;
  readonly recorder: Recorder;
  readonly clock: Clock;
}

/** What both directions of one connection know. */
export interface Conversation extends RelayDeps {
  readonly askedByClient: OpenRequests;
  readonly askedByServer: OpenRequests;
  /** Calls that wait for a decision. */
  readonly held: HeldCalls;
  /** Approved calls whose server asked for input. */
  readonly continuations: Continuations;
  /** What we ask the client ourselves. */
  readonly questions: ClientQuestions;
  /** Nothing passes any more, and nothing is recorded. */
  isOver: boolean;
  /** The client has declared forms in `initialize`. */
  hasForms: boolean;
  readonly discovery: Discovery;
  /** Agreed in `initialize`; null before that, and in the era that has no handshake. */
  version: string | null;
  /** The client has named itself, so that the record has it once. */
  clientKnown: boolean;
  readonly tellClient: (line: Buffer) => void;
  /** Lets go of what a decision has kept back. */
  readonly releaseUp: (step: Step) => void;
  readonly releaseDown: (step: Step) => void;
}

/** Asks the person by way of a client that has a handshake; null where it has not said that it can. */
export function elicitFrom({ hasForms, version, questions }: Conversation, form: ElicitForm): Elicited | null {
  return hasForms && version !== null && version >= '2025-06-18' ? questions.ask('elicitation/create', form) : null;
}

/** Only this version has batches; every other takes a list for an error. */
export function hasBatches({ version }: Conversation): boolean {
  return version === '2025-03-26';
}

export function newConversation(
  deps: RelayDeps,
  ends: Pick<Conversation, 'discovery' | 'tellClient' | 'releaseUp' | 'releaseDown'>,
): Conversation {
  return {
    ...deps,
    ...ends,
    askedByClient: new OpenRequests(),
    askedByServer: new OpenRequests(),
    held: new HeldCalls(),
    continuations: new Continuations(),
    questions: new ClientQuestions(ends.tellClient),
    isOver: false,
    hasForms: false,
    version: null,
    clientKnown: false,
  };
}
