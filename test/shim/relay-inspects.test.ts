import { describe, expect, it } from 'vitest';
import type { Message } from '../../shim/framing/message.ts';
import type { Inspection, Judges } from '../../shim/pipeline.ts';
import { callOf, resultOf, talk } from './conversation-of-two.ts';

const marker = 'POISON';
const finding = { rule: 'test/poison', severity: 'high', where: '' } as const;

/** Blocks whatever holds the marker anywhere, keys included. */
function look(message: Message): Inspection {
  return JSON.stringify(message.value).includes(marker)
    ? { outcome: 'block', inspected: 'full', findings: [finding], text: 'Blocked: it held poison.' }
    : { outcome: 'pass', inspected: 'full', findings: [] };
}

const judges: Partial<Judges> = { inspectUp: look, inspectDown: look };
const block = { type: 'text', text: marker };

describe('what the server sends', () => {
  it.each([
    ['text', { content: [block] }],
    ['structured content', { content: [], structuredContent: { v: marker } }],
    ['a key of structured content', { content: [], structuredContent: { [marker]: 1 } }],
    ['an embedded resource', { content: [{ type: 'resource', resource: { text: marker } }] }],
    ['a link', { content: [{ type: 'resource_link', uri: `x://${marker}` }] }],
    ['_meta', { content: [], _meta: { k: marker } }],
    ['an error result', { content: [block], isError: true }],
    [
      'a request for input',
      { resultType: 'input_required', inputRequests: { q: { params: { message: marker } } }, requestState: 's' },
    ],
  ])('is inspected in a tool result: %s', (_, result) => {
    const between = talk({ judges });
    between.client(callOf(1, 't'));

    between.server(resultOf(1, result));

    expect(between.atClient).toEqual([
      '{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"Blocked: it held poison."}],"isError":true}}',
    ]);
    expect(between.notes[1]).toMatchObject({ note: 'outcome', ended: 'blocked', findings: [finding] });
  });

  it.each([
    ['initialize', '{"protocolVersion":"2025-11-25"}', { instructions: marker }],
    ['server/discover', '{}', { instructions: marker }],
    ['tools/list', '{}', { tools: [{ name: 't', description: marker }] }],
    ['prompts/get', '{"name":"p"}', { messages: [{ role: 'user', content: block }] }],
    ['resources/read', '{"uri":"u"}', { contents: [{ uri: 'u', text: marker }] }],
    ['completion/complete', '{}', { completion: { values: [marker] } }],
    ['tasks/result', '{"taskId":"t"}', { content: [block] }],
    ['tasks/get', '{"taskId":"t"}', { result: { content: [block] } }],
  ])('is inspected in the answer to %s', (method, params, result) => {
    const between = talk({ judges });
    between.client(`{"jsonrpc":"2.0","id":1,"method":"${method}","params":${params}}`);

    between.server(resultOf(1, result));

    expect(between.atClient).toHaveLength(1);
    expect(JSON.parse(between.atClient[0] ?? '')).toMatchObject({ id: 1, error: { code: -31001 } });
  });

  it.each([
    ['an error message', '{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"POISON"}}'],
    ['error data', '{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"m","data":{"d":"POISON"}}}'],
  ])('is inspected in %s', (_, line) => {
    const between = talk({ judges });
    between.client(callOf(1, 't'));

    between.server(line);

    expect(between.atClient.join('')).not.toContain(marker);
    expect(between.atClient).toHaveLength(1);
  });

  it.each([
    ['log', '{"jsonrpc":"2.0","method":"notifications/message","params":{"data":"POISON"}}'],
    ['progress', '{"jsonrpc":"2.0","method":"notifications/progress","params":{"message":"POISON"}}'],
    ['task', '{"jsonrpc":"2.0","method":"notifications/tasks","params":{"result":{"content":["POISON"]}}}'],
  ])('is dropped and recorded in a %s notification', (_, line) => {
    const between = talk({ judges });

    between.server(line);

    expect(between.atClient).toEqual([]);
    expect(between.notes).toMatchObject([
      { note: 'finding', direction: 'down', call: null, findings: [finding] },
      { note: 'dropped', what: 'down blocked-notification' },
    ]);
  });

  it.each(['sampling/createMessage', 'elicitation/create', 'roots/list'])(
    'is answered to the server in %s',
    (method) => {
      const between = talk({ judges });

      between.server(`{"jsonrpc":"2.0","id":"s1","method":"${method}","params":{"message":"POISON"}}`);

      expect(between.atClient).toEqual([]);
      expect(JSON.parse(between.atServer[0] ?? '')).toMatchObject({ id: 's1' });
    },
  );

  it('is inspected in an answer that nobody asked for', () => {
    const between = talk({ judges });

    between.server(resultOf(5, { content: [block] }));

    expect(between.atClient).toEqual([]);
  });
});

describe('what the client sends', () => {
  it.each([
    ['arguments', callOf(1, 't', { text: marker })],
    [
      'a retry with input',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t","inputResponses":{"q":"POISON"}}}',
    ],
    [
      'a completion',
      '{"jsonrpc":"2.0","id":1,"method":"completion/complete","params":{"argument":{"value":"POISON"}}}',
    ],
    ['a vendor request', '{"jsonrpc":"2.0","id":1,"method":"x/y","params":{"v":"POISON"}}'],
  ])('is inspected before it leaves: %s', (_, line) => {
    const between = talk({ judges });

    between.client(line);

    expect(between.atServer).toEqual([]);
    expect(between.atClient).toHaveLength(1);
    expect(between.notes).toMatchObject([{ note: 'decision', ruling: { effect: 'deny', because: ['test/poison'] } }]);
  });

  it('goes on with other bytes where inspection took something out', () => {
    const edited = Buffer.from(
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t","arguments":{"text":"***"}}}\n',
    );
    const between = talk({
      judges: { inspectUp: () => ({ outcome: 'edit', inspected: 'full', findings: [finding], line: edited }) },
    });

    between.client(callOf(1, 't', { text: marker }));

    expect(between.atServer).toEqual([edited.toString().trimEnd()]);
  });
});

const broken = (): never => {
  throw new Error('a bug');
};

describe('an inspection that fails', () => {
  it('passes the result in monitor, marked as not inspected', () => {
    const between = talk({ judges: { inspectDown: broken } });
    between.client(callOf(1, 't'));

    between.server(resultOf(1, {}));

    expect(between.atClient).toEqual([resultOf(1, {})]);
    expect(between.notes[1]).toMatchObject({ inspected: 'none', findings: [{ rule: 'content/could-not-inspect' }] });
  });

  it('blocks it in lockdown', () => {
    const between = talk({ judges: { inspectDown: broken, mode: () => 'lockdown' } });
    between.client(callOf(1, 't'));

    between.server(resultOf(1, {}));

    expect(JSON.parse(between.atClient[0] ?? '')).toMatchObject({ result: { isError: true } });
  });
});

describe('no judges', () => {
  it('say of every call that it was not inspected', () => {
    const between = talk();
    between.client(callOf(1, 't'));
    between.server(resultOf(1, {}));

    expect(between.notes).toMatchObject([{ inspected: 'none' }, { inspected: 'none' }]);
  });
});
