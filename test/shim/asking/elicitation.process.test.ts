import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { removeFolders, temporaryFolder, traceOf } from '../real-shim.ts';
import { type AskingShim, endChildren, initialize, startAskingShim, startDaemon, type ShimOptions } from './asking.ts';

vi.setConfig({ testTimeout: 60_000 });
afterEach(endChildren);
afterAll(removeFolders);

const toldToStart = 'Ask the user to start it ("sallyport daemon"), then call again with the same arguments.';

/** Without a daemon: a client that has called a tool after saying what it can do. */
async function called(
  tool: string,
  capabilities: object,
  options: ShimOptions = {},
  state = temporaryFolder(),
): Promise<AskingShim> {
  const shim = startAskingShim(state, options);
  await initialize(shim, capabilities);
  shim.call(1, tool, { path: '/etc/hosts' });
  return shim;
}

const question = (shim: AskingShim): Promise<{ readonly id?: unknown; readonly params?: object }> =>
  shim.next(({ method }) => method === 'elicitation/create');

describe('a client that can ask its person, where no daemon runs', () => {
  it('is asked about reading, and its yes counts; the server hears nothing of it', async () => {
    const state = temporaryFolder();
    const shim = await called('ask-read', { elicitation: {} }, {}, state);

    const { id, params } = await question(shim);
    expect(id).toMatch(/^sallyport-[0-9a-f]{24}-1$/);
    expect(params).toEqual({
      message: 'Sallyport asks: May it do this? (ask-read of habits; person/ask-first)',
      requestedSchema: {
        type: 'object',
        properties: {
          allow: { type: 'boolean', title: 'Allow this call', description: 'Once, with exactly these arguments' },
        },
        required: ['allow'],
      },
    });
    shim.say({ id, result: { action: 'accept', content: { allow: true } } });

    expect(await shim.text(1)).toBe('ok');
    expect(shim.ran()).toBe(1);
    expect(traceOf(state).find(({ kind }) => kind === 'decision')).toMatchObject({
      decision: { effect: 'allow' },
      approval: { by: 'Kim by way of codex', channel: 'elicitation' },
    });
  });

  it.each([
    ['accept without a yes', { result: { action: 'accept', content: { allow: false } } }],
    ['accept without a word', { result: { action: 'accept' } }],
    ['a yes that is text', { result: { action: 'accept', content: { allow: 'true' } } }],
    ['decline', { result: { action: 'decline' } }],
    ['cancel, as headless runs do by themselves', { result: { action: 'cancel' } }],
    ['an error', { error: { code: -32601, message: 'Method not found' } }],
  ])('is not taken for a yes: %s', async (_, answer) => {
    const shim = await called('ask-read', { elicitation: { form: {} } });

    const { id } = await question(shim);
    shim.say({ id, ...answer });

    expect(await shim.text(1)).toContain('asked about this call by this client and did not approve it');
    expect(shim.ran()).toBe(0);
  });

  it.each([
    ['writes', 'ask', { elicitation: {} }, {}],
    ['reads, by a client that has no forms', 'ask-read', { elicitation: { url: {} } }, {}],
    ['reads, by a client that can not ask', 'ask-read', {}, {}],
    ['reads, where the policy does not let clients ask', 'ask-read', { elicitation: {} }, { TEST_NO_ELICITATION: '1' }],
  ])('is not asked about a call that %s', async (_, tool, capabilities, env) => {
    const shim = await called(tool, capabilities, { env });

    expect(await shim.text(1)).toContain(toldToStart);
    expect(shim.seen).toEqual([]);
  });

  it('that answers too late has let the call be denied, and its answer goes nowhere', async () => {
    const shim = await called('ask-read', { elicitation: {} }, { limitMs: 200 });

    const { id } = await question(shim);
    expect(await shim.text(1)).toContain(toldToStart);
    expect(await shim.next(({ method }) => method === 'notifications/cancelled')).toMatchObject({
      params: { requestId: id },
    });
    shim.say({ id, result: { action: 'accept', content: { allow: true } } });
    shim.call(2, 'plain');

    expect(await shim.text(2)).toBe('ok');
    expect(shim.ran()).toBe(1);
  });

  it('that cancels the call is not waited for', async () => {
    const shim = await called('ask-read', { elicitation: {} });
    const { id } = await question(shim);

    shim.say({ method: 'notifications/cancelled', params: { requestId: 1 } });

    expect(await shim.next(({ method }) => method === 'notifications/cancelled')).toMatchObject({
      params: { requestId: id },
    });
  });
});

describe('a client of the newer era, where no daemon runs', () => {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} } },
  };

  it('is asked by the answer to its call, and its yes lets the repeated call run', async () => {
    const state = temporaryFolder();
    const shim = startAskingShim(state);
    shim.call(1, 'ask-read', { path: '/etc/hosts' }, { _meta: meta });
    const { result } = await shim.next(({ id }) => id === 1);
    expect(result).toMatchObject({ resultType: 'input_required' });
    const { requestState } = result as { readonly requestState: string };

    const inputResponses = { sallyport: { action: 'accept', content: { allow: true } } };
    shim.call(2, 'ask-read', { path: '/etc/hosts' }, { _meta: meta, inputResponses, requestState });

    expect(await shim.text(2)).toBe('ok');
    expect(traceOf(state).filter(({ kind }) => kind === 'decision')).toMatchObject([
      { id: 2, decision: { effect: 'allow' }, approval: { channel: 'elicitation' } },
    ]);
  });
});

describe('a client that can ask its person, where a daemon runs', () => {
  it('is not asked', async () => {
    const state = temporaryFolder();
    const daemon = await startDaemon(state);
    const shim = await called('ask-read', { elicitation: {} }, {}, state);

    await daemon.answer((await daemon.asked()).id, 'approve');

    expect(await shim.text(1)).toBe('ok');
    expect(shim.seen).toEqual([]);
  });
});
