import { describe, expect, it } from 'vitest';
import type { Judges } from '../../shim/pipeline.ts';
import { talk, type Talk } from './conversation-of-two.ts';

const version = '"io.modelcontextprotocol/protocolVersion":"2026-07-28"';
const forms = `"_meta":{${version},"io.modelcontextprotocol/clientCapabilities":{"elicitation":{}},"progressToken":"p"}`;

/** Asks the client about every call, once, and does as it says. */
const askClient: Judges['decide'] = async ({ hold }) => {
  const asked = hold.elicit({ message: 'May it?', requestedSchema: { type: 'object' } });
  const answer = asked === null ? null : await asked.result;
  hold.progress('too late');
  return answer?.['action'] === 'accept'
    ? { effect: 'allow', because: ['yes'] }
    : { effect: 'deny', because: [asked === null ? 'can-not-ask' : 'no'], text: 'Not allowed.' };
};

const call = (id: number, rest = '', args = '{"amount":1.0}', meta = forms): string =>
  `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"t","arguments":${args},${meta}${rest}}}`;

interface Asked {
  readonly between: Talk;
  readonly state: string;
}

function talking(line = call(1)): Asked {
  const between = talk({ judges: { decide: askClient } });
  between.client(line);
  const { result } = JSON.parse(between.atClient[0] ?? '{}') as { result?: { requestState?: string } };
  return { between, state: result?.requestState ?? '' };
}

const answering = (state: string, action: string): string =>
  `,"inputResponses":{"sallyport":{"action":"${action}"}},"requestState":"${state}"`;
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a client of the newer era that is asked about its call', () => {
  it('gets the question as the answer to it', () => {
    const { between, state } = talking();

    expect(state).toMatch(/^sallyport\.ask\.1\.[0-9a-f]{32}$/);
    expect(between.atClient.map((line): unknown => JSON.parse(line))).toEqual([
      {
        jsonrpc: '2.0',
        id: 1,
        result: {
          resultType: 'input_required',
          inputRequests: {
            sallyport: {
              method: 'elicitation/create',
              params: { mode: 'form', message: 'May it?', requestedSchema: { type: 'object' } },
            },
          },
          requestState: state,
        },
      },
    ]);
    expect(between.atServer).toEqual([]);
  });

  it('repeats the call with a yes, and the server gets it as if nobody had asked', async () => {
    const { between, state } = talking();

    between.client(call(2, answering(state, 'accept')));
    await settled();

    expect(between.atServer).toEqual([call(2)]);
    expect(between.atClient).toHaveLength(1);
    expect(between.notes).toMatchObject([{ note: 'decision', id: { raw: '2' }, ruling: { effect: 'allow' } }]);
  });

  it('repeats the call with a no, and is told so', async () => {
    const { between, state } = talking();

    between.client(call(2, answering(state, 'decline')));
    await settled();

    expect(between.atServer).toEqual([]);
    expect(JSON.parse(between.atClient[1] ?? '')).toMatchObject({ id: 2, result: { isError: true } });
  });

  it('can use an answer once', async () => {
    const { between, state } = talking();
    between.client(call(2, answering(state, 'accept')));
    await settled();

    between.client(call(3, answering(state, 'accept')));

    expect(between.atServer).toHaveLength(1);
    expect(JSON.parse(between.atClient[1] ?? '')).toMatchObject({ id: 3, result: { resultType: 'input_required' } });
  });

  it.each([
    ['other arguments', call(2, 'ANSWER', '{"amount":2}')],
    ['an argument more', call(2, 'ANSWER', '{"amount":1.0,"to":"x"}')],
    ['two readings', call(2, 'ANSWER', '{"amount":2,"amount":1.0}')],
    ['another tool', call(2, 'ANSWER').replace('"name":"t"', '"name":"u"')],
  ])('can not use the answer for %s', async (_, line) => {
    const { between, state } = talking();

    between.client(line.replace('ANSWER', answering(state, 'accept')));
    await settled();

    expect(between.atServer).toEqual([]);
    const reasons = between.notes.map((note) => (note.note === 'decision' ? note.ruling.because : []));
    expect(reasons).toContainEqual(['no']);
  });

  it('is asked anew with a state that was never given', () => {
    const { between } = talking();

    between.client(call(2, answering(`sallyport.ask.1.${'0'.repeat(32)}`, 'accept')));

    expect(between.atServer).toEqual([]);
    expect(JSON.parse(between.atClient[1] ?? '')).toMatchObject({ id: 2, result: { resultType: 'input_required' } });
  });

  it.each([
    ['its server has ended', (relay: Talk['relay']): void => relay.close('server-gone')],
    ['it says no more', (relay: Talk['relay']): void => relay.clientGone()],
  ])('is not asked any more when %s while it is not known yet whom to ask', async (_, end) => {
    const whomToAsk = Promise.withResolvers<void>();
    const between = talk({ judges: { decide: (asked) => whomToAsk.promise.then(() => askClient(asked)) } });
    between.client(call(1));

    end(between.relay);
    whomToAsk.resolve();
    await settled();

    expect(between.atClient.map((line): unknown => JSON.parse(line))).toMatchObject([{ id: 1, error: {} }]);
  });

  it('is not answered twice when it never comes back', async () => {
    const { between } = talking();

    between.relay.close('server-gone');
    await settled();

    expect(between.atClient).toHaveLength(1);
    expect(between.notes).toMatchObject([{ ruling: { effect: 'deny', because: ['withdrawn-while-held'] } }]);
  });

  it.each([
    ['has no forms', call(1, '', '{}', `"_meta":{${version}}`)],
    ['answers its server already', call(1, ',"requestState":"of the server"')],
    ['writes a number that nobody can show', call(1, '', '{"amount":9007199254740993}')],
  ])('can not be asked when it %s', async (_, line) => {
    const { between } = talking(line);
    await settled();

    expect(between.notes[0]).toMatchObject({ ruling: { because: ['can-not-ask'] } });
  });
});
