import { describe, expect, it } from 'vitest';
import { defaultLineCapBytes } from '../../shim/framing/lines.ts';
import { callOf, resultOf, talk } from './conversation-of-two.ts';

const modern =
  '"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}';

describe('a line of the client that nobody changed', () => {
  it.each([
    [
      'initialize with capabilities we do not know',
      '{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{"x-cap":{"y":1},"extensions":{"io.modelcontextprotocol/ui":{"mimeTypes":["text/html;profile=mcp-app"]}}},"clientInfo":{"name":"f","version":"1","x":1}}}',
    ],
    ['a notification with _meta', '{"jsonrpc":"2.0","method":"notifications/initialized","params":{"_meta":{"a":1}}}'],
    [
      'a cursor',
      '{"jsonrpc":"2.0","id":"s-1","method":"tools/list","params":{"cursor":"abc==","_meta":{"traceparent":"00-x"},"x-p":1}}',
    ],
    [
      'a big number, 1.0, odd key order, escapes, a task',
      '{"params":{"_meta":{"progressToken":"tok-1"},"arguments":{"z":1,"a":12345678901234567890,"f":1.0,"s":"caf\\u00e9 \\ud83d\\ude00 \\/"},"name":"t","task":{"ttl":60000}},"method":"tools/call","id":9007199254740993,"jsonrpc":"2.0"}',
    ],
    [
      'a lone surrogate',
      '{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"t","arguments":{"s":"\\ud800"}}}',
    ],
    ['a vendor method with a list of parameters', '{"jsonrpc":"2.0","id":6,"method":"x-vendor/do","params":[1,2]}'],
    ['a vendor notification', '{"jsonrpc":"2.0","method":"notifications/x-vendor/thing","params":{"v":1}}'],
    ['an answer to nobody', '{"jsonrpc":"2.0","id":"srv:1","result":{"ok":true,"x":1}}'],
    [
      'progress of the client',
      '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"srv:1","progress":0.5}}',
    ],
    ['discovery', `{"jsonrpc":"2.0","id":8,"method":"server/discover","params":{${modern}}}`],
    [
      'keys called __proto__ and constructor',
      '{"jsonrpc":"2.0","id":10,"method":"x/y","params":{"__proto__":{"a":1},"constructor":1}}',
    ],
    [
      'a key twice among the arguments',
      '{"jsonrpc":"2.0","id":11,"method":"tools/call","params":{"name":"t","arguments":{"a":1,"a":2}}}',
    ],
    ['spaces in JSON', '{ "jsonrpc" : "2.0", "id" : 12, "method" : "x/y" }'],
    [
      'a retry with input and state',
      `{"jsonrpc":"2.0","id":13,"method":"tools/call","params":{"name":"t","arguments":{},"inputResponses":{"q":{"action":"accept"}},"requestState":"opaque==",${modern}}}`,
    ],
    [
      'a subscription',
      `{"jsonrpc":"2.0","id":14,"method":"subscriptions/listen","params":{"notifications":{"toolsListChanged":true},${modern}}}`,
    ],
    [
      'a call without any handshake, in the modern era',
      `{"jsonrpc":"2.0","id":18,"method":"tools/call","params":{"name":"t","arguments":{},${modern}}}`,
    ],
    ['an id of 0', '{"jsonrpc":"2.0","id":0,"method":"ping"}'],
    [
      'a cancel of something never asked',
      '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"nobody","reason":"x"}}',
    ],
    ['a log level', '{"jsonrpc":"2.0","id":19,"method":"logging/setLevel","params":{"level":"debug"}}'],
    [
      'a completion',
      '{"jsonrpc":"2.0","id":20,"method":"completion/complete","params":{"ref":{"type":"ref/prompt","name":"p"},"argument":{"name":"a","value":""}}}',
    ],
    ['an id beyond 2^53', '{"jsonrpc":"2.0","id":90071992547409931,"method":"ping"}'],
    [
      'an update of a task',
      `{"jsonrpc":"2.0","id":21,"method":"tasks/update","params":{"taskId":"t-1","inputResponses":{},${modern}}}`,
    ],
    ['sub-requests of tasks', '{"jsonrpc":"2.0","id":15,"method":"tasks/result","params":{"taskId":"t-1"}}'],
    ['a carriage return at the end', '{"jsonrpc":"2.0","id":16,"method":"ping"}\r'],
    ['a byte-order mark', '\ufeff{"jsonrpc":"2.0","id":17,"method":"ping"}'],
  ])('%s arrives as the bytes that were sent', (_, line) => {
    const between = talk();

    between.client(line);
    between.relay.close('server-gone');

    expect(between.atServer).toEqual([line]);
  });
});

