import { afterEach, describe, expect, it } from 'vitest';
import { withChecksum } from '../../scanner/detect/secrets/drawn.ts';
import { callOf, resultOf } from '../conversation-of-two.ts';
import { removeFolders } from '../real-shim.ts';
import { inspectedTalk, type InspectedTalk } from './inspected-talk.ts';

afterEach(removeFolders);

const token = withChecksum('ghp_');
const holding = { content: [{ type: 'text', text: `it is ${token}` }] };
const cancel = '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":5}}';

/** Secrets are taken out of what tools say whose names begin with an `a`; `denied` is never allowed, and not shown. */
const policy = {
  'settings.yaml': 'version: 1\nmode: monitor\nhideDenied: true\n',
  'person.cedar': [
    '@id("redacts") @redact("secret") permit (principal, action, resource) when { resource.name like "a*" };',
    '@id("denies") forbid (principal, action, resource) when { resource.name == "denied" };',
  ].join('\n'),
};

async function sent(between: InspectedTalk, line: string): Promise<void> {
  between.client(line);
  await between.arrived();
}

describe('what a decision wants taken out of an answer', () => {
  it('is taken out, and not out of the answers of other calls', async () => {
    const between = await inspectedTalk(policy);
    await sent(between, callOf(1, 'b'));
    between.server(resultOf(1, holding));
    await sent(between, callOf(2, 'a'));
    between.server(resultOf(2, holding));

    expect(await between.heard()).toMatchObject({ id: 1, result: holding });
    expect(JSON.stringify(await between.heard())).toContain('‹redacted:');
  });

  it('is taken out when the id was that of a cancelled call before', async () => {
    const between = await inspectedTalk(policy);
    await sent(between, callOf(5, 'bsilent'));
    await sent(between, cancel);
    await sent(between, callOf(5, 'a'));
    between.server(resultOf(5, holding));

    expect(JSON.stringify(await between.heard())).not.toContain(token);
  });
});

const modern = '"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}';
const asTask = (id: number, name: string): string =>
  JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: {}, task: {} } });
const created = (id: number, taskId: string): string =>
  resultOf(id, { task: { taskId, status: 'working', ttl: 1000, createdAt: '2026-01-01T00:00:00Z' } });
const ask = (id: number, method: string, taskId: string): string =>
  `{"jsonrpc":"2.0","id":${id},"method":"${method}","params":{"taskId":"${taskId}",${modern}}}`;
const completed = { taskId: 'T', status: 'completed', result: holding };
const told = (method: string, params: object): string => JSON.stringify({ jsonrpc: '2.0', method, params });

/** A conversation in which a call of this tool was made a task. */
async function withTask(name: string, files: Readonly<Record<string, string>> = policy): Promise<InspectedTalk> {
  const between = await inspectedTalk(files);
  await sent(between, asTask(1, name));
  between.server(created(1, 'T'));
  await between.heard();
  return between;
}

describe("what a task's call wants taken out", () => {
  const ways: readonly (readonly [string, (between: InspectedTalk) => Promise<unknown>])[] = [
    [
      'tasks/result',
      async (between) => {
        await sent(between, ask(2, 'tasks/result', 'T'));
        between.server(resultOf(2, holding));
        return between.heard();
      },
    ],
    [
      'tasks/get of the newer era',
      async (between) => {
        await sent(between, ask(2, 'tasks/get', 'T'));
        between.server(resultOf(2, completed));
        return between.heard();
      },
    ],
    [
      'a notification with the result',
      (between) => {
        between.server(told('notifications/tasks', completed));
        return between.heard();
      },
    ],
    [
      'a notification of the older era',
      (between) => {
        between.server(
          told('notifications/tasks/status', { taskId: 'T', status: 'failed', statusMessage: `bad key ${token}` }),
        );
        return between.heard();
      },
    ],
    [
      'a word about it',
      (between) => {
        between.server(
          told('notifications/message', {
            level: 'info',
            data: `it is ${token}`,
            _meta: { 'io.modelcontextprotocol/related-task': { taskId: 'T' } },
          }),
        );
        return between.heard();
      },
    ],
  ];

  it.each(ways)('is taken out of %s', async (_, heardBy) => {
    const seen = JSON.stringify(await heardBy(await withTask('a')));

    expect(seen).not.toContain(token);
    expect(seen).toContain('‹redacted:');
  });

  it.each(ways)('is not taken out of %s where its decision did not want it', async (_, heardBy) => {
    expect(JSON.stringify(await heardBy(await withTask('b')))).toContain(token);
  });

  it.each(ways)('is taken out of %s where nobody remembers the task', async (_, heardBy) => {
    expect(JSON.stringify(await heardBy(await inspectedTalk(policy)))).not.toContain(token);
  });

  it.each(ways)('is nothing without a policy: %s', async (_, heardBy) => {
    expect(JSON.stringify(await heardBy(await inspectedTalk(null)))).toContain(token);
  });

  it('is what either of two calls wants that were given one task', async () => {
    const between = await withTask('a');
    await sent(between, asTask(2, 'b'));
    between.server(created(2, 'T'));
    await between.heard();
    await sent(between, ask(3, 'tasks/result', 'T'));
    between.server(resultOf(3, holding));

    expect(JSON.stringify(await between.heard())).not.toContain(token);
  });
});

