import { afterEach, describe, expect, it } from 'vitest';
import { callOf, resultOf, talk, type Talk } from '../conversation-of-two.ts';
import type { Inspection } from '../../../shim/pipeline.ts';
import { removeFolders } from '../real-shim.ts';
import { inspectedTalk } from './inspected-talk.ts';

afterEach(removeFolders);

const large = 'words here '.repeat(20_000);
const progress = (at: number): string =>
  JSON.stringify({
    jsonrpc: '2.0',
    method: 'notifications/progress',
    params: { progressToken: 1, progress: at, message: at % 5 === 0 ? large : 'words' },
  });
const note = (method: string): string => `{"jsonrpc":"2.0","method":"${method}"}`;
const list = (id: number): string => `{"jsonrpc":"2.0","id":${id},"method":"tools/list"}`;

/** The number, or the id, or the method of each line. */
function order(lines: readonly string[]): readonly unknown[] {
  return lines.map((line) => {
    const { id, method, params } = JSON.parse(line) as {
      readonly id?: number;
      readonly method?: string;
      readonly params?: { readonly progress?: number };
    };
    return params?.progress ?? id ?? method;
  });
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('what a server says while the detectors look into it', () => {
  it.each(['before they are loaded', 'afterwards'])('reaches the client in its order, %s', async (when) => {
    const between = await inspectedTalk(null);
    between.client(callOf(100, 't'));
    await between.arrived();
    if (when === 'afterwards') {
      between.server(resultOf(100, { content: [{ type: 'text', text: large }] }));
      await between.heard();
    }
    const before = between.atClient.length;
    between.client(callOf(1, 't'));
    const numbers = Array.from({ length: 40 }, (_, at) => at);

    between.server(...numbers.map(progress), resultOf(1, { content: [] }));

    await expect.poll(() => between.atClient.length, { timeout: 20_000 }).toBe(before + 41);
    expect(order(between.atClient.slice(before))).toEqual([...numbers, 1]);
  });

  it('waits for a large answer only where it may be about it', async () => {
    const between = await inspectedTalk(null);
    between.client(callOf(1, 't'), callOf(2, 't'));
    await expect.poll(() => between.atServer.length, { timeout: 20_000 }).toBe(2);

    between.server(
      resultOf(1, { content: [{ type: 'text', text: large }] }),
      progress(7),
      note('notifications/message'),
      resultOf(2, { content: [] }),
      note('notifications/tools/list_changed'),
      progress(8),
    );

    await expect.poll(() => between.atClient.length, { timeout: 20_000 }).toBe(6);
    expect(order(between.atClient)).toEqual([7, 'notifications/message', 2, 1, 'notifications/tools/list_changed', 8]);
  });

  it('waits for an answer to initialize, whatever it is', () => {
    const { between, know } = looking((line) => line.includes('"id":0'));
    between.client('{"jsonrpc":"2.0","id":0,"method":"initialize","params":{}}', list(1));

    between.server(resultOf(0, {}), note('notifications/message'), resultOf(1, {}));

    expect(between.atClient).toEqual([]);
    know();
    return expect.poll(() => order(between.atClient)).toEqual([0, 'notifications/message', 1]);
  });

  it('waits for no person', async () => {
    const { between, ask } = looking((line) => line.includes('logging/ask'));

    between.server(note('logging/ask'), note('notifications/message'), resultOf(9, {}));
    expect(between.atClient).toEqual([]);
    ask();

    await expect.poll(() => order(between.atClient)).toEqual(['notifications/message', 9]);
  });

  it('makes its source wait, and is all there when the look ends', async () => {
    const { between, know } = looking((line) => line.includes('"first"'));
    const rest = Array.from({ length: 30 }, (_, at) => progress(at * 5 + 5));

    between.server(note('first'), ...rest);

    expect(between.relay.serverMustWait).toBe(true);
    const mayGoOn = new Promise<void>((resolve) => between.relay.whenServerMayGoOn(resolve));
    know();
    await mayGoOn;
    expect(between.relay.serverMustWait).toBe(false);
    expect(between.atClient).toEqual([note('first'), ...rest]);
  });

  it('has gone on before the end of its server counts', async () => {
    const { between, know } = looking((line) => line.includes('"first"'));
    between.client(callOf(1, 't'));
    between.server(note('first'), resultOf(1, { content: [] }));

    const out = between.relay.whenAnswersAreOut(60_000);
    know();
    await out;

    expect(between.atClient).toEqual([note('first'), resultOf(1, { content: [] })]);
  });
});

describe('what a client says before its calls can be decided', () => {
  it('reaches the server in its order, before the detectors are loaded', async () => {
    const between = await inspectedTalk(null);
    const lines = Array.from({ length: 40 }, (_, at) =>
      at % 5 === 0 ? note(`notifications/n${at}`) : at % 7 === 0 ? list(at) : callOf(at, 't', { pad: 'x'.repeat(100) }),
    );

    between.client(...lines);

    await expect.poll(() => between.atServer.length, { timeout: 20_000 }).toBe(40);
    expect(between.atServer).toEqual(lines);
  });

  it('does not wait for a call about which a person is asked', () => {
    const between = talk({
      judges: {
        decide: ({ action, hold }) =>
          action.target === 'held'
            ? new Promise(() => hold.onAbandoned(() => undefined))
            : { effect: 'allow', because: [] },
      },
    });

    between.client(callOf(1, 'held'), callOf(2, 't'), list(3));

    expect(order(between.atServer)).toEqual([2, 3]);
  });

  it('makes its source wait, and is all there when it is decided', async () => {
    const { between, decide } = deciding();
    const rest = Array.from({ length: 30 }, (_, at) => callOf(at, 't', { pad: large }));

    between.client(callOf(99, 'first'), ...rest);

    expect(between.relay.clientMustWait).toBe(true);
    const mayGoOn = new Promise<void>((resolve) => between.relay.whenClientMayGoOn(resolve));
    decide();
    await mayGoOn;
    expect(between.relay.clientMustWait).toBe(false);
    expect(between.atServer).toEqual([callOf(99, 'first'), ...rest]);
  });

  it('is all sent before the end of its input counts', async () => {
    const { between, decide } = deciding();
    between.client(callOf(1, 'first'), list(2), callOf(3, 't'));

    const sent = between.relay.whenAllIsSent(60_000);
    decide();
    await sent;

    expect(order(between.atServer)).toEqual([1, 2, 3]);
  });

  it('is answered and recorded when its server goes meanwhile', async () => {
    const { between, decide } = deciding();
    between.client(callOf(1, 'first'), list(2), callOf(3, 't'));

    between.relay.close('server-gone');
    decide();
    await settled();

    expect(between.atServer).toEqual([]);
    expect(order(between.atClient)).toEqual([1, 2, 3]);
    expect(between.notes).toMatchObject([
      { note: 'decision', target: 't', ruling: { because: ['withdrawn-while-held'] } },
      { note: 'decision', target: 'first', ruling: { because: ['withdrawn-while-held'] } },
    ]);
  });
});

const clean: Inspection = { outcome: 'pass', inspected: 'full', findings: [] };

/** Looks into what is meant until `know`; about which a person is asked after `ask`. */
function looking(isMeant: (line: string) => boolean): { between: Talk; know: () => void; ask: () => void } {
  const known = Promise.withResolvers<Inspection>();
  let asking = (): void => undefined;
  const between = talk({
    judges: {
      inspectDown: ({ line }, _, onAsking) => {
        if (!isMeant(line.toString())) {
          return clean;
        }
        asking = () => onAsking(() => undefined);
        return known.promise;
      },
    },
  });
  return { between, know: () => known.resolve(clean), ask: () => asking() };
}

/** Decides about the call of `first` when told to, and about others at once. */
function deciding(): { between: Talk; decide: () => void } {
  const decided = Promise.withResolvers<{ effect: 'allow'; because: [] }>();
  const between = talk({
    judges: {
      decide: ({ action }) => (action.target === 'first' ? decided.promise : { effect: 'allow', because: [] }),
    },
  });
  return { between, decide: () => decided.resolve({ effect: 'allow', because: [] }) };
}
