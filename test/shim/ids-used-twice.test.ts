import { describe, expect, it } from 'vitest';
import type { Ruling } from '../../shim/pipeline.ts';
import { callOf, resultOf, talk, type Talk, type TalkOptions } from './conversation-of-two.ts';

const cancelOf = (id: number | string): string =>
  `{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":${id}}}`;
const calling = (id: string, name: string): string =>
  `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"${name}","arguments":{}}}`;
const answering = (id: string, text: string): string => `{"jsonrpc":"2.0","id":${id},"result":{"text":"${text}"}}`;

const notes = {
  toolClass: null,
  policy: null,
  observed: [],
  matched: {},
  asked: false,
  approval: null,
};
const redacting = (kinds: readonly string[]): Ruling => ({
  effect: 'allow',
  because: [],
  notes: { ...notes, obligations: { redact: kinds, record: [] } },
});

interface Watched extends Talk {
  /** For each answer of the server: the tool it was judged for, and what its decisions want taken out. */
  readonly judged: (readonly [string | null, readonly string[]])[];
}

/** Calls of tools whose names begin with an `a` want secrets taken out, and no others. */
function watched(options: TalkOptions = {}): Watched {
  const judged: (readonly [string | null, readonly string[]])[] = [];
  const between = talk({
    ...options,
    judges: {
      decide: ({ action }) => redacting(action.target?.startsWith('a') === true ? ['secret'] : []),
      inspectDown: (_, answered) => {
        judged.push([answered?.target ?? answered?.method ?? null, answered?.redact ?? []]);
        return { outcome: 'pass', inspected: 'full', findings: [] };
      },
      ...options.judges,
    },
  });
  return { ...between, judged };
}

const outcomes = ({ notes: all }: Talk): readonly unknown[] =>
  all.flatMap((note) => (note.note === 'outcome' ? [[note.call, note.ended]] : []));

describe('an id that is used again after a cancel', () => {
  it("belongs to the new call: the answer is judged and recorded as that call's, and answered once", () => {
    const between = watched();
    between.client(callOf(5, 'b'), cancelOf(5), callOf(5, 'a'));
    between.server(resultOf(5, { n: 1 }));
    between.relay.close('server-gone');

    expect(between.judged).toEqual([['a', ['secret']]]);
    expect(between.atClient).toEqual([resultOf(5, { n: 1 })]);
    expect(outcomes(between)).toEqual([
      [2, 'answered'],
      [1, 'cancelled'],
    ]);
  });

  it('owes what either call wants taken out, in both answers', () => {
    const between = watched();
    between.client(callOf(5, 'a'), cancelOf(5), callOf(5, 'b'));
    between.server(resultOf(5, { n: 1 }), resultOf(5, { n: 2 }));

    expect(between.judged).toEqual([
      ['b', ['secret']],
      ['a', ['secret']],
    ]);
  });

  it('owes nothing but its own once the cancelled call was answered', () => {
    const between = watched();
    between.client(callOf(5, 'a'), cancelOf(5));
    between.server(resultOf(5, {}));
    between.client(callOf(5, 'b'));
    between.server(resultOf(5, {}));

    expect(between.judged).toEqual([
      ['a', ['secret']],
      ['b', []],
    ]);
  });

  it('may stand for a list, which is then judged as one', () => {
    const seen: (readonly string[])[] = [];
    const between = watched({
      judges: {
        inspectDown: (_, answered) => {
          seen.push(answered?.sharedWith ?? []);
          return { outcome: 'pass', inspected: 'full', findings: [] };
        },
      },
    });
    between.client('{"jsonrpc":"2.0","id":5,"method":"tools/list"}', cancelOf(5), callOf(5, 'a'));
    between.server(resultOf(5, { tools: [] }));

    expect(seen).toEqual([['tools/list']]);
  });
});

describe('an id that two open calls have', () => {
  it('is answered by us at no end, once either was answered', () => {
    const between = watched();
    between.client(callOf(5, 'b'), callOf(5, 'a'));
    between.server(resultOf(5, {}));
    between.relay.close('server-gone');

    expect(between.atClient).toEqual([resultOf(5, {})]);
    expect(outcomes(between)).toEqual([
      [2, 'answered'],
      [1, 'server-gone'],
    ]);
  });

  it('is answered once at the end when one of them was denied', () => {
    const between = watched({
      judges: {
        decide: ({ action }) => (action.target === 'no' ? { effect: 'deny', because: [], text: 'no' } : redacting([])),
      },
    });
    between.client(callOf(5, 'b'), callOf(5, 'no'));
    between.relay.close('server-gone');

    expect(between.atClient).toHaveLength(1);
  });
});

describe('ids beyond 2^53', () => {
  it('are told apart by their digits', () => {
    const between = watched();
    between.client(calling('9007199254740992', 'a'), calling('9007199254740993', 'b'));
    between.server(answering('9007199254740993', 'x'), answering('9007199254740992', 'y'));

    expect(between.judged.map(([name]) => name)).toEqual(['b', 'a']);
    expect(outcomes(between)).toEqual([
      [2, 'answered'],
      [1, 'answered'],
    ]);
  });

  it('owe the same all the same, because many programs read them as one', () => {
    const between = watched();
    between.client(calling('9007199254740992', 'b'), calling('9007199254740993', 'a'));
    between.server(answering('9007199254740992', 'x'), answering('9007199254740992', 'y'));

    expect(between.judged).toEqual([
      ['b', ['secret']],
      ['a', ['secret']],
    ]);
  });

  it('are cancelled one by one', () => {
    const between = watched();
    between.client(calling('9007199254740992', 'b'), calling('9007199254740993', 'a'), cancelOf('9007199254740993'));
    between.relay.close('server-gone');

    expect(outcomes(between)).toEqual([
      [1, 'server-gone'],
      [2, 'cancelled'],
    ]);
    expect(between.atClient.map((line) => /"id":(\d+)/.exec(line)?.[1])).toEqual(['9007199254740992']);
  });
});
