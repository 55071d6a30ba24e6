import { describe, expect, it } from 'vitest';
import type { Approval } from '../../shim/asking/approval.ts';
import type { Continued } from '../../shim/asking/continuations.ts';
import type { Call, ContentFinding, Hold, Ruling } from '../../shim/pipeline.ts';
import { callOf, resultOf, talk, type Talk } from './conversation-of-two.ts';

const approval: Approval = {
  by: 'kim',
  channel: 'window',
  at: '2026-11-20T10:00:00.000Z',
  until: null,
  reason: null,
};

const notes = {
  toolClass: null,
  policy: null,
  obligations: { redact: [], record: [] },
  observed: [],
  asked: true,
  matched: {},
};

const granted: Continued = { approval, because: ['person/asks'] };

/**
 * Everything that is asked for is approved once, and `continued` says which calls went on with an approval. A credential is
 * seen in a line for each time that it says `secret`.
 */
function approving(): { readonly between: Talk; readonly continued: (Continued | null)[] } {
  const continued: (Continued | null)[] = [];
  const between = talk({
    judges: {
      inspectUp: ({ line }) => ({ outcome: 'pass', inspected: 'full', findings: secretsIn(line.toString()) }),
      decide: ({ continues }: Call) => {
        continued.push(continues);
        return { effect: 'allow', because: granted.because, notes: { ...notes, approval } };
      },
    },
  });
  return { between, continued };
}

function secretsIn(text: string): readonly ContentFinding[] {
  const count = text.split('secret').length - 1;
  const where = `/${text.indexOf('secret')}`;
  return count === 0 ? [] : [{ rule: 'content/secret', severity: 'high', where, count, actions: ['ask'] }];
}

const again = (id: number, args: object, params: object): string =>
  JSON.stringify({
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: { name: 't', arguments: args, inputResponses: { q: { action: 'accept' } }, ...params },
  });
const inputRequired = (id: number, state: object = { requestState: 's' }): string =>
  resultOf(id, { resultType: 'input_required', inputRequests: { q: {} }, ...state });

describe('an approved call whose server asks for input', () => {
  it('goes on with its approval, once for each time the server asks', () => {
    const { between, continued } = approving();
    between.client(callOf(1, 't', { a: 1, b: 2 }));
    between.server(inputRequired(1));

    between.client(again(2, { b: 2, a: 1 }, { requestState: 's' }), again(3, { a: 1, b: 2 }, { requestState: 's' }));
    expect(continued).toEqual([null, granted, null]);

    between.server(inputRequired(2, {}));
    between.client(again(4, { a: 1, b: 2 }, {}));
    expect(continued[3]).toEqual(granted);
  });

  it.each([
    ['other arguments', again(2, { a: 2 }, { requestState: 's' })],
    ['another state', again(2, { a: 1 }, { requestState: 'x' })],
    ['no state', again(2, { a: 1 }, {})],
    ['nothing of what the server asked', callOf(2, 't', { a: 1 })],
    [
      'another tool',
      '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"u","arguments":{"a":1},"requestState":"s"}}',
    ],
  ])('is asked about anew with %s', (_, line) => {
    const { between, continued } = approving();
    between.client(callOf(1, 't', { a: 1 }));
    between.server(inputRequired(1));

    between.client(line);

    expect(continued).toEqual([null, null]);
  });

  it('is asked about anew with a number that parses to the same one', () => {
    const { between, continued } = approving();
    const call = (id: number, amount: string, rest: string): string =>
      `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"t","arguments":{"amount":${amount}}${rest}}}`;
    between.client(call(1, '9007199254740993', ''));
    between.server(inputRequired(1));

    between.client(call(2, '9007199254740992', ',"requestState":"s"'));

    expect(continued).toEqual([null, null]);
  });

  it('is asked about anew when a key stands twice and one reading differs', () => {
    const { between, continued } = approving();
    between.client(callOf(1, 't', { a: 1 }));
    between.server(inputRequired(1));

    between.client(
      '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"t","arguments":{"a":2,"a":1},"requestState":"s"}}',
    );

    expect(continued).toEqual([null, granted, null]);
  });

  it('is asked about anew when something is found in the input', () => {
    const { between, continued } = approving();
    between.client(callOf(1, 't', { a: 1 }), callOf(2, 't', { a: 'secret' }));
    between.server(inputRequired(1), inputRequired(2));

    const inputResponses = { q: { action: 'accept', content: { x: 'secret' } } };
    between.client(again(3, { a: 1 }, { requestState: 's', inputResponses }));
    between.client(again(4, { a: 'secret' }, { requestState: 's', inputResponses }));

    expect(continued).toEqual([null, null, null, null]);
  });

  it('goes on when only that is found in it again which was approved', () => {
    const { between, continued } = approving();
    between.client(callOf(1, 't', { a: 'secret' }));
    between.server(inputRequired(1));

    between.client(again(2, { a: 'secret' }, { requestState: 's' }));

    expect(continued).toEqual([null, granted]);
  });

  it('that answered for good gives nothing to go on with', () => {
    const { between, continued } = approving();
    between.client(callOf(1, 't', { a: 1 }));
    between.server(resultOf(1, { content: [] }));

    between.client(again(2, { a: 1 }, { requestState: 's' }));

    expect(continued).toEqual([null, null]);
  });
});