describe('a line of the server that nobody changed', () => {
  it.each([
    [
      'initialize with fields we do not know',
      '{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{},"x-vendor":{"a":1}},"serverInfo":{"name":"fid","version":"1","x-extra":true},"x-top":1,"instructions":"i"}}',
    ],
    [
      'a page of tools with a cursor, icons and annotations',
      '{"jsonrpc":"2.0","id":"s-1","result":{"tools":[{"name":"t","x-vendor":{"deep":[1,2]},"inputSchema":{"type":"object","$defs":{"a":{"x-k":1}}},"annotations":{"x-hint":true,"readOnlyHint":true},"execution":{"taskSupport":"optional"},"icons":[{"src":"data:image/png;base64,AA==","x":1}]}],"nextCursor":"c==","ttlMs":5,"cacheScope":"public"}}',
    ],
    [
      'a vendor notification with a big number',
      '{"jsonrpc":"2.0","method":"notifications/x-vendor/ping","params":{"n":12345678901234567890,"f":1.0}}',
    ],
    ['a request of the server', '{"jsonrpc":"2.0","id":"srv:1","method":"x-vendor/ask","params":{"q":1}}'],
    [
      'an unknown content block and structured content',
      '{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"x-new","data":{"k":1}},{"type":"text","text":"caf\\u00e9 \\u2028","x-c":1}],"structuredContent":[1,2],"big":12345678901234567890,"one":1.0,"x-res":null,"resultType":"x-future"},"x-envelope":true}',
    ],
    [
      'an error with data',
      '{"jsonrpc":"2.0","id":7,"error":{"code":-32042,"message":"m","data":{"elicitations":[{"url":"https://e"}]},"x":1}}',
    ],
    [
      'a request for input',
      '{"jsonrpc":"2.0","id":2,"result":{"resultType":"input_required","inputRequests":{"q":{"method":"elicitation/create","params":{"message":"m"}}},"requestState":"st==1"}}',
    ],
    [
      'the acknowledgement of a subscription',
      '{"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":14}}}',
    ],
    ['list_changed', '{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}'],
    [
      'progress under a token of the client',
      '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"tok-ä-1","progress":1,"total":3,"message":"m"}}',
    ],
    ['a log line', '{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":{"a":1.0}}}'],
    [
      'an update of a resource',
      '{"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"uri":"x://y"}}',
    ],
    [
      'the news of a task',
      '{"jsonrpc":"2.0","method":"notifications/tasks","params":{"taskId":"t-1","status":"working"}}',
    ],
    [
      'a request for sampling',
      '{"jsonrpc":"2.0","id":"srv:2","method":"sampling/createMessage","params":{"messages":[],"maxTokens":5,"x":1}}',
    ],
    [
      'a question to the person',
      '{"jsonrpc":"2.0","id":"srv:3","method":"elicitation/create","params":{"message":"m","requestedSchema":{"type":"object"}}}',
    ],
    [
      'a question at an address',
      '{"jsonrpc":"2.0","id":"srv:4","method":"elicitation/create","params":{"mode":"url","url":"https://e","elicitationId":"1","message":"m"}}',
    ],
    ['a ping of the server', '{"jsonrpc":"2.0","id":"srv:5","method":"ping"}'],
    [
      'a discovery result with extensions and a lifetime',
      '{"jsonrpc":"2.0","id":8,"result":{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{"extensions":{"io.modelcontextprotocol/tasks":{}}},"instructions":"i","ttlMs":5,"cacheScope":"private","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"s","version":"1"}}}}',
    ],
    [
      'a result whose task is still running',
      '{"jsonrpc":"2.0","id":9,"result":{"resultType":"task","task":{"taskId":"t-1","status":"working"}}}',
    ],
    ['an old error with a result of null', '{"jsonrpc":"2.0","id":4,"error":{"code":1,"message":"m"},"result":null}'],
    ['an error about nothing', '{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"m"}}'],
    ['a page whose tools are none', '{"jsonrpc":"2.0","id":3,"result":{"tools":[],"nextCursor":"next"}}'],
  ])('%s arrives as the bytes that were sent', (_, line) => {
    const between = talk();

    between.server(line);

    expect(between.atClient).toEqual([line]);
  });

  it('may hold bytes that are no UTF-8', () => {
    const between = talk();
    const line = Buffer.concat([
      Buffer.from('{"jsonrpc":"2.0","method":"notifications/message","params":{"data":"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"}}\n'),
    ]);

    between.server(line);

    expect(between.atClient).toHaveLength(1);
  });
});

