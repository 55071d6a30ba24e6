import { describe, expect, it } from 'vitest';
import { judge } from '../../../shim/framing/judge.ts';

const line = (text: string) => Buffer.from(`${text}\n`);
const deny = '"method":"tools/call","params":{"name":"delete_all","arguments":{}}';

describe('a line from the client that is one message', () => {
  it.each([
    ['a plain call', `{"jsonrpc":"2.0","id":1,${deny}}`, 'request', 'tools/call'],
    ['an id of zero', `{"jsonrpc":"2.0","id":0,${deny}}`, 'request', 'tools/call'],
    [
      'escaped letters in a key and in the method',
      '{"jsonrpc":"2.0","id":1,"m\\u0065thod":"tools\\/c\\u0061ll","params":{"name":"x"}}',
      'request',
      'tools/call',
    ],
    ['a call without an id', `{"jsonrpc":"2.0",${deny}}`, 'notification', 'tools/call'],
    [
      'arguments that are null',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t","arguments":null}}',
      'request',
      'tools/call',
    ],
    [
      'a prompt without arguments',
      '{"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{"name":"p"}}',
      'request',
      'prompts/get',
    ],
    [
      'a method we do not know, with a list of parameters',
      '{"jsonrpc":"2.0","id":6,"method":"x-vendor/do","params":[1,2]}',
      'request',
      'x-vendor/do',
    ],
    [
      'a vendor notification',
      '{"jsonrpc":"2.0","method":"notifications/x","params":{"v":1}}',
      'notification',
      'notifications/x',
    ],
    ['spaces in JSON', '{ "jsonrpc" : "2.0", "id" : 12, "method" : "x/y" }', 'request', 'x/y'],
    [
      'keys called __proto__ and constructor',
      '{"jsonrpc":"2.0","id":10,"method":"x/y","params":{"__proto__":{"a":1},"constructor":1}}',
      'request',
      'x/y',
    ],
    [
      'a lone surrogate',
      '{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"t","arguments":{"s":"\\ud800"}}}',
      'request',
      'tools/call',
    ],
    [
      'a raw line separator inside text',
      '{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"t","arguments":{"s":"a\u2028b"}}}',
      'request',
      'tools/call',
    ],
  ])('%s is judged as what it says', (_, text, kind, method) => {
    expect(judge(line(text), 'client')).toMatchObject({ kind: 'message', message: { kind, method } });
  });

  it.each([
    [
      'a byte-order mark in front',
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), line(`{"jsonrpc":"2.0","id":1,${deny}}`)]),
    ],
    ['a carriage return before the line feed', Buffer.from(`{"jsonrpc":"2.0","id":1,${deny}}\r\n`)],
  ])('%s hides nothing, and the bytes stay', (_, bytes) => {
    expect(judge(bytes, 'client')).toMatchObject({ kind: 'message', message: { method: 'tools/call', line: bytes } });
  });

  it.each([
    ['beyond 2^53', '9007199254740993'],
    ['a fraction', '1.5'],
    ['text with an escape', '"a\\"b"'],
    ['a negative number', '-7'],
  ])('keeps an id %s as it stands', (_, id) => {
    expect(judge(line(`{"jsonrpc":"2.0","params":{"id":3},"id":${id},"method":"ping"}`), 'client')).toMatchObject({
      message: { id: { raw: id } },
    });
  });
});

