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
    [
      'a request for input at an address',
      {
        resultType: 'input_required',
        inputRequests: { q: { method: 'elicitation/create', params: { mode: 'url', url: `https://e/${marker}` } } },
      },
    ],
    [
      'a request for sampling inside it',
      {
        resultType: 'input_required',
        inputRequests: { q: { method: 'sampling/createMessage', params: { m: marker } } },
      },
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
    ['tools/list', '{"cursor":"2"}', { tools: [{ name: 't', title: marker }], nextCursor: '3' }],
    ['tools/list', '{}', { tools: [{ name: 't', inputSchema: { properties: { [marker]: {} } } }] }],
    ['tools/list', '{}', { tools: [{ name: 't', outputSchema: { description: marker } }] }],
    ['tools/list', '{}', { tools: [{ name: 't', annotations: { title: marker } }] }],
    ['tools/list', '{}', { tools: [{ name: 't', icons: [{ src: marker }] }] }],
    ['tools/list', '{}', { tools: [{ name: 't', _meta: { ui: marker } }] }],
    ['prompts/list', '{}', { prompts: [{ name: 'p', description: marker }] }],
    ['resources/list', '{}', { resources: [{ uri: 'u', name: marker }] }],
    ['resources/templates/list', '{}', { resourceTemplates: [{ uriTemplate: 'u{x}', name: marker }] }],
    ['prompts/get', '{"name":"p"}', { messages: [{ role: 'user', content: block }] }],
    ['resources/read', '{"uri":"u"}', { contents: [{ uri: 'u', text: marker }] }],
    ['completion/complete', '{}', { completion: { values: [marker] } }],
    ['tasks/get', '{"taskId":"t"}', { result: { content: [block] } }],
  ])('is inspected in the answer to %s', (method, params, result) => {
    const between = talk({ judges });
    between.client(`{"jsonrpc":"2.0","id":1,"method":"${method}","params":${params}}`);

    between.server(resultOf(1, result));

    expect(between.atClient).toHaveLength(1);
    expect(JSON.parse(between.atClient[0] ?? '')).toMatchObject({ id: 1, error: { code: -31001 } });
  });

  it('is inspected in the result of a task, which becomes an error result', () => {
    const between = talk({ judges });
    between.client('{"jsonrpc":"2.0","id":1,"method":"tasks/result","params":{"taskId":"t"}}');

    between.server(resultOf(1, { content: [block] }));

    expect(between.atClient).toEqual([
      '{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"Blocked: it held poison."}],"isError":true}}',
    ]);
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

  it.each([
    ['sampling/createMessage', '{"messages":[{"role":"user","content":{"type":"text","text":"POISON"}}]}'],
    ['elicitation/create', '{"message":"POISON","requestedSchema":{}}'],
    ['elicitation/create', '{"mode":"url","url":"https://example.org/POISON","elicitationId":"e"}'],
    ['roots/list', '{"_meta":{"note":"POISON"}}'],
  ])('is answered to the server in %s %s', (method, params) => {
    const between = talk({ judges });

    between.server(`{"jsonrpc":"2.0","id":"s1","method":"${method}","params":${params}}`);

    expect(between.atClient).toEqual([]);
    expect(JSON.parse(between.atServer[0] ?? '')).toMatchObject({ id: 's1' });
  });

  it('is inspected in a second answer, which is then dropped', () => {
    const between = talk({ judges });
    between.client(callOf(1, 't'));

    between.server(resultOf(1, {}), resultOf(1, { content: [block] }));

    expect(between.atClient).toEqual([resultOf(1, {})]);
  });

  it('is inspected again when a list is asked for again: descriptions change in mid-session', () => {
    const between = talk({ judges });
    const list = (id: number) => `{"jsonrpc":"2.0","id":${id},"method":"tools/list"}`;
    between.client(list(1), list(2));

    between.server(
      resultOf(1, { tools: [{ name: 't' }] }),
      resultOf(2, { tools: [{ name: 't', description: marker }] }),
    );

    expect(between.atClient.map((line): unknown => JSON.parse(line))).toMatchObject([
      { id: 1, result: {} },
      { id: 2, error: { code: -31001 } },
    ]);
  });

  it('is given whole to whoever inspects: blocks, blobs and keys in one look', () => {
    const seen: unknown[] = [];
    const between = talk({
      judges: {
        inspectDown: (message) => {
          seen.push(message.value['result']);
          return { outcome: 'pass', inspected: 'full', findings: [] };
        },
      },
    });
    const result = {
      content: [{ type: 'text', text: 'POI' }, { type: 'text', text: 'SON' }, { resource: { blob: 'UE9JU09O' } }],
    };
    between.client(callOf(1, 't'));

    between.server(resultOf(1, result));

    expect(seen).toEqual([result]);
  });

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

  it.each([
    ['sampling/createMessage', '{"role":"assistant","content":{"type":"text","text":"POISON"},"model":"m"}'],
    ['elicitation/create', '{"action":"accept","content":{"name":"POISON"}}'],
    ['roots/list', '{"roots":[{"uri":"file:///POISON"}]}'],
  ])('is inspected in an answer to the server, which gets an error instead: %s', (method, result) => {
    const between = talk({ judges });
    between.server(`{"jsonrpc":"2.0","id":"s1","method":"${method}","params":{}}`);

    between.client(`{"jsonrpc":"2.0","id":"s1","result":${result}}`, `{"jsonrpc":"2.0","id":"s2","result":${result}}`);

    expect(between.atServer).toEqual([
      '{"jsonrpc":"2.0","id":"s1","error":{"code":-31001,"message":"Blocked: it held poison.","data":{"reason":"denied"}}}',
    ]);
    expect(between.atClient).toHaveLength(1);
    expect(between.notes.filter(({ note }) => note === 'decision').slice(-2)).toMatchObject([
      { ruling: { effect: 'deny' } },
      { ruling: { effect: 'deny' } },
    ]);
    expect(between.notes.filter(({ note }) => note === 'outcome')).toMatchObject(
      method === 'roots/list' ? [] : [{ call: 1, method, ended: 'blocked', ok: false }],
    );
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

describe('a call that inspection denies', () => {
  it('is told to whoever counts denials, and one that passes is not', () => {
    const denied: unknown[] = [];
    const between = talk({ judges: { ...judges, noteDenied: ({ action }) => denied.push(action.input) } });

    between.client(callOf(1, 't', { text: marker }), callOf(2, 't', { text: 'plain' }));

    expect(denied).toEqual([{ text: marker }]);
  });

  it('stays denied where it can not be counted, which stands in the record', () => {
    const noteDenied = (): never => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    const between = talk({ judges: { ...judges, noteDenied } });

    between.client(callOf(1, 't', { text: marker }));

    expect(between.atServer).toEqual([]);
    expect(between.notes).toMatchObject([
      { note: 'decision', ruling: { effect: 'deny' } },
      { note: 'undecided', what: expect.stringContaining('ENOSPC') as string },
    ]);
  });
});

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
