import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginPause } from '../../../main/daemon/policy/pause.ts';
import { presets } from '../../../policy/presets/presets.ts';
import { pausePath } from '../../../shim/policy/pause-file.ts';
import { withChecksum } from '../../scanner/detect/secrets/drawn.ts';
import { removeFolders, type Reply, temporaryFolder, traceOf } from '../../shim/real-shim.ts';
import { catalogueOf, guardedWarehouse, inForce, told, warehouseSha256 } from './guarded.ts';

let state: string;
beforeEach(() => {
  state = temporaryFolder();
});
afterEach(removeFolders);

function ownCatalogue(text: string): void {
  mkdirSync(join(state, 'policy'), { recursive: true });
  writeFileSync(join(state, 'policy', 'catalogue.yaml'), text);
}

type Warehouse = ReturnType<typeof guardedWarehouse>;
const samplingMethod = 'sampling/createMessage';

function decisions(): readonly { readonly [key: string]: unknown }[] {
  return traceOf(state).filter(({ kind }) => kind === 'decision');
}

describe('a laptop without a policy', () => {
  it('lets every call pass, and its record names the server', async () => {
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect(await told(shim, 1, 'drop_table', { table: 'sales_eu' })).toBe('drop_table done');
    shim.child.stdin?.end();
    await shim.exit;
    expect(traceOf(state)).toContainEqual(
      expect.objectContaining({
        kind: 'connection',
        about: 'identity',
        server: expect.objectContaining({ identity: `sha256:${warehouseSha256}`, standing: 'shadow' }),
      }),
    );
  });

  it("denies every call of a server that its person's catalogue bans, with the reason", async () => {
    ownCatalogue(catalogueOf('    status: banned\n'));
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect(await told(shim, 1, 'query')).toBe(
      'denied: Sallyport denied this call: the server is banned on this computer. Do not retry unchanged.',
    );
    expect(shim.ran()).toEqual([]);
    expect(decisions()).toMatchObject([{ decision: { effect: 'deny', reasons: ['banned'] } }]);
  });

  const asked = [
    'completion/complete',
    'resources/subscribe',
    'logging/setLevel',
    'subscriptions/listen',
    'tasks/get',
    'tasks/update',
  ];

  /** A request of each method, and what the client was told. */
  async function answersTo(shim: Warehouse, from: number, methods: readonly string[]): Promise<readonly Reply[]> {
    methods.forEach((method, at) => shim.send({ id: from + at, method, params: {} }));
    return Promise.all(methods.map((_, at) => shim.reply(from + at)));
  }

  it('denies what asks for nothing too of a banned server, and tells it nothing', async () => {
    ownCatalogue(catalogueOf('    status: banned\n'));
    const shim = guardedWarehouse(state);
    await shim.initialize();

    for (const { error } of await answersTo(shim, 100, asked)) {
      expect(error).toMatchObject({ code: -31001, data: { rule: 'banned' } });
    }
    const [{ result } = { result: undefined }] = await answersTo(shim, 200, ['tasks/result']);
    expect(result).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('banned') as unknown }] });
    expect(decisions()).toHaveLength(asked.length + 1);
  });

  it('lets the handshake, ping, lists and what takes something back pass to a banned server', async () => {
    ownCatalogue(catalogueOf('    status: banned\n'));
    const shim = guardedWarehouse(state);
    expect((await shim.initialize()).result).toMatchObject({ serverInfo: { name: 'w' } });

    const quiet = ['ping', 'tools/list', 'resources/list', 'resources/unsubscribe', 'tasks/list', 'tasks/cancel'];
    for (const { error } of await answersTo(shim, 100, quiet)) {
      expect(error).toBeUndefined();
    }
    expect(decisions()).toEqual([]);
  });

  /** Everything a server may say to the model without being called. */
  async function saidBy(shim: Warehouse): Promise<object> {
    const { result: begun } = (await shim.initialize()) as { readonly result?: { readonly instructions?: string } };
    shim.send({ id: 10, method: 'ping', params: { tell: 'Read me.' } });
    await shim.reply(10);
    const [tools, resources] = await answersTo(shim, 20, ['tools/list', 'resources/list']);
    return {
      instructions: begun?.instructions,
      told: shim.notifications(),
      tools: tools?.result,
      resources: resources?.result,
    };
  }

  it('keeps from the model what a banned server says of itself, and records that it told something', async () => {
    ownCatalogue(catalogueOf('    status: banned\n'));
    const shim = guardedWarehouse(state);

    expect(await saidBy(shim)).toEqual({
      instructions: expect.stringMatching(/^Sallyport has left the instructions out: the server is banned/),
      told: [],
      tools: { tools: [] },
      resources: { resources: [] },
    });
    shim.child.stdin?.end();
    await shim.exit;
    expect(traceOf(state).filter(({ kind }) => kind === 'gap')).toContainEqual(
      expect.objectContaining({ reason: 'frame-dropped', direction: 'down', why: 'barred-server', count: 1 }),
    );
  });

  it('passes on what any other server says of itself', async () => {
    ownCatalogue(catalogueOf('    status: approved\n'));

    expect(await saidBy(guardedWarehouse(state))).toEqual({
      instructions: 'Tables of the warehouse.',
      told: [expect.objectContaining({ params: { level: 'info', data: 'Read me.' } })],
      tools: { tools: [expect.anything(), expect.anything(), expect.anything()] },
      resources: { resources: [expect.anything()] },
    });
  });

  it('tells the client that the tools are others when a server is banned, and when it is not any more', async () => {
    const shim = guardedWarehouse(state);
    await shim.initialize();
    await answersTo(shim, 20, ['tools/list']);
    const changes = (): number =>
      shim.notifications().filter(({ method }) => method === 'notifications/tools/list_changed').length;

    ownCatalogue(catalogueOf('    status: banned\n'));
    await expect.poll(changes, { timeout: 20_000 }).toBe(1);
    ownCatalogue(catalogueOf('    status: approved\n'));
    await expect.poll(changes, { timeout: 20_000 }).toBe(2);
  });

  it('lets it pass to any other server without a decision, also before it knows which one it is', async () => {
    ownCatalogue(catalogueOf('    status: approved\n'));
    const shim = guardedWarehouse(state);
    await shim.initialize();

    const early = await answersTo(shim, 100, asked);
    expect(await told(shim, 1, 'query')).toBe('query done');
    const late = await answersTo(shim, 200, asked);

    expect([...early, ...late].map(({ result }) => result)).toEqual([...asked, ...asked].map(() => ({})));
    expect(decisions()).toMatchObject([{ action: { method: 'tools/call' } }]);
  });

  it("holds the tool modes of its person's catalogue, and lets the other tools pass", async () => {
    ownCatalogue(catalogueOf('    status: approved\n    tools: { drop_table: "off", send_email: ask }\n'));
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect(await told(shim, 1, 'drop_table')).toMatch(/^denied: .*the catalogue turns this tool off/);
    expect(await told(shim, 2, 'send_email')).toMatch(/^denied: This call needs the approval/);
    expect(await told(shim, 3, 'query')).toBe('query done');
    expect(shim.ran().map((line) => line.split(' ')[0])).toEqual(['query']);
  });

  it('takes a ban, and its lifting, while the shim runs', async () => {
    const shim = guardedWarehouse(state);
    await shim.initialize();
    expect(await told(shim, 1, 'query')).toBe('query done');

    ownCatalogue(catalogueOf('    status: banned\n'));
    await expect.poll(async () => told(shim, Date.now(), 'query'), { timeout: 20_000 }).toMatch(/banned/);
    rmSync(join(state, 'policy', 'catalogue.yaml'));
    await expect.poll(async () => told(shim, Date.now(), 'query'), { timeout: 20_000 }).toBe('query done');
  });

  it('keeps the last good catalogue when it is broken', async () => {
    ownCatalogue(catalogueOf('    status: banned\n'));
    const shim = guardedWarehouse(state);
    await shim.initialize();
    expect(await told(shim, 1, 'query')).toMatch(/banned/);

    ownCatalogue('servers: [');
    await new Promise((resolve) => setTimeout(resolve, 700));

    expect(await told(shim, 2, 'query')).toMatch(/banned/);
    const started = guardedWarehouse(state, 'later');
    await started.initialize();
    expect(await told(started, 1, 'query')).toMatch(/banned/);
  });

  it('begins with an empty catalogue when it was never in order', async () => {
    ownCatalogue('servers: [');
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect(await told(shim, 1, 'query')).toBe('query done');
  });
});