describe('what a call wants kept', () => {
  const keeping = { 'person.cedar': '@id("keeps") @record("result") permit (principal, action, resource);' };
  const keptOf = (between: InspectedTalk): readonly unknown[] =>
    between.notes.flatMap((note) => (note.note === 'outcome' ? [[note.call, note.method, note.value?.()]] : []));

  it('is the result of its task, and not each word about how far it is', async () => {
    const between = await withTask('b', keeping);
    await sent(between, ask(2, 'tasks/get', 'T'));
    between.server(resultOf(2, { taskId: 'T', status: 'working' }));
    await between.heard();
    await sent(between, ask(3, 'tasks/get', 'T'));
    between.server(resultOf(3, { taskId: 'T', status: 'completed', result: { content: [] } }));
    await between.heard();

    expect(keptOf(between).slice(1)).toEqual([[1, 'tasks/get', '{"content":[]}']]);
  });

  it('is the result that a notification brings', async () => {
    const between = await withTask('b', keeping);
    between.server(told('notifications/tasks', { taskId: 'T', status: 'completed', result: { content: [] } }));
    await between.heard();

    expect(keptOf(between).slice(1)).toEqual([[1, 'notifications/tasks', '{"content":[]}']]);
  });
});

describe('what the server says during a call', () => {
  it('owes what the call wants taken out, also before the first answer', async () => {
    const between = await inspectedTalk(policy);
    await sent(between, callOf(1, 'a'));
    between.server(told('notifications/message', { level: 'info', data: `it is ${token}` }));

    expect(JSON.stringify(await between.heard())).not.toContain(token);
  });

  it('owes nothing where no call wants it', async () => {
    const between = await inspectedTalk(policy);
    await sent(between, callOf(1, 'b'));
    between.server(told('notifications/message', { level: 'info', data: `it is ${token}` }));

    expect(JSON.stringify(await between.heard())).toContain(token);
  });
});

describe('a list of tools', () => {
  it.each([
    ['after a cancelled call', [callOf(5, 'bsilent'), cancel, '{"jsonrpc":"2.0","id":5,"method":"tools/list"}']],
    ['before a call', ['{"jsonrpc":"2.0","id":5,"method":"tools/list"}', cancel, callOf(5, 'b')]],
  ])('is without what can never be called, also with an id that was used before: %s', async (_, lines) => {
    const between = await inspectedTalk(policy);
    for (const line of lines) {
      await sent(between, line);
    }
    between.server(
      resultOf(5, {
        tools: [
          { name: 'denied', inputSchema: {} },
          { name: 'b', inputSchema: {} },
        ],
      }),
    );

    expect(await between.heard()).toMatchObject({ result: { tools: [{ name: 'b' }] } });
  });

  it.each([
    [
      'is kept by nobody else where something was left out of it',
      ['denied', 'b'],
      { ttlMs: 1000, cacheScope: 'private' },
    ],
    ['keeps its marks where nothing was', ['b'], { ttlMs: 3_600_000, cacheScope: 'public' }],
  ])('%s', async (_, names, marks) => {
    const between = await inspectedTalk(policy);
    await sent(between, '{"jsonrpc":"2.0","id":5,"method":"tools/list"}');
    const tools = names.map((name) => ({ name, inputSchema: {} }));
    between.server(resultOf(5, { tools, ttlMs: 3_600_000, cacheScope: 'public' }));

    expect(await between.heard()).toMatchObject({ result: { tools: [{ name: 'b' }], ...marks } });
  });
});
