import { expect, it } from 'vitest';
import type { Hold } from '../../shim/pipeline.ts';
import { callOf, resultOf, talk, type Talk } from './conversation-of-two.ts';

const cancelOf = (id: number): string =>
  `{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":${id}}}`;

/** Holds every call, in a version that has batches; `given up` tells which calls nobody needs to be asked about any more. */
function holding(): { readonly between: Talk; readonly givenUp: number[] } {
  const holds: Hold[] = [];
  const givenUp: number[] = [];
  const between = talk({
    judges: {
      decide: ({ hold }) =>
        new Promise(() => {
          holds.push(hold);
          hold.onAbandoned(() => givenUp.push(holds.indexOf(hold)));
        }),
    },
  });
  between.client('{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-03-26"}}');
  between.server(resultOf(0, { protocolVersion: '2025-03-26' }));
  return { between, givenUp };
}

it.each([
  ['alone', cancelOf(1)],
  ['in a batch', `[${cancelOf(1)}]`],
  ['in a batch with something else', `[{"jsonrpc":"2.0","id":7,"method":"ping"},${cancelOf(1)}]`],
])('a held call that the client cancels is not asked about any more, and never runs: %s', async (_, line) => {
  const { between, givenUp } = holding();
  between.client(callOf(1, 'a'), callOf(2, 'b'));

  between.client(line);
  await new Promise(setImmediate);

  expect(givenUp).toEqual([0]);
  expect(between.notes.filter(({ note }) => note === 'decision')).toMatchObject([
    { target: 'a', ruling: { effect: 'deny', because: ['withdrawn-while-held'] } },
  ]);
  expect(between.atServer.join()).not.toContain('tools/call');
});
