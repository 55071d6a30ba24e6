import { describe, expect, it } from 'vitest';
import type { Judges } from '../../shim/pipeline.ts';
import { callOf, resultOf, talk, type Talk } from './conversation-of-two.ts';

const parsed = (lines: readonly string[]): unknown[] => lines.map((line): unknown => JSON.parse(line));

const noDeleting: Judges['decide'] = ({ action }) =>
  action.target === 'delete_all' || action.input['table'] === 'customers'
    ? { effect: 'deny', because: ['no-deleting'], text: 'Deleting is not allowed here. Do not retry unchanged.' }
    : { effect: 'allow', because: ['default'] };

function guarded(): Talk {
  return talk({ judges: { decide: noDeleting }, lineCapBytes: 32 * 1024 * 1024 });
}

describe('a call under a giant id', () => {
  it.each([
    [1024, 'allow', undefined, 1],
    [1025, 'refused', -32600, 0],
  ])('of %d letters is answered under it, and not kept: %s', (length, effect, code, passed) => {
    const between = guarded();
    const id = 'x'.repeat(length);
    between.client(callOf(id, 'safe'));
    between.relay.close('server-gone');

    expect(between.atServer).toHaveLength(passed);
    expect(parsed(between.atClient)).toMatchObject([{ id, error: { code: code ?? -31002 } }]);
    expect(between.notes).toMatchObject([{ ruling: { effect } }, ...(passed === 1 ? [{}] : [])]);
    expect(JSON.stringify(between.notes).includes(id)).toBe(passed === 1);
  });
});

describe('a frame of the server that asks and answers at once', () => {
  const both = '{"jsonrpc":"2.0","id":7,"method":null,"result":{"content":[]}}';

  it('leaves no client waiting that asked under its id', () => {
    const between = guarded();
    between.client(callOf(7, 'safe'));
    between.server(both);

    expect(parsed(between.atClient)).toMatchObject([{ id: 7, error: { code: -32600 } }]);
  });

  it('tells nothing to a client that did not', () => {
    const between = guarded();
    between.client(callOf(8, 'safe'));
    between.server(both);

    expect(between.atClient).toEqual([]);
    expect(parsed(between.atServer.slice(1))).toMatchObject([{ id: 7, error: { code: -32600 } }]);
  });
});

describe('a tool that policy denies', () => {
  const call = '"method":"tools/call","params":{"name":"delete_all","arguments":{}}';

  it.each([
    ['in plain words', `{"jsonrpc":"2.0","id":7,${call}}`],
    ['with id 0', `{"jsonrpc":"2.0","id":0,${call}}`],
    ['with a text id', `{"jsonrpc":"2.0","id":"x",${call}}`],
    [
      'with escaped letters',
      '{"jsonrpc":"2.0","id":7,"m\\u0065thod":"tools/c\\u0061ll","params":{"n\\u0061me":"delete\\u005fall"}}',
    ],
    [
      'under a duplicate name',
      '{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"safe","name":"delete_all"}}',
    ],
    [
      'under a duplicate name, the other way round',
      '{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"delete_all","name":"safe"}}',
    ],
    ['under a duplicate method', `{"jsonrpc":"2.0","id":7,"method":"ping",${call}}`],
    [
      'under a method in other letters',
      `{"jsonrpc":"2.0","id":7,"method":"ping","METHOD":"tools/call","params":{"name":"delete_all"}}`,
    ],
    ['with a carriage return at the end', `{"jsonrpc":"2.0","id":7,${call}}\r`],
    ['behind 11 MB of padding', `{"jsonrpc":"2.0","id":7,"pad":"${'x'.repeat(11 * 1024 * 1024)}",${call}}`],
    ['in a batch', `[{"jsonrpc":"2.0","id":7,${call}}]`],
    ['without jsonrpc', `{"id":7,${call}}`],
    ['with jsonrpc 1.0', `{"jsonrpc":"1.0","id":7,${call}}`],
    ['behind a lone carriage return', `{"jsonrpc":"2.0","id":7,"method":"ping"}\r{"jsonrpc":"2.0","id":8,${call}}`],
    [
      'inside another message, between carriage returns',
      `{"jsonrpc":"2.0","id":7,"method":"ping","params":\r{"jsonrpc":"2.0","id":8,${call}}\r}`,
    ],
    ['behind a byte-order mark', `\ufeff{"jsonrpc":"2.0","id":7,${call}}`],
    [
      'with the denied value first of two',
      '{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"sql","arguments":{"table":"customers","table":"sales"}}}',
    ],
    [
      'with the denied value last of two',
      '{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"sql","arguments":{"table":"sales","table":"customers"}}}',
    ],
  ])('%s does not reach the server, and whoever waits is answered', (_, line) => {
    const between = guarded();

    between.client(line);

    expect(between.atServer).toEqual([]);
    expect(between.atClient).toHaveLength(1);
    expect(between.notes).toMatchObject([{ note: 'decision' }]);
  });

  it('as a notification is dropped and recorded', () => {
    const between = guarded();

    between.client(`{"jsonrpc":"2.0",${call}}`);

    expect(between.atServer).toEqual([]);
    expect(between.atClient).toEqual([]);
    expect(between.notes).toMatchObject([{ note: 'decision', ruling: { effect: 'deny' } }]);
  });

  it('with an id of null is refused without a name', () => {
    const between = guarded();

    between.client(`{"jsonrpc":"2.0","id":null,${call}}`);

    expect(between.atServer).toEqual([]);
    expect(parsed(between.atClient)).toMatchObject([{ id: null, error: { code: -32600 } }]);
  });

  it('leaves its neighbour, another tool, alone', () => {
    const between = guarded();

    between.client(callOf(1, 'delete_one'));

    expect(between.atServer).toEqual([callOf(1, 'delete_one')]);
  });

  it('is judged again when it is retried with input', () => {
    const between = guarded();
    between.client(callOf(1, 'sql', { table: 'sales' }));
    between.server(resultOf(1, { resultType: 'input_required', inputRequests: {}, requestState: 's' }));

    between.client(
      '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"sql","arguments":{"table":"customers"},"inputResponses":{},"requestState":"s"}}',
    );

    expect(between.atServer).toHaveLength(1);
  });
});

