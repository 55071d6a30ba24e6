import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../../main/contract/api.ts';
import type { Handlers, Questions } from '../../../../main/contract/operations.ts';
import { type Door, openDoor, type Visitor } from '../../../../main/daemon/service/door.ts';
import { SallyportError } from '../../../../scanner/model/errors.ts';

const person: Visitor = { id: 'one', granted: new Set(['read', 'change', 'approve']) };
const forget = { name: 'servers.forget', input: { servers: ['srv_0123456789abcdef'] } };

function doorWith(question: () => Promise<string> = () => Promise.resolve('Forget it?')): {
  readonly door: Door;
  readonly ran: string[];
  readonly clock: { now: Date };
} {
  const ran: string[] = [];
  const clock = { now: new Date('2026-11-20T09:00:00Z') };
  const handlers = {
    'servers.forget': () => {
      ran.push('forget');
      return Promise.resolve({ done: [], refused: [], undo: null });
    },
    'servers.ban': () => {
      ran.push('ban');
      return Promise.resolve({ done: [], refused: [], undo: null });
    },
  };
  const door = openDoor({
    handlers: handlers as unknown as Handlers,
    questions: { 'servers.forget': question } as unknown as Questions,
    now: () => clock.now,
    onInternal: (name, error) => {
      throw new Error(name, { cause: error });
    },
  });
  return { door, ran, clock };
}

function tokenOf(reply: Reply<unknown>): string {
  if (reply.ok || !('confirm' in reply)) {
    throw new Error('there was no question');
  }
  return reply.confirm.token;
}

describe('an operation that loosens something', () => {
  it('asks first and does nothing', async () => {
    const { door, ran } = doorWith();

    await expect(door.call(person, { ...forget, confirmed: null })).resolves.toMatchObject({
      ok: false,
      error: { code: 'NEEDS_CONFIRMATION' },
      confirm: { question: 'Forget it?' },
    });
    expect(ran).toEqual([]);
  });

  it('runs after the yes to its question', async () => {
    const { door, ran } = doorWith();
    const confirmed = tokenOf(await door.call(person, { ...forget, confirmed: null }));

    await expect(door.call(person, { ...forget, confirmed })).resolves.toMatchObject({ ok: true });
    expect(ran).toEqual(['forget']);
  });

  it.each([
    ['a second time', { visitor: person, request: forget, waitMs: 0, times: 2 }],
    [
      'for another input',
      {
        visitor: person,
        request: { ...forget, input: { servers: ['srv_fedcba9876543210'] } },
        waitMs: 0,
        times: 1,
      },
    ],
    ['from another window', { visitor: { ...person, id: 'two' }, request: forget, waitMs: 0, times: 1 }],
    ['after two minutes', { visitor: person, request: forget, waitMs: 2 * 60_000 + 1, times: 1 }],
  ])('does not run with a yes %s', async (_, { visitor, request, waitMs, times }) => {
    const { door, ran, clock } = doorWith();
    const confirmed = tokenOf(await door.call(person, { ...forget, confirmed: null }));
    clock.now = new Date(clock.now.getTime() + waitMs);

    const replies = [];
    for (let time = 0; time < times; time += 1) {
      replies.push(await door.call(visitor, { ...request, confirmed }));
    }

    expect(replies.at(-1)).toMatchObject({ ok: false, error: { code: 'NEEDS_CONFIRMATION' } });
    expect(ran).toHaveLength(times - 1);
  });

  it('does not run with a yes that was used up by another window', async () => {
    const { door, ran } = doorWith();
    const confirmed = tokenOf(await door.call(person, { ...forget, confirmed: null }));
    await door.call({ ...person, id: 'two' }, { ...forget, confirmed });

    await door.call(person, { ...forget, confirmed });

    expect(ran).toEqual([]);
  });

  it('is refused when there is nothing to ask about', async () => {
    const gone = new SallyportError({ code: 'RECORD_UNKNOWN', message: 'gone', remedy: 'Look again.' });
    const { door, ran } = doorWith(() => Promise.reject(gone));

    await expect(door.call(person, { ...forget, confirmed: null })).resolves.toEqual({
      ok: false,
      error: { code: 'RECORD_UNKNOWN', message: 'gone', remedy: 'Look again.' },
    });
    expect(ran).toEqual([]);
  });

  it('is not even asked about in a window that may not', async () => {
    const { door } = doorWith();
    const reply = await door.call({ id: 'two', granted: new Set(['read']) }, { ...forget, confirmed: null });

    expect(reply).toMatchObject({ error: { code: 'NOT_GRANTED' } });
    expect(reply).not.toHaveProperty('confirm');
  });
});

describe('an operation that makes things stricter', () => {
  it('runs at once', async () => {
    const { door, ran } = doorWith();
    const input = { servers: ['srv_0123456789abcdef'], reason: 'not wanted' };

    await expect(door.call(person, { name: 'servers.ban', input, confirmed: null })).resolves.toMatchObject({
      ok: true,
    });
    expect(ran).toEqual(['ban']);
  });
});
