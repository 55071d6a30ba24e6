import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RealShim, removeFolders, temporaryFolder, traceOf } from '../../shim/real-shim.ts';
import { guardedWarehouse, inForce, told } from './guarded.ts';

let state: string;
beforeEach(() => {
  state = temporaryFolder();
});
afterEach(removeFolders);

const tables = {
  'settings.yaml': 'version: 1\nmode: monitor\narguments: { table: string }\n',
  'person.cedar': `@id("all") permit (principal, action, resource);
    @id("no-hr") forbid (principal, action == MCP::Action::"tools/call", resource)
      when { context.input has table && context.input.table like "hr*" };
    @id("customers") @redact("secret") @record("args") permit (principal, action, resource)
      when { context.input has table && context.input.table == "customers" };`,
};

/** Arguments as they stand in the line, and not as our own JSON would write them. */
async function query(shim: RealShim, id: number, args: string): Promise<Awaited<ReturnType<RealShim['reply']>>> {
  const params = `{"name":"query","arguments":${args}}`;
  shim.child.stdin?.write(`{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":${params}}\n`);
  return shim.reply(id);
}

function decisions(): readonly { readonly [key: string]: unknown }[] {
  return traceOf(state).filter(({ kind }) => kind === 'decision');
}

describe('arguments in a form that no policy can read', () => {
  it.each([
    ['text that some servers parse themselves', '"{\\"table\\":\\"hr_salaries\\"}"'],
    ['a list', '["hr_salaries"]'],
    ['a number', '7'],
  ])('are refused before anybody judges them: %s', async (_, args) => {
    await inForce(state, tables);
    const shim = guardedWarehouse(state);
    await shim.initialize();
    expect(await told(shim, 1, 'query', { table: 'hr_salaries' })).toMatch(/^denied/);

    expect((await query(shim, 2, args)).error).toMatchObject({ code: -32602 });

    expect(shim.ran()).toEqual([]);
    expect(decisions()).toMatchObject([
      { decision: { effect: 'deny', reasons: ['person/no-hr'] } },
      { decision: { effect: 'refused', reasons: ['frame/bad-params'] } },
    ]);
  });

  it('are not those that are null: they are none, as an empty object is', async () => {
    await inForce(state, tables);
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect((await query(shim, 1, 'null')).result?.content?.[0]?.text).toBe('query done');
    expect((await query(shim, 2, '{}')).result?.content?.[0]?.text).toBe('query done');

    expect(shim.ran()).toEqual(['query null', 'query {}']);
    const [one, two] = decisions();
    expect(one?.['inputs']).toEqual(two?.['inputs']);
  });
});

describe('arguments in which a key stands twice', () => {
  it.each([
    ['the first', '{"table":"customers","table":"sales"}'],
    ['the last', '{"table":"sales","table":"customers"}'],
  ])('oblige by whichever reading does: %s', async (_, args) => {
    await inForce(state, tables);
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect((await query(shim, 1, args)).result?.content?.[0]?.text).toBe('query done');

    expect(decisions()).toMatchObject([
      {
        decision: {
          effect: 'allow',
          reasons: expect.arrayContaining(['person/all', 'person/customers']),
          obligations: ['redact:secret', 'record:args'],
        },
      },
    ]);
  });

  it.each(['{"table":"hr_a","table":"sales"}', '{"table":"sales","table":"hr_a"}'])(
    'are denied where either reading is: %s',
    async (args) => {
      await inForce(state, tables);
      const shim = guardedWarehouse(state);
      await shim.initialize();

      expect((await query(shim, 1, args)).result?.isError).toBe(true);
      expect(shim.ran()).toEqual([]);
    },
  );

  it('oblige to nothing that neither reading asks for', async () => {
    await inForce(state, tables);
    const shim = guardedWarehouse(state);
    await shim.initialize();

    await query(shim, 1, '{"table":"sales","table":"sales_eu"}');

    expect(decisions()).toMatchObject([{ decision: { effect: 'allow', reasons: ['person/all'] } }]);
    expect(decisions()[0]?.['decision']).not.toHaveProperty('obligations');
  });
});