describe('the answer to a denied request', () => {
  const denyAll = { decide: () => ({ effect: 'deny', because: ['rule-1'], text: 'Not allowed.' }) as const };

  it('of a tool is a result that the model is shown', () => {
    const between = talk({ judges: denyAll });

    between.client(callOf('a"b', 't'));

    expect(between.atClient).toEqual([
      '{"jsonrpc":"2.0","id":"a\\"b","result":{"content":[{"type":"text","text":"Not allowed."}],"isError":true}}',
    ]);
  });

  it('of a tool in the modern era says that it is complete', () => {
    const between = talk({ judges: denyAll });

    between.client(
      '{"jsonrpc":"2.0","id":9007199254740993,"method":"tools/call","params":{"name":"t","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}',
    );

    expect(between.atClient).toEqual([
      '{"jsonrpc":"2.0","id":9007199254740993,"result":{"resultType":"complete","content":[{"type":"text","text":"Not allowed."}],"isError":true}}',
    ]);
  });

  it.each(['resources/read', 'prompts/get', 'x-vendor/do'])(
    'of %s is an error outside the reserved range',
    (method) => {
      const between = talk({ judges: denyAll });

      between.client(`{"jsonrpc":"2.0","id":1,"method":"${method}","params":{"name":"n","uri":"u"}}`);

      expect(parsed(between.atClient)).toEqual([
        {
          jsonrpc: '2.0',
          id: 1,
          error: { code: -31001, message: 'Not allowed.', data: { reason: 'denied', rule: 'rule-1', eventId: '1' } },
        },
      ]);
    },
  );

  it.each([
    ['elicitation/create', { result: { action: 'decline' } }],
    ['sampling/createMessage', { error: { code: -1 } }],
  ])('of the server for %s goes to the server', (method, answer) => {
    const between = talk({ judges: denyAll });

    between.server(`{"jsonrpc":"2.0","id":5,"method":"${method}","params":{}}`);

    expect(between.atClient).toEqual([]);
    expect(parsed(between.atServer)).toMatchObject([{ id: 5, ...answer }]);
  });
});

const broken: Judges['decide'] = () => {
  throw Object.assign(new Error('no table'), { code: 'POLICY_BROKEN' });
};