describe('what comes out of order', () => {
  it('a cancel of a finished request goes on in silence', () => {
    const between = talk();
    between.client(callOf(1, 't'));
    between.server(resultOf(1, { content: [] }));
    between.client('{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}');

    expect(between.atServer).toHaveLength(2);
    expect(between.atClient).toHaveLength(1);
  });

  it('an answer after the cancel goes on', () => {
    const between = talk();
    between.client(callOf(1, 't'), '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}');
    between.server(resultOf(1, { content: [] }));

    expect(between.atClient).toEqual([resultOf(1, { content: [] })]);
  });

  it('an id that is used again after completion is a new call', () => {
    const between = talk();
    between.client(callOf(1, 'a'));
    between.server(resultOf(1, {}));
    between.client(callOf(1, 'b'));
    between.server(resultOf(1, {}));

    expect(between.notes.map((note) => (note.note === 'outcome' ? note.call : note.note))).toEqual([
      'decision',
      1,
      'decision',
      2,
    ]);
  });

  it('requests of the server are answered in between, with ids of their own', () => {
    const between = talk();
    between.client(callOf(1, 't'));
    between.server('{"jsonrpc":"2.0","id":1,"method":"roots/list"}');
    between.client('{"jsonrpc":"2.0","id":1,"result":{"roots":[]}}');
    between.server(resultOf(1, { content: [] }));

    expect(between.atServer).toHaveLength(2);
    expect(between.atClient).toHaveLength(2);
    expect(between.notes.filter(({ note }) => note === 'outcome')).toMatchObject([
      { call: 1, method: 'tools/call', ended: 'answered' },
    ]);
  });

  it('a second answer, and one that nobody asked for, go on and are recorded as such', () => {
    const between = talk();
    between.client(callOf(1, 't'));
    between.server(resultOf(1, {}), resultOf(1, {}), resultOf(99, {}));

    expect(between.atClient).toHaveLength(3);
    expect(between.notes.flatMap((note) => (note.note === 'outcome' ? [note.ended] : []))).toEqual([
      'answered',
      'unasked',
      'unasked',
    ]);
  });

  it('an answer whose id came back as text is the answer', () => {
    const between = talk();
    between.client(callOf(1, 't'));
    between.server(resultOf('1', {}));

    expect(between.notes).toMatchObject([{ note: 'decision' }, { note: 'outcome', call: 1 }]);
  });

  it('many messages in one chunk, and one in many chunks, are the same', () => {
    const lines = [callOf(1, 'a'), '{"jsonrpc":"2.0","method":"notifications/x"}', callOf(2, 'b', { text: 'é漢🙂' })];
    const whole = Buffer.from(`${lines.join('\n')}\n`);
    const once = talk();
    const bytewise = talk();

    once.client(whole);
    for (const byte of whole) {
      bytewise.client(Buffer.from([byte]));
    }

    expect(once.atServer).toEqual(lines);
    expect(bytewise.atServer).toEqual(lines);
  });

  it('characters of the server that are cut in the middle arrive whole', () => {
    const lines = [resultOf(1, { content: [{ type: 'text', text: 'é漢🙂' }] }), resultOf(2, { text: '🙂' })];
    const between = talk();

    for (const byte of Buffer.from(`${lines.join('\n')}\n`)) {
      between.relay.fromServer(Buffer.from([byte]));
    }

    expect(between.atClient).toEqual(lines);
  });

  it('50 MB in one line pass both ways, below the cap that is set without any word', { timeout: 60_000 }, () => {
    const between = talk({ lineCapBytes: defaultLineCapBytes });
    const text = 'x'.repeat(50 * 1024 * 1024);

    between.client(callOf(1, 't', { text }));
    between.server(resultOf(1, { text }));

    expect(between.atServer[0]?.length).toBe(callOf(1, 't', { text }).length);
    expect(between.atClient[0]?.length).toBe(resultOf(1, { text }).length);
  });
});

