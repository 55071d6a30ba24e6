import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { standingStore } from '../../../main/daemon/approvals/standing-store.ts';
import { daemonKey } from '../../../shim/record/device-key.ts';
import { now } from '../scan-home.ts';
import type { ApprovalRequest } from '../../../main/daemon/approvals/request.ts';
import { serveApprovals, type ServedApprovals } from '../../../main/daemon/approvals/serve.ts';
import type { ApprovalChannels } from '../../../shim/asking/approval.ts';
import { trusting } from '../../e2e/policy/guarded.ts';
import { type AskingShim, endChildren, startAskingShim } from '../../shim/asking/asking.ts';
import { commandLine, type Ran } from './command-line.ts';

vi.setConfig({ testTimeout: 60_000 });
const served: ServedApprovals[] = [];
afterEach(async () => {
  endChildren();
  await Promise.all(served.splice(0).map((one) => one.close()));
});

interface Waiting {
  readonly home: string;
  readonly run: (words: readonly string[], answers?: readonly string[] | null, agent?: string) => Promise<Ran>;
  readonly shim: AskingShim;
  readonly request: ApprovalRequest;
}

/** A home whose daemon has been asked about a call with these arguments. */
async function waiting(tool: string, input: object, channels: () => ApprovalChannels = () => 'any'): Promise<Waiting> {
  const { home, run } = commandLine({});
  const state = join(home, '.sallyport');
  mkdirSync(state);
  const one = await serveApprovals({
    stateFolder: state,
    channels,
    openWindow: null,
    onError: () => undefined,
  });
  served.push(one);
  const asked = new Promise<ApprovalRequest>((resolve) => one.approvals.onChange(({ request }) => resolve(request)));
  const shim = startAskingShim(state);
  shim.call(1, tool, input);
  return { home, run, shim, request: await asked };
}

describe('listing what waits', () => {
  it('shows who wants to do what, with hidden text made visible and no secret', async () => {
    const { run } = await waiting('ask', {
      text: 'pay\u200bload \u001b[2J',
      password: 'hunter2-but-longer',
      header: ['Bearer', `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`],
      count: 7,
    });

    const { code, out } = await run(['approvals', 'list']);

    expect(code).toBe(0);
    expect(out).toContain('May it do this?');
    expect(out).toContain('ask of habits (pkg:npm/habits@1.0.0), tools/call, write');
    expect(out).toContain(String.raw`pay\\u200bload`);
    expect(out).toContain('"count":7');
    for (const hidden of ['hunter2', 'ghp_', '\u001b', '\u200b']) {
      expect(out).not.toContain(hidden);
    }
  });

  it('says so when nothing waits, and when no daemon runs', async () => {
    const { run } = commandLine({});

    const { code, out, err } = await run(['approvals']);

    expect({ code, out }).toEqual({ code: 0, out: 'No call waits for an answer.\n' });
    expect(err).toContain('the Sallyport daemon does not run');
    expect(JSON.parse((await run(['approvals', 'list', '--json'])).out)).toEqual({
      daemon: 'not-running',
      requests: [],
      standing: [],
    });
  });

  it('is not cut short by its length', async () => {
    const { run, shim } = await waiting('ask', { text: 'x'.repeat(900_000) });
    [2, 3].forEach((id) => shim.call(id, 'ask', { id, text: 'y'.repeat(900_000) }));
    await vi.waitFor(() => expect(served[0]?.approvals.list()).toHaveLength(3), { timeout: 20_000 });

    const { out } = await run(['approvals', 'list', '--json']);

    expect((JSON.parse(out) as { requests: unknown[] }).requests).toHaveLength(3);
    expect((await run(['approvals', 'list'])).out).toContain('characters in all; see --json');
  });

  it('marks a number that nobody can show exactly', async () => {
    const { run, shim } = await waiting('ask', {});
    shim.child.stdin?.write(
      '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"ask","arguments":{"amount":9007199254740993}}}\n',
    );

    await vi.waitFor(
      async () => expect((await run(['approvals', 'list'])).out).toContain('a number that can not be shown exactly'),
      { timeout: 20_000 },
    );
  });
});