describe('a call that could not be decided', () => {
  it.each([
    ['at once', broken],
    ['later', () => Promise.reject(Object.assign(new Error('late'), { code: 'POLICY_BROKEN' }))],
  ] satisfies [string, Judges['decide']][])('passes in monitor, with the gap recorded: %s', async (_, decide) => {
    const between = talk({ judges: { decide } });

    between.client(callOf(1, 't'));
    await new Promise(setImmediate);

    expect(between.atServer).toHaveLength(1);
    expect(between.notes).toMatchObject([
      { note: 'decision', ruling: { effect: 'allow', because: ['could-not-decide'], lockdownWould: 'deny' } },
      { note: 'undecided', what: 'POLICY_BROKEN' },
    ]);
  });

  it('is denied in lockdown', () => {
    const between = talk({ judges: { decide: broken, mode: () => 'lockdown' } });

    between.client(callOf(1, 't'));

    expect(between.atServer).toEqual([]);
    expect(parsed(between.atClient)).toMatchObject([{ id: 1, result: { isError: true } }]);
  });
});

describe('a record that can not be written', () => {
  it('keeps the call back in lockdown, and tells the client', () => {
    const between = talk({ judges: { mode: () => 'lockdown' }, commit: () => false });

    between.client(callOf(1, 't'), '{"jsonrpc":"2.0","method":"notifications/x"}');

    expect(between.atServer).toEqual(['{"jsonrpc":"2.0","method":"notifications/x"}']);
    expect(parsed(between.atClient)).toMatchObject([{ id: 1, result: { isError: true } }]);
  });

  it.each([
    ['a call', callOf(1, 't')],
    ['a list', `[${callOf(1, 't')}]`],
  ])('is no second answer to %s that was answered when the server ended', async (_, line) => {
    const written: ((is: boolean) => void)[] = [];
    const commit = (): Promise<boolean> => new Promise((resolve) => written.push(resolve));
    const between = talk({ judges: { mode: () => 'lockdown' }, commit });
    between.client('{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-03-26"}}');
    between.server('{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-03-26"}}');
    between.client(line);
    await new Promise(setImmediate);

    between.relay.close('server-gone');
    written.forEach((tell) => tell(false));
    await new Promise(setImmediate);

    expect(parsed(between.atClient.slice(1))).toMatchObject([{ id: 1, error: { data: { reason: 'server-gone' } } }]);
  });

  it('lets the call pass in monitor', () => {
    const between = talk({ commit: () => false });

    between.client(callOf(1, 't'));

    expect(between.atServer).toEqual([callOf(1, 't')]);
  });
});

describe('a record that is on its way to the disk', () => {
  it('holds back the call and what comes after it, in order', async () => {
    const written: ((is: boolean) => void)[] = [];
    const between = talk({ commit: () => new Promise((resolve) => written.push(resolve)) });

    between.client(
      callOf(1, 'a'),
      callOf(2, 'b'),
      '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":2}}',
    );
    written[1]?.(true);
    await new Promise(setImmediate);
    expect(between.atServer).toEqual([]);

    written[0]?.(true);
    await new Promise(setImmediate);
    expect(between.atServer).toEqual([
      callOf(1, 'a'),
      callOf(2, 'b'),
      '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":2}}',
    ]);
  });
});

function holding() {
  const decisions: ((effect: 'allow' | 'deny') => void)[] = [];
  const abandoned: string[] = [];
  const between = talk({
    judges: {
      decide: ({ hold, action }) =>
        new Promise((resolve) => {
          hold.progress('Waiting for approval');
          hold.onAbandoned(() => abandoned.push(action.target ?? ''));
          decisions.push((effect) =>
            resolve(effect === 'allow' ? { effect, because: [] } : { effect, because: [], text: 'no' }),
          );
        }),
    },
  });
  return { between, decisions, abandoned };
}

