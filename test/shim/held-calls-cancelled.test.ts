import { beforeEach, describe, expect, it } from 'vitest';
import type { Hold, Judges } from '../../shim/pipeline.ts';
import { callOf, resultOf, talk, type Talk } from './conversation-of-two.ts';

const givenUp: string[] = [];
beforeEach(() => void givenUp.splice(0));

const cancelOf = (id: number): string =>
  `{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":${id}}}`;

/** Holds every call, in a version that has batches; `abandoned` tells which calls nobody needs to be asked about any more. */
function holding(): { readonly between: Talk; readonly abandoned: number[] } {
  const holds: Hold[] = [];
  const abandoned: number[] = [];
  const between = talk({
    judges: {
      decide: ({ hold }) =>
        new Promise(() => {
          holds.push(hold);
          hold.onAbandoned(() => abandoned.push(holds.indexOf(hold)));
        }),
    },
  });
  between.client('{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-03-26"}}');
  between.server(resultOf(0, { protocolVersion: '2025-03-26' }));
  return { between, abandoned };
}

it.each([
  ['alone', cancelOf(1)],
  ['in a batch', `[${cancelOf(1)}]`],
  ['in a batch with something else', `[{"jsonrpc":"2.0","id":7,"method":"ping"},${cancelOf(1)}]`],
])('a held call that the client cancels is not asked about any more, and never runs: %s', async (_, line) => {
  const { between, abandoned } = holding();
  between.client(callOf(1, 'a'), callOf(2, 'b'));

  between.client(line);
  await new Promise(setImmediate);

  expect(abandoned).toEqual([0]);
  expect(between.notes.filter(({ note }) => note === 'decision')).toMatchObject([
    { target: 'a', ruling: { effect: 'deny', because: ['withdrawn-while-held'] } },
  ]);
  expect(between.atServer.join()).not.toContain('tools/call');
});

describe('a held request that the server takes back', () => {
  const sampling = (id: number): string =>
    `{"jsonrpc":"2.0","id":${id},"method":"sampling/createMessage","params":{"messages":[]}}`;

  it('is not asked about any more, and its client hears of neither', async () => {
    const { between, abandoned } = holding();
    between.server(sampling(1), sampling(2));

    between.server(cancelOf(1));
    await new Promise(setImmediate);

    expect(abandoned).toEqual([0]);
    expect(between.notes.filter(({ note }) => note === 'decision')).toMatchObject([
      { method: 'sampling/createMessage', ruling: { effect: 'deny', because: ['withdrawn-while-held'] } },
    ]);
    expect(between.atClient.slice(1)).toEqual([]);
  });

  it("leaves a call of the client alone that has the same id, and goes on where it is the client's to hear", async () => {
    const { between, abandoned } = holding();
    between.client(callOf(1, 'a'));

    between.server(cancelOf(1));
    await new Promise(setImmediate);

    expect(abandoned).toEqual([]);
    expect(between.atClient.slice(1)).toEqual([cancelOf(1)]);
  });
});

describe('an answer that somebody is asked about when its call is cancelled', () => {
  const asks = {
    resultType: 'input_required',
    requestState: 's',
    inputRequests: { a: { method: 'sampling/createMessage' } },
  };

  it.each<[string, Partial<Judges>, object]>([
    [
      'about what the server asks for within it',
      {
        decide: ({ action, hold }) =>
          action.method === 'tools/call'
            ? { effect: 'allow', because: [] }
            : new Promise(() => hold.onAbandoned(() => givenUp.push('asked'))),
      },
      asks,
    ],
    [
      'about what was found in it',
      { inspectDown: (_message, _answered, onAsking) => new Promise(() => onAsking(() => givenUp.push('asked'))) },
      { content: [] },
    ],
  ])('is not asked about any more, and does not arrive: %s', async (_, judges, result) => {
    const between = talk({ judges });
    between.client(callOf(1, 'a'), callOf(2, 'b'));
    between.server(resultOf(1, result), resultOf(2, result));
    await new Promise(setImmediate);

    between.client(cancelOf(1));
    await new Promise(setImmediate);

    expect(givenUp).toEqual(['asked']);
    expect(between.atClient).toEqual([]);
    expect(between.atServer.join()).not.toContain('cancelled');
    expect(between.notes.filter(({ note }) => note === 'outcome')).toMatchObject([{ call: 1, ended: 'cancelled' }]);
  });

  it('is not asked about either when it was cancelled a moment before', async () => {
    const asking = Promise.withResolvers<void>();
    const between = talk({
      judges: {
        inspectDown: async (_message, _answered, onAsking) => {
          await asking.promise;
          onAsking(() => givenUp.push('asked'));
          return new Promise(() => undefined);
        },
      },
    });
    between.client(callOf(1, 'a'));
    between.server(resultOf(1, { content: [] }));

    between.client(cancelOf(1));
    asking.resolve();
    await new Promise(setImmediate);

    expect(givenUp).toEqual(['asked']);
  });
});
