import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { removeFolders, temporaryFolder, traceOf } from '../real-shim.ts';
import { endChildren, startAskingShim, startDaemon } from './asking.ts';

// Each test starts several processes.
vi.setConfig({ testTimeout: 60_000 });
afterEach(endChildren);
afterAll(removeFolders);

const answersIn = (state: string): readonly unknown[] =>
  traceOf(state).filter(({ kind, state: word }) => kind === 'approval' && word !== 'asked');
const decisionsIn = (state: string): readonly unknown[] => traceOf(state).filter(({ kind }) => kind === 'decision');

describe('a call that is asked about', () => {
  it('runs when a person approves it, and the record says who did', async () => {
    const state = temporaryFolder();
    const daemon = await startDaemon(state);
    const shim = startAskingShim(state);

    shim.call(1, 'ask', { table: 'sales' });
    const request = await daemon.asked();
    expect(request).toMatchObject({
      tool: 'ask',
      input: { table: 'sales' },
      question: 'May it do this?',
      state: 'held',
    });
    expect(shim.seen).toEqual([]);

    expect(await daemon.answer(request.id, 'approve')).toBe('delivered');
    expect(await shim.text(1)).toBe('ok');
    expect(decisionsIn(state)).toMatchObject([
      {
        decision: { effect: 'allow', reasons: ['person/ask-first'] },
        approval: { by: 'kim', channel: 'window', until: null, reason: 'as agreed' },
      },
    ]);
    expect(traceOf(state)).toContainEqual(expect.objectContaining({ kind: 'approval', state: 'approved' }));
  });

  it('is denied when a person says no, with what they say', async () => {
    const state = temporaryFolder();
    const daemon = await startDaemon(state);
    const shim = startAskingShim(state);

    shim.call(1, 'ask');
    expect(await daemon.answer((await daemon.asked()).id, 'deny')).toBe('delivered');

    expect(await shim.text(1)).toBe(
      'The user was asked about this call and denied it. They say: as agreed Rule: person/ask-first. Do not retry unchanged.',
    );
    expect(shim.ran()).toBe(0);
  });

  it('tells the client at once that it waits, where a token came', async () => {
    const state = temporaryFolder();
    const daemon = await startDaemon(state);
    const shim = startAskingShim(state);

    shim.call(1, 'ask', {}, { _meta: { progressToken: 'p' } });
    await daemon.asked();

    expect(await shim.next(({ method }) => method !== undefined)).toMatchObject({
      method: 'notifications/progress',
      params: { progressToken: 'p', progress: 1, message: 'Waiting for approval in Sallyport' },
    });
  });

  it('lets others pass by', async () => {
    const state = temporaryFolder();
    const daemon = await startDaemon(state);
    const shim = startAskingShim(state);

    shim.call(1, 'ask');
    await daemon.asked();
    shim.call(2, 'plain');

    expect(await shim.text(2)).toBe('ok');
  });
});

describe('a client that waits no longer', () => {
  it('and cancels takes the question back; the call never runs', async () => {
    const state = temporaryFolder();
    const daemon = await startDaemon(state);
    const shim = startAskingShim(state);
    shim.call(1, 'ask');
    const { id } = await daemon.asked();

    shim.say({ method: 'notifications/cancelled', params: { requestId: 1 } });
    await daemon.changed('withdrawn');

    expect(await daemon.answer(id, 'approve')).toBe('UNKNOWN_REQUEST');
    shim.call(2, 'plain');
    await shim.text(2);
    expect(shim.ran()).toBe(1);
    expect(decisionsIn(state)[0]).toMatchObject({ decision: { effect: 'deny', reasons: ['withdrawn-while-held'] } });
  });

  it('and goes away takes the question back, which is recorded', async () => {
    const state = temporaryFolder();
    const daemon = await startDaemon(state);
    const shim = startAskingShim(state);
    shim.call(1, 'ask');
    await daemon.asked();

    shim.child.stdin?.end();
    await daemon.changed('withdrawn');
    await shim.end;

    expect(decisionsIn(state)).toMatchObject([{ decision: { effect: 'deny', reasons: ['withdrawn-while-held'] } }]);
  });
});