describe('a policy in force', () => {
  const tables = {
    'settings.yaml': 'version: 1\nmode: lockdown\narguments: { table: string }\n',
    'person.cedar': `@id("reads-tables") permit (principal, action == MCP::Action::"tools/call", resource)
      when { resource.effect == "read" && context.input has table &&
        (context.input.table like "sales_*" || context.input.table like "finance_*") };`,
  };

  it('allows what it permits and denies the rest, by the arguments', async () => {
    await inForce(state, tables);
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect(await told(shim, 1, 'query', { table: 'sales_eu' })).toBe('query done');
    expect(await told(shim, 2, 'query', { table: 'hr_salaries' })).toMatch(/^denied: .*no policy allows it/);
    expect(await told(shim, 3, 'drop_table', { table: 'sales_eu' })).toMatch(/^denied/);
    expect(shim.ran()).toEqual(['query {"table":"sales_eu"}']);
    expect(decisions()).toMatchObject([
      {
        action: { tool: 'query', class: { effect: 'read', external: false } },
        decision: {
          effect: 'allow',
          mode: 'lockdown',
          reasons: ['person/reads-tables'],
          policyVersion: 1,
          policyHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      },
      { decision: { effect: 'deny', reasons: ['no-rule-allows'] } },
      { action: { class: { effect: 'destructive' } }, decision: { effect: 'deny' } },
    ]);
  });

  it('is replaced in a running shim', async () => {
    await inForce(state, tables);
    const shim = guardedWarehouse(state);
    await shim.initialize();
    expect(await told(shim, 1, 'drop_table')).toMatch(/^denied/);

    await inForce(state, { 'person.cedar': '@id("all") permit (principal, action, resource);' });

    await expect.poll(async () => told(shim, Date.now(), 'drop_table'), { timeout: 20_000 }).toBe('drop_table done');
    shim.child.stdin?.end();
    await shim.exit;
    expect(traceOf(state).filter(({ kind }) => kind === 'policy')).toMatchObject([
      { state: 'in-force', source: 'default', mode: 'lockdown', policyVersion: 1, problems: [] },
      { state: 'in-force', policyVersion: 2 },
    ]);
  });

  it("asks both sets: what the person may, the person's agent may not", async () => {
    await inForce(state, {
      'settings.yaml': 'version: 1\nmode: monitor\n',
      'person.cedar': '@id("all") permit (principal, action, resource);',
      'agent.cedar': `@id("no-mail") @reason("agents send no mail")
        forbid (principal, action == MCP::Action::"tools/call", resource) when { resource.external };`,
    });
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect(await told(shim, 1, 'send_email', { to: 'a@example.org' })).toMatch(/agents send no mail.*agent\/no-mail/);
    expect(await told(shim, 2, 'query')).toBe('query done');
  });

  it('that is damaged beyond use leaves the one before in force', async () => {
    await inForce(state, tables);
    await inForce(state, { 'person.cedar': '@id("none") forbid (principal, action, resource);' });
    writeFileSync(join(state, 'policy', 'active'), 'not a bundle');
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect(await told(shim, 1, 'query', { table: 'sales_eu' })).toBe('query done');
    expect(await told(shim, 2, 'query', { table: 'hr' })).toMatch(/^denied/);
  });

  it('obeys a tool mode of its catalogue', async () => {
    await inForce(state, {
      'settings.yaml': 'version: 1\nmode: monitor\n',
      'catalogue.yaml': catalogueOf('    status: approved\n    tools: { drop_table: "off" }\n'),
    });
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect(await told(shim, 1, 'drop_table')).toMatch(/the catalogue turns this tool off/);
    expect(await told(shim, 2, 'query')).toBe('query done');
  });
});

describe('labels of a session', () => {
  it('flow from one server to another: what was read with the one does not leave with the other', async () => {
    await inForce(state, {
      'settings.yaml': 'version: 1\nmode: monitor\n',
      'catalogue.yaml': catalogueOf('    status: approved\n    dataClass: customer-data\n'),
      'person.cedar': `@id("stays") @reason("customer data stays here")
        forbid (principal, action == MCP::Action::"tools/call", resource)
        when { resource.external && context.session.labels.contains("customer-data") };`,
    });
    const [reader, sender] = [guardedWarehouse(state, 'reader'), guardedWarehouse(state, 'sender')];
    await Promise.all([reader.initialize(), sender.initialize()]);

    expect(await told(reader, 1, 'query', { table: 'customers' })).toBe('query done');
    expect(await told(sender, 2, 'send_email', { to: 'x@example.org' })).toMatch(/customer data stays here/);
  });

  describe('of what a server sends of its own accord', () => {
    const files = (more = ''): Readonly<Record<string, string>> => ({
      'settings.yaml': 'version: 1\nmode: monitor\n',
      'catalogue.yaml': catalogueOf('    status: approved\n    dataClass: customer-data\n'),
      'person.cedar': `@id("all") permit (principal, action, resource);
        @id("stays") @reason("customer data stays here")
          forbid (principal, action == MCP::Action::"tools/call", resource)
          when { resource.external && context.session.labels.contains("customer-data") };
        ${more}`,
    });

    async function readerAndSender(more?: string): Promise<readonly [Warehouse, Warehouse]> {
      await inForce(state, files(more));
      const both = [guardedWarehouse(state, 'reader'), guardedWarehouse(state, 'sender')] as const;
      await Promise.all(both.map((shim) => shim.initialize()));
      return both;
    }

    it.each(['sampling/createMessage', 'elicitation/create', 'x-vendor/ask'])(
      'are taken before it reaches the client: %s',
      async (method) => {
        const [reader, sender] = await readerAndSender();

        reader.send({ id: 1, method: 'tools/call', params: { name: 'query', arguments: { say: method } } });
        await expect.poll(() => reader.notifications().map((one) => one.method), { timeout: 20_000 }).toEqual([method]);

        expect(await told(sender, 1, 'send_email')).toMatch(/customer data stays here/);
      },
    );

    it('are not taken where policy keeps it from the client', async () => {
      const [reader, sender] = await readerAndSender(
        '@id("no-sampling") forbid (principal, action == MCP::Action::"sampling/createMessage", resource);',
      );

      reader.send({ id: 1, method: 'tools/call', params: { name: 'query', arguments: { say: samplingMethod } } });
      await expect
        .poll(() => decisions().map(({ decision }) => decision), { timeout: 20_000 })
        .toContainEqual(expect.objectContaining({ effect: 'deny', reasons: ['person/no-sampling'] }));

      expect(await told(sender, 1, 'send_email')).toBe('send_email done');
      expect(reader.notifications()).toEqual([]);
    });

    it('come with completions, also before any call', async () => {
      const [reader, sender] = await readerAndSender();

      const argument = { name: 'customer', value: 'B' };
      reader.send({ id: 1, method: 'completion/complete', params: { ref: { type: 'ref/prompt' }, argument } });
      await reader.reply(1);

      expect(await told(sender, 1, 'send_email')).toMatch(/customer data stays here/);
    });

    it('do not come with what holds no data', async () => {
      const [reader, sender] = await readerAndSender();

      reader.send({ id: 1, method: 'ping' });
      reader.send({ id: 2, method: 'tools/list' });
      await Promise.all([reader.reply(1), reader.reply(2)]);

      expect(await told(sender, 1, 'send_email')).toBe('send_email done');
    });
  });

  it('do not come from a server that holds nothing of the kind', async () => {
    await inForce(state, {
      'settings.yaml': 'version: 1\nmode: monitor\n',
      'catalogue.yaml': catalogueOf('    status: approved\n'),
      'person.cedar': `@id("stays") forbid (principal, action, resource)
        when { resource.external && context.session.labels.contains("customer-data") };`,
    });
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect(await told(shim, 1, 'query', { table: 'customers' })).toBe('query done');
    expect(await told(shim, 2, 'send_email', { to: 'x@example.org' })).toBe('send_email done');
  });
});

describe('the stop rule', () => {
  it('stops a loop over all servers of a session, and only the same call', async () => {
    await inForce(state, {
      'settings.yaml': 'version: 1\nmode: monitor\n',
      'person.cedar': `@id("loop") @reason("the session repeats itself")
        forbid (principal, action, resource) when { context.session.repeats >= 2 };`,
    });
    const [one, two] = [guardedWarehouse(state, 'one'), guardedWarehouse(state, 'two')];
    await Promise.all([one.initialize(), two.initialize()]);

    expect(await told(one, 1, 'query', { table: 'a' })).toBe('query done');
    expect(await told(two, 1, 'query', { table: 'a' })).toBe('query done');
    expect(await told(one, 2, 'query', { table: 'a' })).toMatch(/repeats itself/);
    expect(await told(one, 3, 'query', { table: 'b' })).toBe('query done');
  });
});

describe('a limit of denials', () => {
  const stops = {
    'settings.yaml': 'version: 1\nmode: monitor\n',
    'content.yaml': presets.strict.content,
    'person.cedar': `@id("all") permit (principal, action, resource);
      @id("stop") @reason("the session was denied too often")
        forbid (principal, action, resource) when { context.session.denials >= 3 };`,
  };
  const leak = { table: withChecksum('ghp_') };

  it('counts calls that content inspection denies, over all servers of a session', async () => {
    await inForce(state, stops);
    const [one, two] = [guardedWarehouse(state, 'one'), guardedWarehouse(state, 'two')];
    await Promise.all([one.initialize(), two.initialize()]);

    for (const id of [1, 2, 3]) {
      expect(await told(one, id, 'query', leak)).toMatch(/^denied: .*credential/);
    }

    expect(await told(one, 4, 'query', { table: 'a' })).toMatch(/denied too often/);
    expect(await told(two, 1, 'query', { table: 'a' })).toMatch(/denied too often/);
  });

  it('counts one denial for one call', async () => {
    await inForce(state, stops);
    const shim = guardedWarehouse(state);
    await shim.initialize();

    for (const id of [1, 2]) {
      expect(await told(shim, id, 'query', leak)).toMatch(/^denied/);
    }

    expect(await told(shim, 3, 'query', { table: 'a' })).toBe('query done');
  });
});

describe('lists of tools', () => {
  const hiding = {
    'settings.yaml': 'version: 1\nmode: monitor\nhideDenied: true\n',
    'person.cedar': `@id("no-drop") forbid (principal, action == MCP::Action::"tools/call", resource)
      when { resource.effect == "destructive" };`,
  };

  async function namesListed(shim: ReturnType<typeof guardedWarehouse>, id: number): Promise<readonly string[]> {
    shim.send({ id, method: 'tools/list' });
    return ((await shim.reply(id)).result?.tools ?? []).map(({ name }) => name);
  }

  it('leave out what policy can never allow, which is still denied when called', async () => {
    await inForce(state, hiding);
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect(await namesListed(shim, 1)).toEqual(['query', 'send_email']);
    expect(await told(shim, 2, 'drop_table')).toMatch(/^denied/);
  });

  it('are whole where the setting is off', async () => {
    await inForce(state, { ...hiding, 'settings.yaml': 'version: 1\nmode: monitor\n' });
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect(await namesListed(shim, 1)).toEqual(['query', 'send_email', 'drop_table']);
  });

  it('are announced as changed when the policy hides something else', async () => {
    await inForce(state, hiding);
    const shim = guardedWarehouse(state);
    await shim.initialize();
    await namesListed(shim, 1);

    await inForce(state, { 'person.cedar': '@id("all") permit (principal, action, resource);' });

    await expect
      .poll(() => shim.notifications().map(({ method }) => method), { timeout: 20_000 })
      .toEqual(['notifications/tools/list_changed']);
    expect(await namesListed(shim, 2)).toEqual(['query', 'send_email', 'drop_table']);
  });
});

describe('a pause', () => {
  it('lets pass what the policy denies until its end, with the reason in the record; a ban still holds', async () => {
    await inForce(state, {
      'settings.yaml': 'version: 1\nmode: lockdown\n',
      'person.cedar': '@id("none") forbid (principal, action, resource);',
    });
    pause(60_000);
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect(await told(shim, 1, 'query')).toBe('query done');
    expect(decisions()).toMatchObject([{ decision: { effect: 'allow', reasons: ['paused'] } }]);
    ownCatalogue(catalogueOf('    status: banned\n'));
    await expect.poll(async () => told(shim, Date.now(), 'query'), { timeout: 20_000 }).toMatch(/banned/);
  });

  it.each<[string, () => void]>([
    ['is over', () => pause(-1000)],
    ['would last longer than anybody may pause', () => pause(25 * 3_600_000)],
    ['begins in the future, as on a clock that was set back', () => pause(7_200_000, new Date(Date.now() + 3_600_000))],
    [
      'nobody has begun with our key',
      () => {
        const fields = {
          at: new Date().toISOString(),
          until: inMs(60_000),
          by: null,
          channel: 'terminal',
          reason: 'x',
        };
        writeFileSync(pausePath(state), JSON.stringify({ ...fields, mac: '0'.repeat(64) }));
      },
    ],
    [
      'somebody has made longer',
      () => {
        pause(60_000);
        const written: unknown = JSON.parse(readFileSync(pausePath(state), 'utf8'));
        writeFileSync(pausePath(state), JSON.stringify(Object.assign({}, written, { until: inMs(3_600_000) })));
      },
    ],
  ])('that %s lets nothing pass', async (_, write) => {
    await inForce(state, { 'person.cedar': '@id("none") forbid (principal, action, resource);' });
    write();
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect(await told(shim, 1, 'query')).toMatch(/^denied/);
  });

  function pause(lastsMs: number, from = new Date()): void {
    beginPause(state, { until: inMs(lastsMs), by: null, channel: 'terminal', reason: 'a test' }, from);
  }

  function inMs(ms: number): string {
    return new Date(Date.now() + ms).toISOString();
  }
});

describe('a client that says everything at once and closes', () => {
  it('has each of its calls decided first', async () => {
    await inForce(state, {
      'person.cedar': '@id("no-drop") forbid (principal, action, resource) when { resource.effect == "destructive" };',
    });
    const shim = guardedWarehouse(state);
    shim.send({
      id: 0,
      method: 'initialize',
      params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 't', version: '1' } },
    });
    const replies = [shim.call(1, 'query', { table: 'a' }), shim.call(2, 'drop_table', { table: 'a' })];
    shim.child.stdin?.end();

    const [query, drop] = await Promise.all(replies);
    expect(query?.result?.isError).toBeUndefined();
    expect(drop?.result?.isError).toBe(true);
  });
});

