import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Pending } from '../../../../main/daemon/approvals/pending.ts';
import type { Approval } from '../../../../shim/asking/approval.ts';
import type { Question } from '../../../../shim/asking/wire.ts';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-20T10:00:00Z') }));
afterEach(() => void vi.useRealTimers());

const approval: Approval = { by: 'kim', channel: 'window', at: '2026-11-20T10:00:00Z', until: null, reason: null };

function question(change: Partial<Question> = {}): Question {
  return {
    person: { id: 'kim', name: 'Kim' },
    agent: { client: 'codex', verified: null, confidence: 'none', mode: 'principal', delegation: [] },
    server: { identity: 'pkg:npm/sql@1.0.0', name: 'sql' },
    session: 's1',
    method: 'tools/call',
    tool: 'query',
    input: {},
    question: 'May it?',
    because: ['person/ask-first'],
    term: 'once',
    effect: 'write',
    era: 'legacy',
    bindings: { once: 'a'.repeat(64), session: 'b'.repeat(64), until: 'c'.repeat(64) },
    isExact: true,
    heldUntil: '2026-11-20T10:00:50Z',
    ...change,
  };
}

/** Pending questions, with what was told to whom. */
function pending() {
  const events: string[] = [];
  const told: string[] = [];
  const kept: string[] = [];
  const all = new Pending({
    now: () => new Date(),
    onChange: ({ kind, request }) => void events.push(`${kind} ${request.id}`),
    keepForRetry: ({ id }) => void kept.push(id),
    onLost: ({ id }) => void events.push(`lost ${id}`),
  });
  const ask = (id: string, change: Partial<Question> = {}): boolean =>
    all.ask(id, question(change), { answer: (effect) => void told.push(`${effect} ${id}`) });
  return { all, ask, events, told, kept };
}

describe('an answer that crosses the end of patience', () => {
  it('is kept for one identical call when it is a yes', async () => {
    const { all, ask, kept } = pending();
    ask('1');

    const effect = all.answer('1', 'approve', approval);
    all.release('1');

    expect(await effect).toBe('kept-for-retry');
    expect(kept).toEqual(['1']);
    expect(all.list()).toEqual([]);
  });

  it('is told to one identical call when it is a no', async () => {
    const { all, ask, told } = pending();
    ask('1');

    const effect = all.answer('1', 'deny', approval);
    all.release('1');
    ask('2');
    ask('3');

    expect(await effect).toBe('kept-for-retry');
    expect(told).toEqual(['deny 1', 'deny 2']);
  });

  it('does nothing for arguments that can not be told from others', async () => {
    const { all, ask, kept } = pending();
    ask('1', { isExact: false, bindings: { ...question().bindings, once: null } });

    const effect = all.answer('1', 'approve', approval);
    all.release('1');

    expect(await effect).toBe('nobody-waits');
    expect(kept).toEqual([]);
  });
});

describe('an answer to a shim', () => {
  it('counts when the shim has taken it', async () => {
    const { all, ask, told } = pending();
    ask('1');

    const effect = all.answer('1', 'approve', approval);
    all.taken('1');

    expect(await effect).toBe('delivered');
    expect(told).toEqual(['approve 1']);
  });

  it('that dies before it takes it does nothing', async () => {
    const { all, ask, kept } = pending();
    ask('1');

    const effect = all.answer('1', 'approve', approval);
    all.withdraw('1');

    expect(await effect).toBe('nobody-waits');
    expect(kept).toEqual([]);
  });

  it('that does not say what it did is unconfirmed, and is given once', async () => {
    const { all, ask, told } = pending();
    ask('1');

    const effect = all.answer('1', 'approve', approval);
    await vi.advanceTimersByTimeAsync(5000);

    expect(await effect).toBe('unconfirmed');
    expect(await all.answer('1', 'deny', approval)).toBe('nobody-waits');
    expect(told).toEqual(['approve 1']);
  });
});

describe('a question whose call was given up', () => {
  it('waits ten minutes more, and is then forgotten', async () => {
    const { all, ask, events } = pending();
    ask('1');
    all.release('1');
    expect(all.list()).toMatchObject([{ id: '1', state: 'released', until: '2026-11-20T10:10:00.000Z' }]);

    await vi.advanceTimersByTimeAsync(10 * 60_000);

    expect(all.list()).toEqual([]);
    expect(events).toEqual(['asked 1', 'released 1', 'expired 1']);
  });

  it('stays when its connection ends', () => {
    const { all, ask } = pending();
    ask('1');
    all.release('1');

    all.withdraw('1');

    expect(all.list()).toHaveLength(1);
  });

  it('is forgotten at once when no call could be told to be the same', () => {
    const { all, ask } = pending();
    ask('1', { isExact: false });

    all.release('1');

    expect(all.list()).toEqual([]);
  });
});

describe('questions', () => {
  it('about one tool of one server by one agent are of one group', () => {
    const { all, ask } = pending();
    ask('1');
    ask('2', { bindings: { ...question().bindings, once: 'd'.repeat(64) } });
    ask('3', { bindings: { ...question().bindings, once: null, until: 'e'.repeat(64) } });

    const [one, two, three] = all.list().map(({ group }) => group);

    expect(one).toBe(two);
    expect(one).not.toBe(three);
  });

  it('are no more than fifty of one session, and five hundred in all', () => {
    const { ask } = pending();
    const taken = Array.from({ length: 600 }, (_, at) =>
      ask(String(at), { session: `s${Math.floor(at / 60)}`, bindings: { ...question().bindings, once: null } }),
    );

    expect(taken.slice(0, 60).filter(Boolean)).toHaveLength(50);
    expect(taken.filter(Boolean)).toHaveLength(500);
  });

  it('with an id in use are not taken', () => {
    const { ask } = pending();

    expect([ask('1'), ask('1')]).toEqual([true, false]);
  });
});

describe('a shim that is gone', () => {
  it('is told of before its question is taken back', () => {
    const { all, ask, events } = pending();
    ask('1');

    all.lost('1');

    expect(events).toEqual(['asked 1', 'lost 1', 'withdrawn 1']);
  });

  it('is not told of when it took the question back by itself, as it does where it records the call', () => {
    const { all, ask, events } = pending();
    ask('1');

    all.withdraw('1');
    all.lost('1');

    expect(events).toEqual(['asked 1', 'withdrawn 1']);
  });
});