describe('a line from the client that its reader might see otherwise', () => {
  it.each([
    ['no jsonrpc', `{"id":1,${deny}}`, 'jsonrpc-version', '1'],
    ['jsonrpc 1.0', `{"jsonrpc":"1.0","id":1,${deny}}`, 'jsonrpc-version', '1'],
    ['jsonrpc as a number', `{"jsonrpc":2.0,"id":"a",${deny}}`, 'jsonrpc-version', '"a"'],
    ['the method twice', `{"jsonrpc":"2.0","id":1,"method":"ping",${deny}}`, 'duplicate-key', '1'],
    ['the method twice, once escaped', `{"jsonrpc":"2.0","id":1,"m\\u0065thod":"ping",${deny}}`, 'duplicate-key', '1'],
    [
      'the tool name twice',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"safe","name":"delete_all"}}',
      'duplicate-key',
      '1',
    ],
    [
      'the method in other letters',
      `{"jsonrpc":"2.0","id":1,"method":"ping","Method":"tools/call"}`,
      'look-alike-key',
      '1',
    ],
    [
      'params with a long s',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"safe"},"param\u017f":{"name":"delete_all"}}',
      'look-alike-key',
      '1',
    ],
    [
      'the tool name in other letters',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"safe","NAME":"delete_all"}}',
      'look-alike-key',
      '1',
    ],
    [
      'a call inside a ping for readers that end lines at a carriage return',
      `{"jsonrpc":"2.0","id":1,"method":"ping","params":\r{"jsonrpc":"2.0","id":2,${deny}}\r}`,
      'lone-carriage-return',
      '1',
    ],
    [
      'two messages joined by a carriage return',
      `{"jsonrpc":"2.0","id":1,"method":"ping"}\r{"jsonrpc":"2.0","id":1,${deny}}`,
      'lone-carriage-return',
      '1',
    ],
    ['a method that is a list', '{"jsonrpc":"2.0","id":1,"method":["tools/call"]}', 'method-not-text', '1'],
    [
      'a tool name that is a list',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":["delete_all"]}}',
      'bad-params',
      '1',
    ],
    [
      'arguments of a tool that are text',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"sql","arguments":"{\\"table\\":\\"hr\\"}"}}',
      'bad-params',
      '1',
    ],
    [
      'arguments of a tool that are a list',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"sql","arguments":["hr"]}}',
      'bad-params',
      '1',
    ],
    [
      'arguments of a prompt that are text',
      '{"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{"name":"p","arguments":"x"}}',
      'bad-params',
      '1',
    ],
    ['parameters that are text', '{"jsonrpc":"2.0","id":1,"method":"x/y","params":"a"}', 'bad-params', '1'],
    ['truncated JSON', '{"jsonrpc":"2.0","id":5,"method":', 'not-json', '5'],
    [
      'nesting without end',
      `{"jsonrpc":"2.0","id":5,"method":"x","params":${'['.repeat(600)}${']'.repeat(600)}}`,
      'too-deep',
      '5',
    ],
  ])('%s is refused with an error for its id', (_, text, fault, raw) => {
    expect(judge(line(text), 'client')).toMatchObject({ kind: 'refused', fault, requests: [{ raw }], responses: [] });
  });

  it.each([
    ['a method and a result', `{"jsonrpc":"2.0","id":1,"result":{},${deny}}`, 'method-and-result'],
    ['a method that is null, and a result', '{"jsonrpc":"2.0","id":1,"method":null,"result":{}}', 'method-not-text'],
    ['a method and an error that is cut', '{"jsonrpc":"2.0","id":1,"method":"x","error":{', 'not-json'],
  ])('%s may be waited for on both sides', (_, text, fault) => {
    expect(judge(line(text), 'server')).toMatchObject({
      kind: 'refused',
      fault,
      requests: [{ raw: '1' }],
      responses: [{ raw: '1' }],
    });
  });

  it.each([
    ['spaces in front', ' \t', [{ raw: '5' }]],
    ['words in front', 'debug: ', []],
  ])('an answer that nobody could read has its id found behind %s or not', (_, front, responses) => {
    const bytes = line(`${front}{"jsonrpc":"2.0","id":5,"result":{`);

    expect(judge(bytes, 'server')).toMatchObject({ kind: 'refused', fault: 'not-json', requests: [], responses });
  });

  it('invalid UTF-8 is refused with an error for its id', () => {
    const bytes = Buffer.concat([
      Buffer.from('{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"a'),
      Buffer.from([0xc0, 0xa2, 0xff]),
      Buffer.from('"}}\n'),
    ]);

    expect(judge(bytes, 'client')).toMatchObject({ kind: 'refused', fault: 'not-utf8', requests: [{ raw: '5' }] });
  });

  describe('in a list', () => {
    const call = (id: unknown, name: string): string =>
      `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"method":"tools/call","params":{"name":"${name}","list":[{"id":99,"method":"no"}]}}`;
    const deep = `{"jsonrpc":"2.0","id":"deep","method":"x","params":${'['.repeat(600)}${']'.repeat(600)}}`;

    it.each([
      [
        'invalid UTF-8',
        `[${call(5, 'a')},{"jsonrpc":"2.0","method":"note"} , ${call('b', '\xff')}]`,
        'not-utf8',
        ['5', '"b"'],
      ],
      ['nesting without end', `[${call(5, 'a')},${deep},${call(0, 'a')}]`, 'too-deep', ['5', '"deep"', '0']],
      ['an end that is cut', `[${call(5, 'a')},{"id":6,"jsonrpc":"2.0","method":"to`, 'not-json', ['5', '6']],
      ['a lone carriage return', `[${call(5, 'a')},\r${call(6, 'a')}]`, 'lone-carriage-return', ['5', '6']],
    ])('%s is refused with an error for each id', (_, text, fault, raws) => {
      const judged = judge(Buffer.from(`${text}\n`, 'latin1'), 'client');

      const requests = raws.map((raw) => ({ raw }));
      expect(judged).toMatchObject({ kind: 'refused', fault, requests, responses: [], unnamed: false });
    });

    it('requests whose ids can not be read are refused with an error without an id', () => {
      expect(judge(line('[{"jsonrpc":"2.0","method":"x","id":[1'), 'client')).toMatchObject({
        requests: [],
        unnamed: true,
      });
    });

    it('answers that nobody could read have their ids found, and what only looks like one has not', () => {
      const answers =
        '[{"jsonrpc":"2.0","id":1,"result":{"id":7}},{"id":2,"of":"a log"},{"jsonrpc":"2.0","id":3,"error":{';

      expect(judge(line(answers), 'server')).toMatchObject({
        requests: [],
        responses: [{ raw: '1' }, { raw: '3' }],
        unnamed: false,
      });
    });

    it.each(['[2026-11-20 10:00] {"id":1,"result":{}}', '[1,2', '["id",1,"method"'])(
      'words of another kind in brackets ask and answer nothing: %s',
      (text) => {
        expect(judge(line(text), 'server')).toMatchObject({
          fault: 'not-json',
          requests: [],
          responses: [],
          unnamed: false,
        });
      },
    );
  });

  it('millions of tiny objects are refused before they are built', () => {
    const text = `{"jsonrpc":"2.0","id":5,"method":"x","params":[${'{},'.repeat(1_000_001)}1]}`;

    expect(judge(line(text), 'client')).toMatchObject({
      kind: 'refused',
      fault: 'too-many-parts',
      requests: [{ raw: '5' }],
    });
  });

  it.each([
    ['null', 'null'],
    ['true', 'true'],
    ['a list', '[1]'],
    ['infinite', '1e999'],
  ])('an id that is %s is refused, with an answer that names no id', (_, id) => {
    expect(judge(line(`{"jsonrpc":"2.0","id":${id},${deny}}`), 'client')).toMatchObject({
      kind: 'refused',
      fault: 'bad-id',
      requests: [],
      unnamed: true,
    });
  });

  it('an id that is very long is refused under that id, so that nobody waits for good', () => {
    const id = JSON.stringify('x'.repeat(2000));

    const judged = judge(line(`{"jsonrpc":"2.0","id":${id},${deny}}`), 'client');

    expect(judged).toMatchObject({ kind: 'refused', fault: 'bad-id', unnamed: false });
    expect(judged.kind === 'refused' && judged.requests.map(({ raw }) => raw)).toEqual([id]);
  });

  it.each([
    ['a header of another framing', 'Content-Length: 120\r'],
    ['plain words', 'this is not JSON'],
    ['a faulty notification', '{"method":"notifications/x"}'],
  ])('%s asks for no answer', (_, text) => {
    expect(judge(line(text), 'client')).toMatchObject({ kind: 'refused', requests: [], responses: [], unnamed: false });
  });

  it.each(['', '   ', '\r', '\t'])('an empty line (%j) is nothing at all', (text) => {
    expect(judge(line(text), 'client')).toEqual({ kind: 'blank' });
  });
});

