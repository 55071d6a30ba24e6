import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EraMemory } from '../../shim/eras.ts';
import { talk, type Talk } from './conversation-of-two.ts';

const discover =
  '{"jsonrpc":"2.0","id":0,"method":"server/discover","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}';
const unknown = '{"jsonrpc":"2.0","id":0,"error":{"code":-32601,"message":"Method not found"}}';
const known = '{"jsonrpc":"2.0","id":0,"result":{"resultType":"complete","supportedVersions":["2026-07-28"]}}';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('server/discover', () => {
  it('is answered by the server where it answers', () => {
    const between = talk();
    between.client(discover);
    vi.advanceTimersByTime(2400);
    between.server(known);
    vi.advanceTimersByTime(60_000);

    expect(between.atClient).toEqual([known]);
  });

  it('is answered in place of a server that stays silent, after 2.5 s', () => {
    const between = talk();
    between.client(discover);

    vi.advanceTimersByTime(2499);
    expect(between.atClient).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(between.atClient).toEqual([unknown]);
  });

  it('is answered once: the late answer of the server is dropped and recorded', () => {
    const between = talk();
    between.client(discover);
    vi.advanceTimersByTime(2500);

    between.server(known);

    expect(between.atClient).toEqual([unknown]);
    expect(between.notes).toContainEqual({ note: 'dropped', what: 'down late-discovery' });
  });

  it('leaves the id free for the next request', () => {
    const between = talk();
    between.client(discover);
    vi.advanceTimersByTime(2500);
    between.server(known);
    between.client('{"jsonrpc":"2.0","id":0,"method":"initialize","params":{}}');
    between.server('{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-11-25"}}');

    expect(between.atClient).toEqual([unknown, '{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-11-25"}}']);
  });

  describe('whose id the client takes again for the old greeting before the server has said anything', () => {
    const initialize = '{"jsonrpc":"2.0","id":0,"method":"initialize","params":{}}';
    const greeting = '{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-11-25"}}';
    const startedOver = (): Talk => {
      const between = talk();
      between.client(discover);
      vi.advanceTimersByTime(2500);
      between.client(initialize);
      return between;
    };

    it.each([
      ['an error', unknown],
      [
        'an error of another kind',
        '{"jsonrpc":"2.0","id":0,"error":{"code":-32602,"message":"Invalid request parameters"}}',
      ],
      ['what it supports', known],
    ])('has its late answer, %s, taken for its own', (_, late) => {
      const between = startedOver();

      between.server(late, greeting);

      expect(between.atClient).toEqual([unknown, greeting]);
      expect(between.notes).toContainEqual({ note: 'dropped', what: 'down late-discovery' });
    });

    it('leaves the greeting to the client also when it comes first', () => {
      const between = startedOver();

      between.server(greeting, unknown);

      expect(between.atClient).toEqual([unknown, greeting]);
    });

    it('leaves a second error to the greeting', () => {
      const between = startedOver();
      const unsupported = '{"jsonrpc":"2.0","id":0,"error":{"code":-32602,"message":"Unsupported protocol version"}}';

      between.server(unknown, unsupported);

      expect(between.atClient).toEqual([unknown, unsupported]);
    });

    it('leaves answers to what is asked after the greeting alone', () => {
      const between = startedOver();
      const failed = '{"jsonrpc":"2.0","id":0,"error":{"code":-32603,"message":"no"}}';
      between.server(greeting);
      between.client('{"jsonrpc":"2.0","id":0,"method":"ping"}');

      between.server(failed);

      expect(between.atClient).toEqual([unknown, greeting, failed]);
    });
  });

  describe('that its client gives up before we do', () => {
    const takenBack = '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":0}}';
    const initialize = '{"jsonrpc":"2.0","id":0,"method":"initialize","params":{}}';
    const greeting = '{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-11-25"}}';

    it('is not answered when it was taken back', () => {
      const between = talk();
      between.client(discover, takenBack);

      vi.advanceTimersByTime(60_000);

      expect(between.atClient).toEqual([]);
    });

    describe.each([
      ['by taking its id again for the old greeting', [discover, initialize]],
      ['by taking it back, and its id again for the old greeting', [discover, takenBack, initialize]],
    ])('%s', (_, said) => {
      const impatient = (): Talk => {
        const between = talk();
        between.client(...said);
        return between;
      };

      it('is not answered by us: the greeting would be', () => {
        const between = impatient();
        vi.advanceTimersByTime(60_000);

        between.server(greeting);

        expect(between.atClient).toEqual([greeting]);
      });

      it('has its late answer taken for its own', () => {
        const between = impatient();

        between.server(unknown, greeting);

        expect(between.atClient).toEqual([greeting]);
        expect(between.notes).toContainEqual({ note: 'dropped', what: 'down late-discovery' });
      });

      it('earns a server that dies of it a second start, and the greeting one answer', () => {
        const between = impatient();

        const start = between.relay.serverEnded();
        expect(start).toMatchObject({ greeting: { id: { raw: '0' } } });
        between.relay.startedAnew(start ?? { greeting: null });
        between.server(greeting);

        expect(between.atServer.slice(-2)).toEqual([initialize, initialize]);
        expect(between.atClient).toEqual([greeting]);
      });

      it('leaves one error where the server ends while it is greeted', () => {
        const between = impatient();

        between.relay.close('server-gone');

        expect(between.atClient.map((line): unknown => JSON.parse(line))).toMatchObject([
          { id: 0, error: { data: { reason: 'server-gone' } } },
        ]);
      });
    });

    it('is answered where its client has gone on under another id, and waits', () => {
      const between = talk();
      between.client(discover, '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}');

      vi.advanceTimersByTime(2500);

      expect(between.atClient).toEqual([unknown]);
    });
  });

  it('is answered once where it is denied', () => {
    const denied = { outcome: 'block', inspected: 'full', findings: [], text: 'no' } as const;
    const between = talk({ judges: { inspectUp: () => denied } });
    between.client(discover);

    vi.advanceTimersByTime(60_000);

    expect(between.atClient).toHaveLength(1);
  });

  it('earns a server that died of it an answer in its place and a second start', () => {
    const between = talk();
    between.client(discover);

    expect(between.relay.serverEnded()).toEqual({ greeting: null });
    expect(between.atClient).toEqual([unknown]);
  });

  describe('of which a server dies later than its client is willing to wait', () => {
    const initialize = (id: number): string =>
      `{"jsonrpc":"2.0", "id":${id}, "method":"initialize", "params":{"big":12345678901234567890}}`;
    const startedOver = (id: number): Talk => {
      const between = talk();
      between.client(discover);
      vi.advanceTimersByTime(2500);
      between.client(initialize(id));
      return between;
    };

    it.each([
      ['another id', 1],
      ['the id of the discovery', 0],
    ])('earns a second start that is greeted by the same bytes: %s', (_, id) => {
      const between = startedOver(id);

      const start = between.relay.serverEnded();
      expect(start).not.toBe(null);
      between.relay.startedAnew(start ?? { greeting: null });
      between.server(`{"jsonrpc":"2.0","id":${id},"result":{"protocolVersion":"2025-11-25"}}`);

      expect(between.atServer).toEqual([discover, initialize(id), initialize(id)]);
      expect(between.atClient).toEqual([
        unknown,
        `{"jsonrpc":"2.0","id":${id},"result":{"protocolVersion":"2025-11-25"}}`,
      ]);
    });

    it('earns it as well when the greeting came before our answer', () => {
      const between = talk();
      between.client(discover, initialize(1));

      expect(between.relay.serverEnded()).toMatchObject({ greeting: { id: { raw: '1' } } });
      expect(between.atClient).toEqual([unknown]);
    });

    it('earns none once the greeting is answered', () => {
      const between = startedOver(1);
      between.server('{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25"}}');

      expect(between.relay.serverEnded()).toBe(null);
    });

    it.each([
      ['refused', (between: Talk) => between.server('{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"no"}}')],
      [
        'cancelled',
        (between: Talk) =>
          between.client('{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}'),
      ],
    ])('earns none once the greeting is %s', (_, happens) => {
      const between = startedOver(1);
      happens(between);

      expect(between.relay.serverEnded()).toBe(null);
    });

    it('does not cost the client its greeting when the server reads no more before it ends', () => {
      const between = startedOver(1);
      between.relay.serverIsDeaf([Buffer.from(initialize(1))]);
      vi.advanceTimersByTime(500);

      expect(between.relay.serverEnded()).toMatchObject({ greeting: { id: { raw: '1' } } });
      vi.advanceTimersByTime(60_000);
      expect(between.atClient).toEqual([unknown]);
    });

    it('has its greeting answered with an error when the server reads no more and lives on', () => {
      const between = startedOver(1);
      between.relay.serverIsDeaf([Buffer.from(initialize(1))]);

      vi.advanceTimersByTime(2000);
      expect(between.atClient.map((line): unknown => JSON.parse(line))).toMatchObject([
        { id: 0 },
        { id: 1, error: { data: { reason: 'server-gone' } } },
      ]);
    });
  });

  it('earns none when anything but a greeting had been asked', () => {
    const between = talk();
    between.client(discover, '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}');

    expect(between.relay.serverEnded()).toBe(null);
  });

  it('earns none when it had been answered', () => {
    const between = talk();
    between.client(discover);
    between.server(known);

    expect(between.relay.serverEnded()).toBe(null);
  });
});