describe('a relay that nobody notices', () => {
  const initialize =
    '{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{}}}';

  it('says nothing of its own in a conversation that it lets pass', () => {
    const between = talk();
    const answer = resultOf(0, { protocolVersion: '2025-11-25', capabilities: {} });
    between.client(initialize, '{"jsonrpc":"2.0","method":"notifications/initialized"}', callOf(1, 't'));
    between.server(answer, resultOf(1, {}));

    expect(between.atServer).toEqual([
      initialize,
      '{"jsonrpc":"2.0","method":"notifications/initialized"}',
      callOf(1, 't'),
    ]);
    expect(between.atClient).toEqual([answer, resultOf(1, {})]);
  });

  it('waits with initialize as long as the server does: it never answers that itself', () => {
    const between = talk();
    between.client(initialize);

    expect(between.atClient).toEqual([]);
  });

  it('asks again for what was asked again: nothing comes from a store', () => {
    const between = talk();
    const list = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}';
    for (const _ of [1, 2]) {
      between.client(list);
      between.server(resultOf(1, { tools: [], ttlMs: 60_000, cacheScope: 'public' }));
    }

    expect(between.atServer).toEqual([list, list]);
  });

  it('does not take the word of client or server for who they are: it decides the same whatever they claim', () => {
    const asked: unknown[] = [];
    const claims = ['claude', 'someone-else'].map((name) => {
      const between = talk({
        judges: {
          decide: ({ action, era, direction }) => {
            asked.push({ action, era, direction });
            return { effect: 'allow', because: [] };
          },
        },
      });
      between.client(
        `{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","clientInfo":{"name":"${name}","version":"1"}}}`,
      );
      between.server(resultOf(0, { protocolVersion: '2025-11-25', serverInfo: { name, version: '1' } }));
      between.client(callOf(1, 't'));
      return between.atServer[1];
    });

    expect(claims).toEqual([callOf(1, 't'), callOf(1, 't')]);
    expect(asked[0]).toEqual(asked[1]);
  });

  it('keeps the answer to a retry apart from the call before it: state and answers go on untouched', () => {
    const between = talk();
    const retry =
      '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"t","arguments":{},"inputResponses":{"q":{"action":"accept","content":{"n":1.0}}},"requestState":"st==1\\u0041"}}';
    between.client(callOf(1, 't'));
    between.server(
      '{"jsonrpc":"2.0","id":1,"result":{"resultType":"input_required","inputRequests":{"q":{}},"requestState":"st==1A"}}',
    );
    between.client(retry);

    expect(between.atServer[1]).toBe(retry);
    expect(between.notes.filter(({ note }) => note === 'decision')).toHaveLength(2);
  });
});

const agree = (version: string) => ({
  ask: `{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"${version}"}}`,
  answer: `{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"${version}"}}`,
});

