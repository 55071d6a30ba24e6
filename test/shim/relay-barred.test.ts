import { describe, expect, it } from 'vitest';
import type { Ruling } from '../../shim/pipeline.ts';
import { talk, type Talk } from './conversation-of-two.ts';

const allowed: Ruling = { effect: 'allow', because: [] };
const denied: Ruling = { effect: 'deny', because: ['banned'], text: 'The server is banned.' };
const request = (id: number, method: string): string => JSON.stringify({ jsonrpc: '2.0', id, method, params: {} });
const completion = request(1, 'completion/complete');

/** A relay that does not know yet what the server is; `known` says it. */
function guarded(): Talk & { readonly known: (ruling: Ruling) => Promise<void> } {
  const waiting = Promise.withResolvers<Ruling>();
  const between = talk({ judges: { mayBeBarred: () => true, decide: () => waiting.promise } });
  return {
    ...between,
    known: async (ruling) => {
      waiting.resolve(ruling);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('a completion before it is known which server this is', () => {
  it('waits, and goes on without a record when the server is not barred', async () => {
    const between = guarded();
    between.client(completion);
    expect(between.atServer).toEqual([]);

    await between.known(allowed);
    expect(between.atServer).toEqual([completion]);

    between.server('{"jsonrpc":"2.0","id":1,"result":{}}');
    expect(between.atClient).toEqual(['{"jsonrpc":"2.0","id":1,"result":{}}']);
    expect(between.notes.filter(({ note }) => note === 'decision')).toEqual([]);
  });

  it('is answered and recorded when the server is barred', async () => {
    const between = guarded();
    between.client(completion);

    await between.known(denied);
    expect(between.atServer).toEqual([]);
    expect(between.atClient).toEqual([expect.stringContaining('The server is banned.')]);
    expect(between.notes).toMatchObject([{ note: 'decision', method: 'completion/complete', ruling: denied }]);
  });

  it('keeps its place before what comes after it', async () => {
    const between = guarded();
    between.client(completion, request(2, 'ping'));

    await between.known(allowed);
    expect(between.atServer).toEqual([completion, request(2, 'ping')]);
  });

  it.each([
    ['goes on', allowed, 1, 0],
    ['is denied whole', denied, 0, 1],
  ])('%s in a batch as the server is', async (_, ruling, passed, recorded) => {
    const between = guarded();
    between.client('{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-03-26"}}');
    between.server('{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-03-26","capabilities":{}}}');
    between.client(`[${completion},${request(2, 'ping')}]`);

    await between.known(ruling);
    expect(between.atServer.slice(1)).toHaveLength(passed);
    expect(between.notes.filter(({ note }) => note === 'decision')).toHaveLength(recorded);
  });
});
