import { describe, expect, it } from 'vitest';
import { admit, dispatch, type Granted } from '../../../main/contract/dispatch.ts';
import { type Handlers, type OperationName, operations } from '../../../main/contract/operations.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';

const looking: Granted = new Set(['read']);
const everything: Granted = new Set(['read', 'change', 'approve']);

/** Handlers that answer with nothing but what a test gives them. */
function handlersWith(some: Partial<Record<OperationName, (input: unknown) => Promise<unknown>>>): Handlers {
  return some as unknown as Handlers;
}

async function dispatched(
  name: string,
  input: unknown,
  some: Parameters<typeof handlersWith>[0],
  granted = everything,
): Promise<{ readonly reply: unknown; readonly internal: readonly unknown[] }> {
  const internal: unknown[] = [];
  const deps = { handlers: handlersWith(some), onInternal: (_: string, error: unknown) => internal.push(error) };
  return { reply: await dispatch(deps, granted, name, input), internal };
}

describe('an operation that is known, allowed and rightly asked', () => {
  it('gives what its handler gives', async () => {
    const { reply } = await dispatched(
      'activity.count',
      { filter: { tool: 'query' }, most: 10 },
      { 'activity.count': (input) => Promise.resolve({ asked: input }) },
    );

    expect(reply).toEqual({ ok: true, value: { asked: { filter: { tool: 'query' }, most: 10 } } });
  });
});

describe('an operation that nobody knows', () => {
  it.each(['nothing.here', '', 'toString', '__proto__', 'constructor'])('is refused: %j', async (name) => {
    const { reply } = await dispatched(name, {}, {});

    expect(reply).toMatchObject({ ok: false, error: { code: 'UNKNOWN_OPERATION' } });
  });
});

describe('a window that may only look', () => {
  it('reads', async () => {
    const { reply } = await dispatched('work.list', {}, { 'work.list': () => Promise.resolve([]) }, looking);

    expect(reply).toEqual({ ok: true, value: [] });
  });

  it('is refused every change and every loosening, before its input is looked at', () => {
    const refused = Object.entries(operations)
      .filter(([, { access }]) => access !== 'read')
      .map(([name]) => admit(looking, name, 'no input at all'));

    expect(refused.length).toBeGreaterThan(10);
    expect(refused.every((one) => !one.ok && one.error.code === 'NOT_GRANTED')).toBe(true);
  });
});

describe('an input of the wrong shape', () => {
  it.each([
    ['a key too many', 'servers.show', { server: 'srv_0123456789abcdef', also: 1 }],
    ['a key too few', 'servers.show', {}],
    ['no object', 'work.list', null],
    ['an id of another form', 'servers.show', { server: '../../etc/passwd' }],
    ['more rows than a page may have', 'activity.query', { filter: {}, before: null, limit: 1001 }],
    ['a policy file outside the folder', 'policy.check', { files: [{ name: '../active.yaml', text: '' }] }],
  ])('is refused with BAD_INPUT: %s', async (_, name, input) => {
    const { reply } = await dispatched(name, input, {});

    expect(reply).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  });

  it('is told where, never what', async () => {
    const { reply } = await dispatched('servers.ban', { servers: ['a secret'], reason: 'x' }, {});

    expect(JSON.stringify(reply)).toContain('servers.0');
    expect(JSON.stringify(reply)).not.toContain('a secret');
  });
});

describe('a handler that fails', () => {
  it('with an error of ours: its code, message and remedy are the answer', async () => {
    const { reply, internal } = await dispatched(
      'work.list',
      {},
      {
        'work.list': () =>
          Promise.reject(new SallyportError({ code: 'NO_SCAN_YET', message: 'none yet', remedy: 'Scan.' })),
      },
    );

    expect(reply).toEqual({ ok: false, error: { code: 'NO_SCAN_YET', message: 'none yet', remedy: 'Scan.' } });
    expect(internal).toEqual([]);
  });

  it('with any other: INTERNAL, told to the log and saying nothing of itself', async () => {
    const fault = new TypeError('/home/anna/secret is not iterable');
    const { reply, internal } = await dispatched('work.list', {}, { 'work.list': () => Promise.reject(fault) });

    expect(reply).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(JSON.stringify(reply)).not.toContain('anna');
    expect(internal).toEqual([fault]);
  });
});

describe('the list of operations', () => {
  it('is what screens and other programs rely on', () => {
    const byAccess = (level: string): readonly string[] =>
      Object.entries(operations)
        .filter(([, { access }]) => access === level)
        .map(([name]) => name)
        .toSorted();

    expect({ approve: byAccess('approve'), change: byAccess('change') }).toEqual({
      approve: [
        'approvals.approve',
        'catalogue.undo',
        'findings.suppress',
        'pause.begin',
        'pins.accept',
        'policy.begin',
        'policy.save',
        'restore.apply',
        'servers.approve',
        'servers.forget',
        'sessions.resume',
      ],
      change: ['approvals.deny', 'pause.end', 'protect.apply', 'servers.ban', 'settings.save'],
    });
  });
});