describe('a key that stands twice inside the arguments', () => {
  const text =
    '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"sql","arguments":{"table":"customers","table":"sales_1","in":[{"a":1,"a":2}]}}}';

  it('gives both readings to whoever decides', () => {
    const judged = judge(line(text), 'client');

    expect(judged).toMatchObject({
      kind: 'message',
      message: {
        value: { params: { arguments: { table: 'sales_1', in: [{ a: 2 }] } } },
        firstKeyWins: { params: { arguments: { table: 'customers', in: [{ a: 1 }] } } },
      },
    });
  });

  it('is no second reading when the same key stands in two objects', () => {
    expect(
      judge(line('{"jsonrpc":"2.0","id":1,"method":"x","params":{"a":{"k":1},"b":{"k":1}}}'), 'client'),
    ).toMatchObject({
      message: { firstKeyWins: null },
    });
  });
});

describe('a list of messages', () => {
  it('is judged message by message', () => {
    expect(
      judge(line(`[{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","id":2,${deny}}]`), 'client'),
    ).toMatchObject({
      kind: 'batch',
      messages: [{ method: 'ping' }, { method: 'tools/call' }],
    });
  });

  it('is refused as a whole when one message is faulty, with an error for each id', () => {
    expect(judge(line(`[{"jsonrpc":"2.0","id":1,"method":"ping"},{"id":2,${deny}}]`), 'client')).toMatchObject({
      kind: 'refused',
      requests: [{ raw: '1' }, { raw: '2' }],
    });
  });

  it('is refused when it is empty', () => {
    expect(judge(line('[]'), 'client')).toMatchObject({ kind: 'refused', fault: 'empty-batch', unnamed: true });
  });
});