describe('a shim that dies', () => {
  it('leaves no question behind', async () => {
    const state = temporaryFolder();
    const daemon = await startDaemon(state);
    const shim = startAskingShim(state);
    shim.call(1, 'ask');
    const { id } = await daemon.asked();

    shim.child.kill('SIGKILL');
    await daemon.changed('withdrawn');

    expect(await daemon.answer(id, 'approve')).toBe('UNKNOWN_REQUEST');
  });

  it('leaves the call recorded as denied, by the daemon in its place', async () => {
    const state = temporaryFolder();
    const daemon = await startDaemon(state);
    const shim = startAskingShim(state);
    shim.call(1, 'ask');
    await daemon.asked();

    shim.child.kill('SIGKILL');
    await daemon.changed('withdrawn');

    expect(answersIn(state)).toMatchObject([
      { state: 'denied', action: { tool: 'ask' }, reasons: ['withdrawn-while-held'], approval: null },
    ]);
  });

  it('after its client was told that the call did not run is no news', async () => {
    const state = temporaryFolder();
    const daemon = await startDaemon(state);
    const shim = startAskingShim(state, { limitMs: 100 });
    shim.call(1, 'ask');
    const { id } = await daemon.asked();
    await daemon.changed('released');

    shim.child.kill('SIGKILL');
    await shim.end;

    expect(await daemon.answer(id, 'approve')).toBe('kept-for-retry');
    expect(answersIn(state)).toMatchObject([{ state: 'approved' }]);
  });
});

describe('a daemon that dies', () => {
  it('leaves the call denied and recorded, with how to get it', async () => {
    const state = temporaryFolder();
    const daemon = await startDaemon(state);
    const shim = startAskingShim(state);
    shim.call(1, 'ask');
    await daemon.asked();

    daemon.child.kill('SIGKILL');

    expect(await shim.text(1)).toContain(
      'start it again ("sallyport daemon"), then call again with the same arguments',
    );
    expect(decisionsIn(state)).toMatchObject([
      { decision: { effect: 'deny', reasons: ['person/ask-first', 'approval/daemon-gone'] } },
    ]);
  });

  it('is replaced by the next one, which takes its place on the socket', async () => {
    const state = temporaryFolder();
    const first = await startDaemon(state);
    first.child.kill('SIGKILL');
    await first.end;

    const second = await startDaemon(state);
    const shim = startAskingShim(state);
    shim.call(1, 'ask');

    expect(await second.answer((await second.asked()).id, 'approve')).toBe('delivered');
    expect(await shim.text(1)).toBe('ok');
  });
});

describe('a second daemon', () => {
  it('says that one runs, and leaves it alone', async () => {
    const state = temporaryFolder();
    const first = await startDaemon(state);

    const second = await startDaemon(state);
    expect(await second.end).toBe(2);

    const shim = startAskingShim(state);
    shim.call(1, 'ask');
    expect(await first.answer((await first.asked()).id, 'approve')).toBe('delivered');
  });
});

