import type { Clock } from './clock.ts';
import type { Discovery } from './discovery.ts';
import type { HeldCall } from './held.ts';
import type { IdKey } from './framing/message.ts';
import { OpenRequests } from './open-requests.ts';
import type { Judges } from './pipeline.ts';
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
  /** Calls of the client that wait for a decision, by id key. */
  readonly held: Map<IdKey, HeldCall>;
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

export function newConversation(
  deps: RelayDeps,
  ends: Pick<Conversation, 'discovery' | 'tellClient' | 'releaseUp' | 'releaseDown'>,
): Conversation {
  return {
    ...deps,
    ...ends,
    askedByClient: new OpenRequests(),
    askedByServer: new OpenRequests(),
    held: new Map(),
    version: null,
    clientKnown: false,
  };
}