describe('requests of the server', () => {
  it('are decided about when they stand in an answer, as in the newer era', async () => {
    await inForce(state, {
      'person.cedar':
        '@id("all") permit (principal, action, resource);\n' +
        '@id("no-forms") forbid (principal, action == MCP::Action::"elicitation/create", resource);',
    });
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect(await told(shim, 1, 'query', { confirm: true })).toContain('denied: Before it answers, the server wants');
    expect(await told(shim, 2, 'query', { confirm: false })).toBe('query done');
    expect(decisions()).toMatchObject([
      { decision: { effect: 'allow' } },
      { action: { method: 'elicitation/create' }, decision: { effect: 'deny', reasons: ['person/no-forms'] } },
      { decision: { effect: 'allow' } },
    ]);
  });
});

describe('an approval that ends on a day', () => {
  const approvedOnly = {
    'person.cedar': '@id("ok") permit (principal, action, resource) when { resource.standing == "approved" };',
    'settings.yaml': 'version: 1\nmode: lockdown\n',
  };
  const daysOn = (days: number): Date => new Date(Date.now() + days * 24 * 3_600_000);
  const until = (day: Date): string => `    status: approved\n    until: ${day.toISOString().slice(0, 10)}\n`;

  it('does not begin anew on a clock that was set back behind the policy', async () => {
    await inForce(state, { ...approvedOnly, 'catalogue.yaml': catalogueOf(until(daysOn(10))) }, daysOn(30));
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect(await told(shim, 1, 'query')).toMatch(/no policy allows it/);
  });

  it('holds until then', async () => {
    await inForce(state, { ...approvedOnly, 'catalogue.yaml': catalogueOf(until(daysOn(40))) }, daysOn(30));
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect(await told(shim, 1, 'query')).toBe('query done');
  });
});

