import type { Clock } from './clock.ts';
import type { Discovery } from './discovery.ts';
import { ClientQuestions } from './asking/client-questions.ts';
import { InputQuestions } from './asking/input-questions.ts';
import { Continuations } from './asking/continuations.ts';
import { HeldCalls } from './held-calls.ts';
import { Holding } from './holding.ts';
import { AnswersInHand } from './in-hand.ts';
import { LaterLooks } from './later-looks.ts';
import { mostRemembered, OpenRequests } from './open-requests.ts';
import type { HeldCall } from './held.ts';
import type { Judges } from './pipeline.ts';
import type { Recorder } from './recorder.ts';
import type { Step } from './step.ts';
import { Tasks } from './tasks.ts';

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
  /** Decisions that take their time, until they come or somebody has to be asked. */
  readonly deciding: Set<Promise<unknown>>;
  readonly inHand: AnswersInHand;
  readonly laterLooks: LaterLooks;
  /** What of each side is not decided yet, and holds back what came after it. */
  readonly holding: { readonly up: Holding; readonly down: Holding };
  /** Approved calls whose server asked for input. */
  readonly continuations: Continuations;
  /** What calls were turned into. */
  readonly tasks: Tasks;
  /** What we ask the client ourselves. */
  readonly questions: ClientQuestions;
  /** The same in the era without requests to the client. */
  readonly inputs: InputQuestions;
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

/** Only this version has batches; every other takes a list for an error. */
export function hasBatches({ version }: Conversation): boolean {
  return version === '2025-03-26';
}

/** A decision that takes its time, and whether it does so because a person is asked. */
export interface Deciding {
  readonly direction: 'up' | 'down';
  readonly decided: Promise<unknown>;
  readonly asking: Pick<HeldCall, 'isAsked' | 'whenAsked'>;
}

/**
 * Notes a decision that takes its time: what came after it waits, unless a person is asked, and when the client says no
 * more, what it has said is decided before all ends.
 */
export function noteDeciding({ deciding, holding }: Conversation, { direction, decided, asking }: Deciding): void {
  if (asking.isAsked) {
    return;
  }
  const done = Promise.race([decided, asking.whenAsked()]);
  deciding.add(done);
  void done.finally(() => deciding.delete(done));
  holding[direction].hold('everything', done);
}

export function newConversation(
  deps: RelayDeps,
  ends: Pick<Conversation, 'discovery' | 'tellClient' | 'releaseUp' | 'releaseDown'>,
): Conversation {
  return {
    ...deps,
    ...ends,
    askedByClient: new OpenRequests(),
    // A server that asks without end, whatever it is answered, must not fill our memory.
    askedByServer: new OpenRequests(mostRemembered),
    held: new HeldCalls(),
    deciding: new Set(),
    inHand: new AnswersInHand(),
    laterLooks: new LaterLooks(),
    holding: { up: new Holding(), down: new Holding() },
    continuations: new Continuations(),
    tasks: new Tasks(),
    questions: new ClientQuestions(ends.tellClient),
    inputs: new InputQuestions(ends.tellClient),
    isOver: false,
    hasForms: false,
    version: null,
    clientKnown: false,
  };
}
