import { describe, expect, it } from 'vitest';
import type { Inspection, Judges, Ruling } from '../../shim/pipeline.ts';
import { callOf, resultOf, talk, type Talk } from './conversation-of-two.ts';

interface Wire {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly name?: string };
}

/** What became of one conversation, in which everything came in an order of its own. */
interface Ended {
  readonly between: Talk;
  readonly asked: readonly number[];
  readonly takenBack: ReadonlySet<number>;
}

/** The same numbers for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const turn = (): Promise<void> => new Promise(setImmediate);
const passes: Inspection = { outcome: 'pass', inspected: 'full', findings: [] };
const blocks: Inspection = { outcome: 'block', inspected: 'full', findings: [], text: 'no' };
const allows: Ruling = { effect: 'allow', because: [] };
const denies: Ruling = { effect: 'deny', because: ['d'], text: 'no' };

/** Calls, lists, answers, cancels, questions and decisions of every kind, until one side or both are gone. */
async function conversation(seed: number, mode: 'monitor' | 'lockdown'): Promise<Ended> {
  const random = numbers(seed);
  const isOneOf = (share: number): boolean => random() < share;
  const later: (() => void)[] = [];
  const inTime = <Value>(share: number, value: Value): Value | Promise<Value> =>
    isOneOf(share) ? value : new Promise((resolve) => later.push(() => resolve(value)));
  const judges: Partial<Judges> = {
    mode: () => mode,
    decide: ({ hold }) => {
      const ruled = inTime(0.4, isOneOf(0.7) ? allows : denies);
      if (ruled instanceof Promise && isOneOf(0.5)) {
        // A person is asked.
        return new Promise((resolve) => {
          hold.onAbandoned(() => resolve(denies));
          void ruled.then(resolve);
        });
      }
      return ruled;
    },
    inspectUp: ({ value }) => (value['method'] !== 'initialize' && isOneOf(0.05) ? blocks : passes),
    inspectDown: () => inTime(0.6, isOneOf(0.85) ? passes : blocks),
  };
  const between = talk({ judges, commit: () => inTime(0.6, mode === 'monitor' || isOneOf(0.75)) });
  const settle = async (): Promise<void> => {
    for (let turns = 0; turns < 20; turns += 1) {
      later.splice(0).forEach((run) => run());
      await turn();
    }
  };
  between.client('{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-03-26"}}');
  await settle();
  between.server(resultOf(0, { protocolVersion: '2025-03-26' }));
  await settle();

  const asked: number[] = [];
  const answered = new Set<number>();
  const takenBack = new Set<number>();
  let isGone = false;
  const one = <Value>(from: readonly Value[]): Value | undefined => from[Math.floor(random() * from.length)];
  const request = (): string => {
    const id = asked.push(asked.length + 1);
    return isOneOf(0.6) ? callOf(id, `t${id}`) : `{"jsonrpc":"2.0","id":${id},"method":"ping"}`;
  };
  const cancelOf = (id: number): string =>
    `{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":${id}}}`;
  const acts: readonly (() => void)[] = [
    () => between.client(request()),
    () => between.client(`[${request()},${request()},{"jsonrpc":"2.0","method":"notifications/x"}]`),
    () => {
      const id = one(asked);
      if (id !== undefined) {
        takenBack.add(id);
        between.client(isOneOf(0.8) ? cancelOf(id) : `[${cancelOf(id)}]`);
      }
    },
    () => {
      const id = one(messages(between.atServer).flatMap((message) => (message.method ? (message.id ?? []) : [])));
      if (id !== undefined && id > 0 && !answered.has(id)) {
        answered.add(id);
        between.server(isOneOf(0.9) ? resultOf(id, {}) : `[${resultOf(id, {})}]`);
      }
    },
    () => between.server(`{"jsonrpc":"2.0","id":${1000 + asked.length},"method":"sampling/createMessage","params":{}}`),
    () => between.server(cancelOf(1000 + asked.length)),
    () => between.server('{"jsonrpc":"2.0","method":"notifications/progress","params":{}}'),
  ];
  for (let left = 5 + random() * 40; left > 0; left -= 1) {
    if (isOneOf(0.4)) {
      later.splice(Math.floor(random() * later.length), 1).forEach((run) => run());
      await turn();
    } else if (!isGone && isOneOf(0.03)) {
      isGone = true;
      between.relay.clientGone();
    } else {
      (isGone ? acts[3] : one(acts))?.();
    }
  }
  if (isOneOf(0.5)) {
    await settle();
  }
  between.relay.close(isOneOf(0.5) ? 'server-gone' : 'client-gone');
  await settle();
  return { between, asked, takenBack };
}

function messages(lines: readonly string[]): readonly Wire[] {
  return lines.flatMap((line): Wire | readonly Wire[] => JSON.parse(line));
}

/** What is wrong with how a conversation went. */
function faultsOf({ between, asked, takenBack }: Ended, mode: 'monitor' | 'lockdown'): readonly string[] {
  const answers = messages(between.atClient).filter(({ method }) => method === undefined);
  const ran = messages(between.atServer).flatMap(({ params }) => params?.name ?? []);
  const decisions = between.notes.flatMap((note) => (note.note === 'decision' ? [note] : []));
  const ended = between.notes.flatMap((note) => (note.note === 'outcome' ? [note.call] : []));
  const timesOf = (all: readonly unknown[], value: unknown): number => all.filter((each) => each === value).length;
  return [
    ...asked.flatMap((id) => {
      const times = answers.filter((answer) => answer.id === id).length;
      return times === 1 || (times === 0 && takenBack.has(id)) ? [] : [`request ${id} has ${times} answers`];
    }),
    ...ran.flatMap((name) =>
      decisions.some(({ target, ruling }) => target === name && ruling.effect === 'allow') && timesOf(ran, name) === 1
        ? []
        : [`${name} ran, undecided or twice`],
    ),
    ...decisions.flatMap(({ call, target, ruling, direction }) => {
      const times = timesOf(ended, call);
      // What could not be written has not left, and may have no outcome.
      const isUnwritten = mode === 'lockdown' && !ran.includes(target ?? '');
      const isRight = ruling.effect !== 'allow' ? times === 0 : times === 1 || (times === 0 && isUnwritten);
      return direction === 'down' || isRight ? [] : [`call ${call} (${ruling.effect}) has ${times} outcomes`];
    }),
  ];
}

describe('whatever comes in whatever order', () => {
  it.each(['monitor', 'lockdown'] as const)(
    'each request has one answer, and each call that ran one decision and one outcome: %s',
    async (mode) => {
      for (let seed = 1; seed <= 400; seed += 1) {
        expect([seed, ...faultsOf(await conversation(seed, mode), mode)]).toEqual([seed]);
      }
    },
  );
});