/** Holds every call; `holds` are what the judge was given. */
function holding(): { readonly between: Talk; readonly holds: Hold[]; readonly abandoned: number[] } {
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
  return { between, holds, abandoned };
}

describe('calls that are held when one side goes', () => {
  it('are given up, recorded and, where the client still waits, answered', () => {
    const { between, abandoned } = holding();
    between.client(callOf(1, 'a'), callOf(2, 'b'));

    between.relay.close('server-gone');

    expect(abandoned).toEqual([0, 1]);
    expect(between.notes).toMatchObject([
      { note: 'decision', target: 'a', ruling: { effect: 'deny', because: ['withdrawn-while-held'] } },
      { note: 'decision', target: 'b', ruling: { effect: 'deny', because: ['withdrawn-while-held'] } },
    ]);
    expect(between.atClient.map((line) => (JSON.parse(line) as { id: number }).id)).toEqual([1, 2]);
  });

  it('in a batch are given up too, and nothing of it goes on or is recorded afterwards', async () => {
    const { between, abandoned } = holding();
    between.client('{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-03-26"}}');
    between.server(resultOf(0, { protocolVersion: '2025-03-26' }));
    between.client(`[${callOf(1, 'a')},${callOf(2, 'b')}]`);

    between.relay.close('client-gone');
    await new Promise(setImmediate);

    expect(abandoned).toEqual([0, 1]);
    expect(between.atServer).toHaveLength(1);
    expect(between.notes.filter(({ note }) => note === 'decision')).toHaveLength(2);
  });

  describe('in a batch with what needs no decision, or has had one', () => {
    const batch = `[${callOf(1, 'held')},${callOf(2, 'allowed')},{"jsonrpc":"2.0","id":3,"method":"ping"},{"jsonrpc":"2.0","method":"notifications/x"}]`;
    /** Only calls of `held` wait: until they are given up, or `late` says more. */
    const waiting = (): { readonly between: Talk; readonly late: (ruling: Ruling) => void } => {
      const late = Promise.withResolvers<Ruling>();
      const refused: Ruling = { effect: 'deny', because: ['approval/withdrawn'], text: 'withdrawn' };
      const between = talk({
        judges: {
          decide: ({ action, hold }) => {
            if (action.target !== 'held') {
              return { effect: 'allow', because: [] };
            }
            hold.onAbandoned(() => late.resolve(refused));
            return late.promise;
          },
        },
      });
      between.client('{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-03-26"}}');
      between.server(resultOf(0, { protocolVersion: '2025-03-26' }));
      between.client(batch);
      return { between, late: late.resolve };
    };
    const answers = ({ atClient }: Talk): readonly unknown[] =>
      atClient.slice(1).map((line): unknown => JSON.parse(line));
    const decisions = ({ notes: all }: Talk): readonly unknown[] => all.filter(({ note }) => note === 'decision');
    const withdrawn = { effect: 'deny', because: ['withdrawn-while-held'] };

    it.each([
      ['the server ends', 'server-gone', (relay: Talk['relay']): void => relay.close('server-gone')],
      ['the client says no more', 'not-decided', (relay: Talk['relay']): void => relay.clientGone()],
    ])('are answered once each when %s', async (_, reason, end) => {
      const { between } = waiting();

      end(between.relay);
      await new Promise(setImmediate);
      between.relay.close('server-gone');

      expect(answers(between)).toMatchObject([1, 2, 3].map((id) => ({ id, error: { data: { reason } } })));
      expect(between.atServer).toHaveLength(1);
      expect(decisions(between)).toMatchObject([
        { target: 'held', ruling: withdrawn },
        { target: 'allowed', ruling: withdrawn },
      ]);
    });

    it.each(['held', 'allowed'])('are refused without the one that is taken back: %s', async (target) => {
      const { between, late } = waiting();
      const id = target === 'held' ? 1 : 2;

      between.client(`{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":${id}}}`);
      late({ effect: 'allow', because: [] });
      await new Promise(setImmediate);

      const others = [1, 2, 3].filter((one) => one !== id);
      expect(answers(between)).toMatchObject(others.map((one) => ({ id: one, error: { code: -31003 } })));
      expect(between.atServer).toHaveLength(1);
      expect(decisions(between)[0]).toMatchObject({ target, ruling: withdrawn });
    });

    it('go on whole once all is allowed', async () => {
      const { between, late } = waiting();

      late({ effect: 'allow', because: [] });
      await new Promise(setImmediate);

      expect(between.atServer[1]).toBe(batch);
      expect(answers(between)).toEqual([]);
    });
  });

  it.each([
    ['alone', (line: string): string => line],
    ['in a batch', (line: string): string => `[${line}]`],
  ])('do not keep a client that says no more waiting for a person: %s', async (_, written) => {
    const { between } = holding();
    between.client('{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-03-26"}}');
    between.server(resultOf(0, { protocolVersion: '2025-03-26' }));
    between.client(written(callOf(1, 'a')));

    await between.relay.whenAllIsSent(60_000);
    between.relay.clientGone();

    const [, answer] = between.atClient.map((line): unknown => JSON.parse(line));
    expect(answer).toMatchObject({ id: 1, error: { code: -31001, data: { reason: 'not-decided' } } });
  });

  it('undecided for too long are given up at the end of input: answered, recorded and never run', async () => {
    const decided = Promise.withResolvers<Ruling>();
    const between = talk({ judges: { decide: () => decided.promise } });
    between.client(callOf(1, 'a'), '{"jsonrpc":"2.0","id":2,"method":"tools/list"}');

    await between.relay.whenAllIsSent(20);
    between.relay.clientGone();
    decided.resolve({ effect: 'allow', because: ['default/unset'] });
    await new Promise(setImmediate);

    expect(between.atServer).toEqual([]);
    expect(between.atClient.map((line): unknown => JSON.parse(line))).toMatchObject([
      { id: 1, error: { data: { reason: 'not-decided' } } },
      { id: 2, error: { data: { reason: 'not-decided' } } },
    ]);
    expect(between.notes).toMatchObject([
      { note: 'decision', target: 'a', ruling: { effect: 'deny', because: ['withdrawn-while-held'] } },
    ]);
  });

  it('of which two readings are judged tell both who wait', () => {
    const { between, abandoned } = holding();
    between.client('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","arguments":{"a":1,"a":2}}}');

    between.relay.clientGone();

    expect(abandoned).toHaveLength(2);
  });
});