describe('a call that was given up in time', () => {
  it('runs once on an identical retry after a late yes, and is asked about again after that', async () => {
    const state = temporaryFolder();
    const daemon = await startDaemon(state);
    const shim = startAskingShim(state, { limitMs: 200 });
    shim.call(1, 'ask', { table: 'sales', limit: 5 });
    const { id } = await daemon.asked();
    expect(await shim.text(1)).toContain('has not answered yet. It did not run.');
    await daemon.changed('released');

    expect(await daemon.answer(id, 'approve')).toBe('kept-for-retry');
    shim.call(2, 'ask', { limit: 5, table: 'sales' });
    expect(await shim.text(2)).toBe('ok');
    shim.call(3, 'ask', { table: 'sales', limit: 5 });
    await daemon.asked();

    expect(shim.ran()).toBe(1);
  });

  it('is asked about anew with other arguments', async () => {
    const state = temporaryFolder();
    const daemon = await startDaemon(state);
    const shim = startAskingShim(state, { limitMs: 200 });
    shim.call(1, 'ask', { table: 'sales' });
    const { id } = await daemon.asked();
    await daemon.changed('released');
    await daemon.answer(id, 'approve');

    shim.call(2, 'ask', { table: 'customers' });

    expect(await daemon.asked()).toMatchObject({ input: { table: 'customers' } });
  });

  it('is denied on an identical retry after a late no, once', async () => {
    const state = temporaryFolder();
    const daemon = await startDaemon(state);
    const shim = startAskingShim(state, { limitMs: 200 });
    shim.call(1, 'ask');
    const { id } = await daemon.asked();
    await daemon.changed('released');

    expect(await daemon.answer(id, 'deny')).toBe('kept-for-retry');
    shim.call(2, 'ask');
    expect(await shim.text(2)).toContain('denied it');
    shim.call(3, 'ask');
    await daemon.asked();
  });

  it('takes its question along when it comes again', async () => {
    const state = temporaryFolder();
    const daemon = await startDaemon(state);
    const impatient = startAskingShim(state, { limitMs: 200 });
    impatient.call(1, 'ask');
    const first = await daemon.asked();
    await daemon.changed('released');

    const shim = startAskingShim(state);
    shim.call(2, 'ask');
    const second = await daemon.asked();

    expect(await daemon.answer(first.id, 'approve')).toBe('UNKNOWN_REQUEST');
    expect(await daemon.answer(second.id, 'approve')).toBe('delivered');
    expect(await shim.text(2)).toBe('ok');
  });

  it('is approved for one of two shims that come at once', async () => {
    const state = temporaryFolder();
    const daemon = await startDaemon(state);
    const shims = [1, 2, 3, 4].map(() => startAskingShim(state, { limitMs: 400 }));
    shims[0]?.call(1, 'ask', { n: 1 });
    const { id } = await daemon.asked();
    await daemon.changed('released');
    await daemon.answer(id, 'approve');

    shims.forEach((shim) => shim.call(2, 'ask', { n: 1 }));
    const texts = await Promise.all(shims.map((shim) => shim.text(2)));

    expect(texts.filter((text) => text === 'ok')).toHaveLength(1);
    expect(shims.reduce((sum, shim) => sum + shim.ran(), 0)).toBe(1);
  });
});

describe('an approval that holds longer', () => {
  it('covers the tool for the session, and not for another one', async () => {
    const state = temporaryFolder();
    const daemon = await startDaemon(state);
    const shim = startAskingShim(state);
    shim.call(1, 'ask-session', { n: 1 });
    await daemon.answer((await daemon.asked()).id, 'approve', { scope: 'session' });
    await shim.text(1);

    shim.call(2, 'ask-session', { n: 2 });
    expect(await shim.text(2)).toBe('ok');
    const other = startAskingShim(state, { env: { TEST_SESSION: 's2' } });
    other.call(3, 'ask-session', { n: 2 });

    await daemon.asked();
  });

  it('covers the tool until a day, without a daemon, and can be taken back', async () => {
    const state = temporaryFolder();
    const daemon = await startDaemon(state);
    const shim = startAskingShim(state);
    shim.call(1, 'ask-date');
    const { id } = await daemon.asked();
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await daemon.answer(id, 'approve', { scope: 'until', until });
    daemon.child.kill('SIGKILL');
    await daemon.end;

    const other = startAskingShim(state, { env: { TEST_SESSION: 's2' } });
    other.call(2, 'ask-date', { n: 2 });
    expect(await other.text(2)).toBe('ok');

    const next = await startDaemon(state);
    expect(await next.answer(id, 'deny')).toBe('taken-back');
    other.call(3, 'ask-date', { n: 2 });
    await next.asked();
  });

  it.each([
    ['ask', 'session'],
    ['ask', 'until'],
    ['ask-session', 'until'],
  ])('is refused for %s where the policy allows less than %s', async (tool, scope) => {
    const state = temporaryFolder();
    const daemon = await startDaemon(state);
    const shim = startAskingShim(state);
    shim.call(1, tool);

    const effect = await daemon.answer((await daemon.asked()).id, 'approve', { scope, until: '2099-01-01T00:00:00Z' });

    expect(effect).toBe('APPROVAL_TOO_BROAD');
  });
});

describe('without a daemon', () => {
  it('a call that is asked about is denied, with how to get it', async () => {
    const shim = startAskingShim(temporaryFolder());

    shim.call(1, 'ask');

    expect(await shim.text(1)).toBe(
      'This call needs the approval of the user, who could not be asked: the Sallyport service is not running on this computer. It did not run. Rule: person/ask-first. Ask the user to start it ("sallyport daemon"), then call again with the same arguments.',
    );
  });
});