describe('batches', () => {
  const batch = `[${callOf(1, 'a')},{"jsonrpc":"2.0","id":2,"method":"ping"}]`;
  it('go on whole where the version has them, both ways', async () => {
    const between = talk();
    between.client(agree('2025-03-26').ask);
    between.server(agree('2025-03-26').answer);
    between.client(batch);
    await Promise.resolve();
    await new Promise(setImmediate);
    between.server('[{"jsonrpc":"2.0","id":1,"result":{}},{"jsonrpc":"2.0","id":2,"result":{}}]');

    expect(between.atServer[1]).toBe(batch);
    expect(between.atClient[1]).toBe('[{"jsonrpc":"2.0","id":1,"result":{}},{"jsonrpc":"2.0","id":2,"result":{}}]');
    expect(between.notes.filter(({ note }) => note === 'decision')).toHaveLength(1);
  });

  it.each(['2024-11-05', '2025-06-18', '2025-11-25'])('are refused for each id in %s', (version) => {
    const between = talk();
    between.client(agree(version).ask);
    between.server(agree(version).answer);
    between.client(batch);

    expect(between.atServer).toHaveLength(1);
    expect(between.atClient.slice(1).map((line): unknown => JSON.parse(line))).toMatchObject([
      { id: 1, error: { code: -32600, data: { reason: 'batch-not-in-this-version' } } },
      { id: 2, error: { code: -32600 } },
    ]);
  });

  it('of the server where there are none become an error for whoever waits, and nothing else', () => {
    const between = talk();
    between.client(agree('2025-11-25').ask);
    between.server(agree('2025-11-25').answer);
    between.client(callOf(1, 'a'));
    between.server('[{"jsonrpc":"2.0","id":1,"result":{}},{"jsonrpc":"2.0","method":"notifications/message"}]');

    expect(between.atClient.slice(1).map((line): unknown => JSON.parse(line))).toMatchObject([
      { id: 1, error: { code: -32600 } },
    ]);
  });

  it('with a call in them that was allowed and one that was not say in the record that neither left, and what was dropped', async () => {
    const between = talk({
      judges: {
        decide: ({ action }) =>
          action.target === 'a' ? { effect: 'deny', because: ['no-a'], text: 'no' } : { effect: 'allow', because: [] },
      },
    });
    between.client(agree('2025-03-26').ask);
    between.server(agree('2025-03-26').answer);
    between.client(`[${callOf(1, 'a')},${callOf(2, 'b')},{"jsonrpc":"2.0","method":"notifications/x"}]`);
    await new Promise(setImmediate);

    expect(between.notes.slice(1)).toMatchObject([
      { note: 'decision', call: 1, ruling: { effect: 'deny' } },
      { note: 'decision', call: 2, ruling: { effect: 'allow' } },
      { note: 'outcome', call: 2, ended: 'blocked' },
      { note: 'dropped', what: 'up batch-refused' },
    ]);
  });

  it('have what is found in each message on record, also where it asks for nothing', async () => {
    const found = {
      outcome: 'pass',
      inspected: 'full',
      findings: [{ rule: 'r', severity: 'high', where: '' }],
    } as const;
    const notification = '{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"x"}}';
    const between = talk({ judges: { inspectUp: () => found, inspectDown: () => found } });
    between.client(agree('2025-03-26').ask);
    between.server(agree('2025-03-26').answer);
    const before = between.notes.length;
    between.client(`[${notification}]`);
    await new Promise(setImmediate);
    between.server(`[${notification}]`);

    expect(between.notes.slice(before)).toMatchObject([
      { note: 'finding', direction: 'up', method: 'notifications/message' },
      { note: 'finding', direction: 'down', method: 'notifications/message' },
    ]);
  });

  it('of the server that do not go on say what was dropped', () => {
    const between = talk();
    between.client(agree('2025-03-26').ask);
    between.server(agree('2025-03-26').answer);
    between.server(
      '[{"jsonrpc":"2.0","id":5,"method":"sampling/createMessage","params":{}},{"jsonrpc":"2.0","method":"notifications/x"}]',
    );

    expect(between.atClient).toHaveLength(1);
    expect(between.notes.at(-1)).toEqual({ note: 'dropped', what: 'down batch-refused' });
  });

  it('with a denied call in them are answered for each id and do not leave', async () => {
    const between = talk({
      judges: {
        decide: ({ action }) =>
          action.target === 'a' ? { effect: 'deny', because: ['no-a'], text: 'no' } : { effect: 'allow', because: [] },
      },
    });
    between.client(agree('2025-03-26').ask);
    between.server(agree('2025-03-26').answer);
    between.client(batch);
    await new Promise(setImmediate);

    expect(between.atServer).toHaveLength(1);
    expect(between.atClient.slice(1).map((line): unknown => JSON.parse(line))).toMatchObject([
      { id: 1, result: { isError: true } },
      { id: 2, error: { code: -31003 } },
    ]);
  });
});