describe('a question of ours to the client', () => {
  it('is not put before the client has said that it has forms', () => {
    const { between, holds } = holding();
    between.client(callOf(1, 'a'));

    expect(holds[0]?.elicit({ message: 'm', requestedSchema: {} })).toBe(null);
  });

  it('is answered to us and never to the server, however often', async () => {
    const { between, holds } = holding();
    between.client(
      '{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{"elicitation":{}}}}',
    );
    between.server(resultOf(0, { protocolVersion: '2025-11-25' }));
    between.client(callOf(1, 'a'));
    const asked = holds[0]?.elicit({ message: 'm', requestedSchema: {} });
    const { id } = JSON.parse(between.atClient.at(-1) ?? '') as { id: string };

    between.client(resultOf(id, { action: 'decline' }), resultOf(id, { action: 'accept' }));

    expect(await asked?.result).toEqual({ action: 'decline' });
    expect(between.atServer).toHaveLength(1);
  });

  it('leaves answers to the server alone', () => {
    const { between } = holding();
    between.server('{"jsonrpc":"2.0","id":"sallyport-1","method":"roots/list"}');

    between.client(resultOf('sallyport-1', { roots: [] }));

    expect(between.atServer).toEqual([resultOf('sallyport-1', { roots: [] })]);
  });
});