describe('approving a call', () => {
  it('shows it, asks a person, and lets it run', async () => {
    const { run, shim, request } = await waiting('ask', { table: 'sales' });

    const { code, out, err } = await run(['approvals', 'approve', request.id.slice(0, 6), '--reason', 'ok'], ['y']);

    expect({ code, out }).toEqual({ code: 0, out: `${request.id} is approved: the call goes on.\n` });
    expect(err).toContain('{"table":"sales"}');
    expect(await shim.text(1)).toBe('ok');
  });

  it.each<[string, readonly string[] | null, string | undefined, string]>([
    ['without a terminal', null, undefined, 'NEEDS_TERMINAL'],
    ['by an agent', ['y'], 'claude-code', 'REFUSED_FOR_AGENT'],
    ['when the person says no', ['n'], undefined, 'NOT_CONFIRMED'],
  ])('%s is refused with exit 4, and it still waits', async (_, answers, agent, code) => {
    const { run, shim, request } = await waiting('ask', {});

    const refused = await run(['approvals', 'approve', request.id, '--json'], answers, agent);

    expect(refused.code).toBe(4);
    expect(JSON.parse(refused.out)).toMatchObject({ error: { code } });
    expect(shim.seen).toEqual([]);
    expect(served[0]?.approvals.list()).toHaveLength(1);
  });

  it('is refused where managed settings leave it to the window', async () => {
    const { run, request } = await waiting('ask', {}, () => 'window-only');

    const refused = await run(['approvals', 'approve', request.id, '--json'], ['y']);

    expect(refused.code).toBe(4);
    expect(JSON.parse(refused.out)).toMatchObject({ error: { code: 'APPROVALS_WINDOW_ONLY' } });
  });

  it('for the session counts and is listed until managed settings leave it to the window, and can be taken back', async () => {
    let channels: ApprovalChannels = 'any';
    const { run, request, home } = await waiting('ask-session', {}, () => channels);
    await run(['approvals', 'approve', request.id, '--for', 'session'], ['y']);
    expect((await run(['approvals', 'list'])).out).toContain(request.id);

    channels = 'window-only';
    expect((await run(['approvals', 'list'])).out).toBe('No call waits for an answer.\n');
    expect(readdirSync(join(home, '.sallyport', 'approvals'))).toHaveLength(1);

    expect((await run(['approvals', 'deny', request.id])).code).toBe(0);
    expect(readdirSync(join(home, '.sallyport', 'approvals'))).toEqual([]);
  });

  it('at the window is listed where managed settings leave it to the window', async () => {
    const { run, request } = await waiting('ask-session', {}, () => 'window-only');
    const inWindow = { scope: 'session', until: null, by: 'kim', channel: 'window', reason: null } as const;
    await served[0]?.approvals.approve(request.id, inWindow);

    expect((await run(['approvals', 'list'])).out).toContain(request.id);
  });

  it('is listed without the daemon too as far as it counts', async () => {
    const { home, run } = commandLine({});
    const stateFolder = join(home, '.sallyport');
    const store = standingStore({ stateFolder, key: daemonKey(stateFolder) }, () => now);
    for (const channel of ['terminal', 'window'] as const) {
      const approval = { by: 'kim', channel, at: now.toISOString(), until: '2099-01-31T00:00:00Z', reason: null };
      const about = { client: 'codex', server: 'habits', tool: channel, session: 's1' };
      store.put({ id: channel === 'window' ? 'aa' : 'bb', scope: 'until', binding: 'c'.repeat(64), approval, about });
    }
    const listed = async (): Promise<readonly string[]> =>
      [...(await run(['approvals', 'list'])).out.matchAll(/\((window|terminal)\)/g)].map(
        ([, channel]) => channel ?? '',
      );
    expect((await listed()).toSorted()).toEqual(['terminal', 'window']);

    trusting(stateFolder, { approvals: 'window-only' });
    expect(await listed()).toEqual(['window']);
  });

  it('for longer than the policy allows is refused', async () => {
    const { run, request } = await waiting('ask-session', {});

    const refused = await run(['approvals', 'approve', request.id, '--for', '2099-01-31', '--json'], ['y']);

    expect(refused.code).toBe(4);
    expect(JSON.parse(refused.out)).toMatchObject({ error: { code: 'APPROVAL_TOO_BROAD' } });
  });

  it('for the session is listed, and can be taken back', async () => {
    const { run, request } = await waiting('ask-session', {});
    await run(['approvals', 'approve', request.id, '--for', 'session'], ['y']);

    expect((await run(['approvals', 'list'])).out).toContain(
      `${request.id}  ask-session of habits by codex for the session`,
    );

    expect((await run(['approvals', 'deny', request.id])).code).toBe(0);
    expect((await run(['approvals', 'list'])).out).toBe('No call waits for an answer.\n');
  });

  it.each([
    ['an id that is not there', ['approve', 'ffff'], 'UNKNOWN_REQUEST'],
    ['no id', ['approve'], 'USAGE'],
    ['a reach that is none', ['approve', '0', '--for', 'ever'], 'USAGE'],
  ])('with %s is refused with exit 2', async (_, words, code) => {
    const { run } = await waiting('ask', {});

    const refused = await run(['approvals', ...words, '--json'], ['y']);

    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.out)).toMatchObject({ error: { code } });
  });

  it('until a day that is over is refused', async () => {
    const { run, request } = await waiting('ask-date', {});

    const refused = await run(['approvals', 'approve', request.id, '--for', '2001-01-01', '--json'], ['y']);

    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.out)).toMatchObject({ error: { code: 'USAGE' } });
  });

  it('needs the daemon', async () => {
    const { run } = commandLine({});

    const refused = await run(['approvals', 'approve', 'abc', '--json'], ['y']);

    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.out)).toMatchObject({ error: { code: 'DAEMON_NOT_RUNNING' } });
  });
});

describe('denying a call', () => {
  it('needs no confirmation, and tells the agent why', async () => {
    const { run, shim, request } = await waiting('ask', {});

    const { code, out } = await run(['approvals', 'deny', request.id, '--reason', 'not this table']);

    expect({ code, out }).toEqual({ code: 0, out: `${request.id} is denied: it does not run.\n` });
    expect(await shim.text(1)).toContain('They say: not this table');
  });
});
