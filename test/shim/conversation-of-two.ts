import type { Clock } from '../../shim/clock.ts';
import { noMemory, type EraMemory } from '../../shim/eras.ts';
import { noJudges, type Judges } from '../../shim/pipeline.ts';
import type { DecisionFacts, FindingFacts, OutcomeFacts } from '../../shim/record/fields.ts';
import type { Recorder } from '../../shim/recorder.ts';
import { Relay } from '../../shim/relay.ts';
import type { Sink } from '../../shim/sink.ts';

export type Note =
  | ({ readonly note: 'decision'; readonly call: number } & DecisionFacts)
  | ({ readonly note: 'outcome' } & OutcomeFacts)
  | ({ readonly note: 'finding' } & FindingFacts)
  | { readonly note: 'listing' | 'peer' | 'undecided' | 'dropped'; readonly what: string };

/** A relay between a client and a server that the test plays itself. */
export interface Talk {
  readonly relay: Relay;
  client(...lines: readonly (string | Buffer)[]): void;
  server(...lines: readonly (string | Buffer)[]): void;
  /** Lines that reached the server, and the client, without their line feeds. */
  readonly atServer: string[];
  readonly atClient: string[];
  readonly notes: Note[];
}

export interface TalkOptions {
  readonly judges?: Partial<Judges>;
  readonly commit?: () => boolean | Promise<boolean>;
  readonly lineCapBytes?: number;
  readonly eras?: EraMemory;
}

const still: Clock = { now: () => new Date('2026-11-20T10:00:00Z'), elapsedMs: () => 0 };

export function talk({
  judges = {},
  commit = () => true,
  lineCapBytes = 1024 * 1024,
  eras = noMemory,
}: TalkOptions = {}): Talk {
  const atServer: string[] = [];
  const atClient: string[] = [];
  const notes: Note[] = [];
  const relay = new Relay(
    { judges: { ...noJudges, ...judges }, recorder: noteTaker(notes, commit), clock: still },
    { toServer: sinkTo(atServer), toClient: sinkTo(atClient), lineCapBytes, eras },
  );
  return {
    relay,
    client: (...lines) => lines.forEach((line) => relay.fromClient(lineOf(line))),
    server: (...lines) => lines.forEach((line) => relay.fromServer(lineOf(line))),
    atServer,
    atClient,
    notes,
  };
}

/** A tools/call as most clients write it. */
export function callOf(id: number | string, name: string, args: object = {}): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args } });
}

export function resultOf(id: number | string, result: object): string {
  return JSON.stringify({ jsonrpc: '2.0', id, result });
}

function lineOf(line: string | Buffer): Buffer {
  return typeof line === 'string' ? Buffer.from(`${line}\n`) : line;
}

function sinkTo(lines: string[]): Sink {
  return {
    write: (pieces) => {
      const text = Buffer.concat([...pieces]).toString('latin1');
      lines.push(
        ...text
          .split('\n')
          .slice(0, -1)
          .map((line) => Buffer.from(line, 'latin1').toString('utf8')),
      );
    },
    isFull: false,
    onDrain: (run) => run(),
  };
}

function noteTaker(notes: Note[], commit: () => boolean | Promise<boolean>): Recorder {
  let calls = 0;
  const decision = (facts: DecisionFacts): number => {
    calls += 1;
    notes.push({ note: 'decision', call: calls, ...facts });
    return calls;
  };
  return {
    decision,
    refused: (facts, why) => void decision({ ...facts, ruling: { effect: 'refused', because: [`frame/${why}`] } }),
    outcome: (facts) => void notes.push({ note: 'outcome', ...facts }),
    finding: (facts) => void notes.push({ note: 'finding', ...facts }),
    listing: (method) => void notes.push({ note: 'listing', what: method }),
    peer: (about) => void notes.push({ note: 'peer', what: about }),
    undecided: (_, code) => void notes.push({ note: 'undecided', what: code }),
    dropped: (direction, why) => void notes.push({ note: 'dropped', what: `${direction} ${why}` }),
    ended: () => undefined,
    commit,
    prepare: () => undefined,
  };
}
