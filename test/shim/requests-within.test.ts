import { describe, expect, it } from 'vitest';
import type { Judges, Ruling } from '../../shim/pipeline.ts';
import { callOf, resultOf, talk } from './conversation-of-two.ts';

const sampling = { method: 'sampling/createMessage', params: { messages: [], maxTokens: 5 } };
const form = { method: 'elicitation/create', params: { mode: 'form', message: 'Which?' } };
const roots = { method: 'roots/list' };
const asking = (id: number, inputRequests: object): string =>
  resultOf(id, { resultType: 'input_required', requestState: 'state', inputRequests });

/** Forbids that servers let the client's model write. */
const noSampling: Judges['decide'] = ({ action: { method } }) =>
  method === 'sampling/createMessage'
    ? { effect: 'deny', because: ['person/no-sampling'], text: 'Not allowed.' }
    : { effect: 'allow', because: [] };

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('what a server asks its client for by way of an answer', () => {
  it('is decided like a request of its own: one denied blocks the answer', () => {
    const between = talk({ judges: { decide: noSampling } });
    between.client(callOf(1, 'report'));

    between.server(asking(1, { a: form, b: sampling }));

    expect(between.atClient.map((line): unknown => JSON.parse(line))).toMatchObject([
      { id: 1, result: { isError: true, content: [{ text: expect.stringContaining('Not allowed.') }] } },
    ]);
    expect(between.notes).toMatchObject([
      { note: 'decision', method: 'tools/call', direction: 'up' },
      { note: 'decision', method: 'elicitation/create', direction: 'down', ruling: { effect: 'allow' } },
      { note: 'decision', method: 'sampling/createMessage', direction: 'down', ruling: { effect: 'deny' } },
      { note: 'outcome', ended: 'blocked' },
    ]);
  });

  it('goes on with every byte where all of it is allowed', () => {
    const between = talk({ judges: { decide: noSampling } });
    between.client(callOf(1, 'report'));

    between.server(asking(1, { a: form }));

    expect(between.atClient).toEqual([asking(1, { a: form })]);
  });

  it('needs no decision where nothing is to be done', () => {
    const between = talk({ judges: { decide: noSampling } });
    between.client(callOf(1, 'report'));

    between.server(asking(1, { a: roots }));

    expect(between.atClient).toEqual([asking(1, { a: roots })]);
    expect(between.notes.map(({ note }) => note)).toEqual(['decision', 'outcome']);
  });

  it('is an error to a client that has called no tool', () => {
    const between = talk({ judges: { decide: noSampling } });
    between.client('{"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{"name":"p"}}');

    between.server(asking(1, { b: sampling }));

    expect(JSON.parse(between.atClient[0] ?? '')).toMatchObject({ id: 1, error: { code: -31001 } });
  });

  it('is an address to visit in an error, too', () => {
    const visiting = (id: number, elicitations: unknown): string =>
      JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32042, message: 'Sign in.', data: { elicitations } } });
    const between = talk({
      judges: {
        decide: ({ action: { method, input } }) =>
          method === 'elicitation/create' && input['url'] === 'https://evil.example'
            ? { effect: 'deny', because: [], text: 'Not allowed.' }
            : { effect: 'allow', because: [] },
      },
    });
    between.client(callOf(1, 'report'), callOf(2, 'report'), callOf(3, 'report'));
    const good = visiting(2, [{ mode: 'url', url: 'https://good.example' }]);

    between.server(visiting(1, [{ mode: 'url', url: 'https://evil.example' }]), good, visiting(3, 'none'));

    expect(JSON.parse(between.atClient[0] ?? '')).toMatchObject({ id: 1, result: { isError: true } });
    expect(between.atClient.slice(1)).toEqual([good, visiting(3, 'none')]);
  });

  it('is seen by whichever of two equal keys a reader keeps', () => {
    const between = talk({ judges: { decide: noSampling } });
    between.client(callOf(1, 'report'));

    between.server(asking(1, { b: sampling }).replace('"inputRequests":', '"inputRequests":{},"inputRequests":'));
    between.client(callOf(2, 'report'));
    between.server(asking(2, { b: sampling }).replace('}}}}}', '}}},"inputRequests":{}}}'));

    expect(between.atClient.map((line): unknown => JSON.parse(line))).toMatchObject([
      { id: 1, result: { isError: true } },
      { id: 2, result: { isError: true } },
    ]);
  });

  it('waits for a person, and others pass meanwhile', async () => {
    let approve: (ruling: Ruling) => void = () => undefined;
    const askPerson: Judges['decide'] = ({ action, hold }) => {
      if (action.method !== 'sampling/createMessage') {
        return { effect: 'allow', because: [] };
      }
      hold.onAbandoned(() => undefined);
      return new Promise((resolve) => (approve = resolve));
    };
    const between = talk({ judges: { decide: askPerson } });
    between.client(callOf(1, 'report'), callOf(2, 'other'));

    between.server(asking(1, { b: sampling }), resultOf(2, {}));
    await settled();
    expect(between.atClient).toEqual([resultOf(2, {})]);
    approve({ effect: 'allow', because: ['person/asks'] });
    await settled();

    expect(between.atClient).toEqual([resultOf(2, {}), asking(1, { b: sampling })]);
  });

  it('is given up with the client, and said so in the record', async () => {
    const never: Judges['decide'] = ({ action, hold }) => {
      if (action.method !== 'sampling/createMessage') {
        return { effect: 'allow', because: [] };
      }
      return new Promise((resolve) => hold.onAbandoned(() => resolve({ effect: 'deny', because: ['gone'], text: '' })));
    };
    const between = talk({ judges: { decide: never } });
    between.client(callOf(1, 'report'));
    between.server(asking(1, { b: sampling }));

    between.relay.clientGone();
    await settled();

    expect(between.notes).toMatchObject([
      { method: 'tools/call' },
      { method: 'sampling/createMessage', ruling: { because: ['withdrawn-while-held'] } },
      { note: 'outcome', ended: 'blocked' },
    ]);
  });
});

describe('what a task waits for', () => {
  const looking = (id: number, task: string): string =>
    `{"jsonrpc":"2.0","id":${id},"method":"tasks/get","params":{"taskId":"${task}"}}`;
  const waiting = (id: number, taskId: string, inputRequests: object): string =>
    resultOf(id, { taskId, status: 'input_required', inputRequests });
  const told = (taskId: string, inputRequests: object): string =>
    JSON.stringify({ jsonrpc: '2.0', method: 'notifications/tasks', params: { taskId, inputRequests } });

  it('is decided once, however often somebody looks', () => {
    const between = talk();
    between.client(looking(1, 'one'), looking(2, 'one'), looking(3, 'two'));

    between.server(waiting(1, 'one', { a: form }), waiting(2, 'one', { a: form }), waiting(3, 'two', { a: form }));

    expect(between.atClient).toHaveLength(3);
    expect(between.notes.filter(({ note }) => note === 'decision')).toHaveLength(2);
  });

  it('is not told of when it is denied', () => {
    const between = talk({ judges: { decide: noSampling } });

    between.server(told('one', { b: sampling }), told('one', { a: form }));

    expect(between.atClient).toEqual([told('one', { a: form })]);
  });
});