describe('a line from the server', () => {
  it.each([
    ['a result', '{"jsonrpc":"2.0","id":1,"result":{}}'],
    ['an error', '{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"m"}}'],
    ['a result beside an empty error, as older servers write', '{"jsonrpc":"2.0","id":1,"result":{},"error":null}'],
    ['a result that is null', '{"jsonrpc":"2.0","id":1,"result":null}'],
    ['an error about an unreadable message', '{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"m"}}'],
    ['vendor keys beside the result', '{"jsonrpc":"2.0","id":1,"result":{},"x-envelope":true}'],
  ])('%s is a response', (_, text) => {
    expect(judge(line(text), 'server')).toMatchObject({ kind: 'message', message: { kind: 'response' } });
  });

  it('may hold invalid UTF-8 inside text, because tools print such bytes', () => {
    const bytes = Buffer.concat([
      Buffer.from('{"jsonrpc":"2.0","id":1,"result":{"t":"'),
      Buffer.from([0xff]),
      Buffer.from('"}}\n'),
    ]);

    expect(judge(bytes, 'server')).toMatchObject({ kind: 'message', message: { value: { result: { t: '\ufffd' } } } });
  });

  it.each([
    ['without jsonrpc', '{"id":1,"result":{}}', 'jsonrpc-version'],
    ['with two results', '{"jsonrpc":"2.0","id":1,"result":{"a":1},"result":{"b":1}}', 'duplicate-key'],
    ['with a result and an error', '{"jsonrpc":"2.0","id":1,"result":{},"error":{"code":1}}', 'method-and-result'],
    ['with neither', '{"jsonrpc":"2.0","id":1}', 'neither-request-nor-response'],
    ['cut off', '{"jsonrpc":"2.0","id":1,"result":{"a":', 'not-json'],
  ])('a response %s is refused with an error for whoever waits for it', (_, text, fault) => {
    expect(judge(line(text), 'server')).toMatchObject({
      kind: 'refused',
      fault,
      requests: [],
      responses: [{ raw: '1' }],
    });
  });
});
