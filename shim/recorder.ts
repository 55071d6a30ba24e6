import type { JsonObject, Message } from './framing/message.ts';
import {
  gapFields,
  type DecisionFacts,
  type FindingFacts,
  type OutcomeFacts,
  decisionFields,
  endFields,
  findingFields,
  listingFields,
  outcomeFields,
  peerFields,
} from './record/fields.ts';
import type { KeyedHash } from './record/argument-hash.ts';
import type { Clock } from './clock.ts';
import type { RecordedNames } from './record/recorded-names.ts';
import type { Journal } from './record/journal.ts';
import type { ValueFile } from './record/value-file.ts';

/** What the relay says about what it does. Everything but `commit` only takes notes. */
export interface Recorder {
  /** @returns the number of the call */
  decision(facts: DecisionFacts, input: JsonObject): number;
  /** A message that is not passed on, and whoever sent it is told. */
  refused(facts: Omit<DecisionFacts, 'ruling'>, why: string): void;
  outcome(facts: OutcomeFacts): void;
  /** Something was found that a person should hear of, or that no other record holds. */
  finding(facts: FindingFacts): void;
  listing(method: string, message: Message): void;
  /** @param inDiscovery it was only asked what the server is: clients start a second process for that and throw it away */
  peer(about: 'client' | 'server', info: unknown, protocolVersion: string | null, inDiscovery: boolean): void;
  undecided(call: number, code: string): void;
  dropped(direction: 'up' | 'down', why: string): void;
  ended(reason: string, exit: { readonly code: number | null; readonly signal: string | null }): void;
  /** Writes the notes. False, or a promise of it, when they could not be written. */
  commit(): boolean | Promise<boolean>;
  /** Does ahead what the next note needs. */
  prepare(): void;
}

export interface RecorderDeps {
  readonly journal: Journal;
  /** Null when there is no key: then no hashes are recorded. */
  readonly hash: () => KeyedHash | null;
  readonly names: RecordedNames;
  readonly values: ValueFile;
  readonly clock: Clock;
}

const mostArgNames = 50;
/** So many of a kind have a record of their own; of more, only how many. */
const mostAlike = 20;
const listKeys: ReadonlyMap<string, string> = new Map([
  ['tools/list', 'tools'],
  ['prompts/list', 'prompts'],
  ['resources/list', 'resources'],
  ['resources/templates/list', 'resourceTemplates'],
]);

/** Writes notes to a journal. */
export function journalRecorder({ journal, hash, names, values, clock }: RecorderDeps): Recorder {
  let calls = 0;
  const drops = new Map<string, number>();
  const refusals = new Map<string, number>();
  let unasked = 0;
  const noteUnasked = (isWorthIt: boolean): void => {
    if (isWorthIt) {
      journal.appendLater(gapFields('answer-unasked', { count: unasked }));
    }
  };
  const withTarget = (facts: DecisionFacts): DecisionFacts => {
    const { target } = facts;
    const shown = target === null ? null : names.of(target);
    return shown === target ? facts : { ...facts, target: shown, targetHmac: hash()?.({ target }) ?? null };
  };
  const decision = (facts: DecisionFacts, input: JsonObject): number => {
    calls += 1;
    const wanted = 'notes' in facts.ruling ? facts.ruling.notes?.obligations.record : undefined;
    const keeps = wanted?.includes('args') === true;
    journal.append(
      decisionFields(calls, withTarget(facts), {
        argsHmac: hash()?.(input) ?? null,
        argNames: namesOf(input).map((name) => names.of(name)),
        ...(keeps ? { argsValue: values.put(calls, 'args', JSON.stringify(input), clock.now()) } : {}),
      }),
    );
    return calls;
  };
  return {
    decision,
    refused: (facts, why) => {
      const count = counted(refusals, `${facts.direction} ${why}`);
      if (count <= mostAlike) {
        decision({ ...facts, ruling: { effect: 'refused', because: [`frame/${why}`] } }, {});
      } else if (isRound(count)) {
        journal.appendLater(gapFields('frame-refused', { direction: facts.direction, why, count }));
      }
    },
    outcome: (facts) => {
      const { call, value } = facts;
      if (facts.ended === 'unasked' && facts.findings.length === 0) {
        unasked += 1;
        if (unasked > mostAlike) {
          noteUnasked(isRound(unasked));
          return;
        }
      }
      const kept = call === null || value === undefined ? undefined : values.put(call, 'result', value(), clock.now());
      journal.appendLater(outcomeFields(facts, kept));
    },
    finding: (facts) =>
      journal.appendLater(findingFields({ ...facts, target: facts.target === null ? null : names.of(facts.target) })),
    listing: (method, message) =>
      journal.appendLater(
        listingFields(
          method,
          namesIn(method, message.value).map((name) => names.of(name)),
          message.line.length,
        ),
      ),
    peer: (about, info, protocolVersion, inDiscovery) => {
      const fields = peerFields(about, info, protocolVersion);
      if (inDiscovery) {
        journal.appendIfMore(fields);
      } else {
        journal.appendLater(fields);
      }
    },
    undecided: (call, code) => journal.append(gapFields('could-not-decide', { call, code })),
    dropped: (direction, why) => {
      const count = counted(drops, `${direction} ${why}`);
      // A server that logs to its stdout drops a line a moment.
      if (isRound(count)) {
        journal.appendLater(gapFields('frame-dropped', { direction, why, count }));
      }
    },
    ended: (reason, exit) => {
      if (!journal.isStarted && calls === 0 && drops.size === 0) {
        journal.forget();
        return;
      }
      for (const [direction, why, count] of parts(drops)) {
        journal.appendLater(gapFields('frame-dropped', { direction, why, count }));
      }
      for (const [direction, why, count] of parts(refusals).filter(([, , refused]) => refused > mostAlike)) {
        journal.appendLater(gapFields('frame-refused', { direction, why, count }));
      }
      noteUnasked(unasked > mostAlike);
      // After the outcomes, which are written late.
      journal.appendLater(endFields(reason, exit));
    },
    commit: () => journal.commit(),
    prepare: () => journal.prepare(),
  };
}

function counted(counts: Map<string, number>, kind: string): number {
  const count = (counts.get(kind) ?? 0) + 1;
  counts.set(kind, count);
  return count;
}

/** The 1st, 10th, 100th … */
function isRound(count: number): boolean {
  return /^10*$/.test(String(count));
}

function parts(counts: ReadonlyMap<string, number>): readonly (readonly [string, string, number])[] {
  return [...counts].map(([kind, count]) => {
    const [direction = '', why = ''] = kind.split(' ');
    return [direction, why, count];
  });
}

function namesOf(input: JsonObject): readonly string[] {
  const names = Object.keys(input);
  return names.length <= mostArgNames && names.every((name) => name.length <= 100)
    ? names
    : names.slice(0, mostArgNames).map((name) => name.slice(0, 100));
}

function namesIn(method: string, response: JsonObject): readonly string[] {
  const result: unknown = response['result'];
  const key = listKeys.get(method);
  if (typeof result !== 'object' || result === null || key === undefined) {
    return [];
  }
  const list: unknown = Object.entries(result).find(([name]) => name === key)?.[1];
  return Array.isArray(list)
    ? list.flatMap((item: unknown) =>
        typeof item === 'object' && item !== null && 'name' in item && typeof item.name === 'string' ? [item.name] : [],
      )
    : [];
}

/** Whether the answer to this method is a list that is worth a record. */
export function isListing(method: string): boolean {
  return listKeys.has(method);
}