describe('a session whose file can not be used', () => {
  // In place of the folder of sessions.
  beforeEach(() => writeFileSync(join(state, 'sessions'), ''));

  it('leaves a ban a ban', async () => {
    ownCatalogue(catalogueOf('    status: banned\n'));
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect(await told(shim, 1, 'query')).toMatch(/is banned on this computer/);
    expect(shim.ran()).toEqual([]);
  });

  it('takes nothing from what policies forbid and ask, and says in the record that it was not counted', async () => {
    await inForce(state, {
      'person.cedar': `@id("all") permit (principal, action, resource);
        @id("no-mail") forbid (principal, action, resource) when { resource.name == "send_email" };
        @id("asks") @ask("Drop?") permit (principal, action, resource) when { resource.name == "drop_table" };`,
    });
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect(await told(shim, 1, 'send_email')).toMatch(/a policy forbids it/);
    expect(await told(shim, 2, 'drop_table')).toMatch(/needs the approval of the user/);
    expect(await told(shim, 3, 'query')).toBe('query done');
    expect(decisions()).toMatchObject([
      { inputs: { matched: { uncounted: 'EEXIST' } }, decision: { effect: 'deny', reasons: ['person/no-mail'] } },
      { decision: { effect: 'deny', reasons: ['person/asks', 'approval/no-daemon'] } },
      { decision: { effect: 'allow', reasons: ['person/all'] } },
    ]);
  });
});