describe('a server that ends', () => {
  it('leaves an error for every id that waits, and none for those cancelled', () => {
    const between = talk();
    between.client(
      '{"jsonrpc":"2.0","id":"a","method":"tools/list"}',
      '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"t"}}',
      '{"jsonrpc":"2.0","id":3,"method":"ping"}',
      '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":3}}',
    );

    between.relay.close('server-gone');

    expect(between.atClient.map((line): unknown => JSON.parse(line))).toMatchObject([
      { id: 'a', error: { code: -31002 } },
      { id: 2, error: { code: -31002 } },
    ]);
    expect(between.notes.filter(({ note }) => note === 'outcome')).toMatchObject([{ call: 1, ended: 'server-gone' }]);
  });

  // Clients wait for the end of the output, not of the first process: so only then is this said to have ended.
  it('is the end once nobody is left who could be heard: what comes after that goes nowhere', () => {
    const between = talk();
    between.relay.close('server-gone');

    between.server('{"jsonrpc":"2.0","method":"notifications/message"}');
    between.client('{"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"t"}}');

    expect([between.atServer, between.atClient, between.notes]).toEqual([[], [], []]);
  });
});

describe('a server that says nothing to discovery', () => {
  const legacyStart = (between: Talk) => {
    between.client(discover);
    vi.advanceTimersByTime(2500);
    between.client('{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}');
    between.server('{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25"}}');
  };

  it('is answered for sooner the next time', () => {
    const eras = remembering();
    legacyStart(talk({ eras }));

    const next = talk({ eras });
    next.client(discover);
    vi.advanceTimersByTime(299);
    expect(next.atClient).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(next.atClient).toEqual([unknown]);
  });

  it('is still asked, and heard when it has learnt to answer', () => {
    const eras = remembering();
    legacyStart(talk({ eras }));
    const updated = talk({ eras });
    updated.client(discover);
    updated.server(known);

    expect(updated.atServer).toEqual([discover]);
    expect(updated.atClient).toEqual([known]);
    expect(eras.isSilent()).toBe(false);
  });

  it('is given its time again when its answer came late: it was only slow', () => {
    const eras = remembering();
    const between = talk({ eras });
    legacyStart(between);
    between.server(known);

    expect(eras.isSilent()).toBe(false);
  });

  it('is not remembered while it has not answered anything else', () => {
    const eras = remembering();
    const between = talk({ eras });
    between.client(discover);
    vi.advanceTimersByTime(60_000);

    expect(eras.isSilent()).toBe(false);
  });
});

function remembering(): EraMemory {
  let silent = false;
  return { isSilent: () => silent, noteSilent: () => (silent = true), forget: () => (silent = false) };
}