describe('a call that is held', () => {
  it('does not leave before its verdict, and others pass by', async () => {
    const { between, decisions } = holding();
    between.client(callOf(1, 't'), '{"jsonrpc":"2.0","id":2,"method":"ping"}');
    await new Promise(setImmediate);
    expect(between.atServer).toEqual(['{"jsonrpc":"2.0","id":2,"method":"ping"}']);

    decisions[0]?.('allow');
    await new Promise(setImmediate);
    expect(between.atServer[1]).toBe(callOf(1, 't'));
  });

  it('tells of its progress where a token came, and not after the answer', async () => {
    const { between, decisions } = holding();
    between.client(
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t","_meta":{"progressToken":"tok-1"}}}',
    );
    decisions[0]?.('deny');
    await new Promise(setImmediate);

    expect(parsed(between.atClient)).toMatchObject([
      {
        method: 'notifications/progress',
        params: { progressToken: 'tok-1', progress: 1, message: 'Waiting for approval' },
      },
      { id: 1, result: { isError: true } },
    ]);
  });

  it('is forgotten when it is cancelled, and the server never hears of it', async () => {
    const { between, decisions, abandoned } = holding();
    between.client(callOf(1, 't'), '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}');
    decisions[0]?.('allow');
    await new Promise(setImmediate);

    expect(between.atServer).toEqual([]);
    expect(between.atClient).toEqual([]);
    expect(abandoned).toEqual(['t']);
  });
});

describe('frames that no reader is sure of', () => {
  it('of the client are answered for their id and never forwarded', () => {
    const between = talk({ lineCapBytes: 1000 });

    between.client(
      '{"jsonrpc":"2.0","id":1,"method":',
      `{"jsonrpc":"2.0","id":2,"method":"x","params":{"t":"${'x'.repeat(2000)}"}}`,
      `{"jsonrpc":"2.0","id":3,"method":"x","params":{"t":${'['.repeat(300)}${']'.repeat(290)}}}`,
      '{"jsonrpc":"2.0","id":4,"method":"ping"}',
    );

    expect(between.atServer).toEqual(['{"jsonrpc":"2.0","id":4,"method":"ping"}']);
    expect(parsed(between.atClient)).toMatchObject([
      { id: 1, error: { code: -32700, data: { reason: 'not-json' } } },
      { id: 2, error: { code: -32600, data: { reason: 'too-long' } } },
      { id: 3, error: { code: -32700 } },
    ]);
  });

  it('of another framing, as one client sends after a failed start, are dropped and recorded', () => {
    const between = talk();

    between.client(
      Buffer.from('Content-Length: 46\r\n\r\n'),
      '{"jsonrpc":"2.0","id":1,"method":"ping"}Content-Length: 46\r',
    );

    expect(between.atServer).toEqual([]);
    expect(between.notes[0]).toEqual({ note: 'dropped', what: 'up not-json' });
  });

  it.each([
    ['words', 'Server listening'],
    ['half a message', '{"jsonrpc":"2.0","id":'],
    ['an object that is no message', '{"hello":"world"}'],
    ['a list', '[{"jsonrpc":"2.0","method":"notifications/message"}]'],
  ])('of the server are dropped and recorded when nobody waits for them: %s', (_, line) => {
    const between = talk();

    between.server(line, resultOf(1, {}));

    expect(between.atClient).toEqual([resultOf(1, {})]);
    expect(between.notes[0]).toMatchObject({ note: 'dropped' });
  });

  it.each([
    ['without jsonrpc', '{"id":1,"result":{}}'],
    ['cut off', '{"jsonrpc":"2.0","id":1,"result":{"a":'],
    ['too long', `{"jsonrpc":"2.0","id":1,"result":{"t":"${'x'.repeat(2000)}"}}`],
    ['with two results', '{"jsonrpc":"2.0","id":1,"result":{},"result":{}}'],
  ])('of the server become an error for the id that waits: %s', (_, line) => {
    const between = talk({ lineCapBytes: 1000 });
    between.client(callOf(1, 't'));

    between.server(line);

    expect(parsed(between.atClient)).toMatchObject([{ id: 1, error: {} }]);
    expect(between.notes[1]).toMatchObject({ note: 'outcome', call: 1, ok: false, ended: 'blocked' });
  });

  it('of the client for a server that waits become an error for the server', () => {
    const between = talk();
    between.server('{"jsonrpc":"2.0","id":"s1","method":"roots/list"}');

    between.client('{"id":"s1","result":{"roots":[]}}');

    expect(parsed(between.atServer)).toMatchObject([{ id: 's1', error: { code: -32600 } }]);
    expect(between.atClient).toHaveLength(1);
  });

  it('empty lines are nothing', () => {
    const between = talk();

    between.client('', '  ', '\r');
    between.server('', '   ');

    expect([between.atServer, between.atClient, between.notes]).toEqual([[], [], []]);
  });
});
