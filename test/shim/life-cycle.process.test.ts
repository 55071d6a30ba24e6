import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { shimStatus } from '../../shim/install/installed-shim.ts';
import { verifyTrace } from '../../shim/record/verify-trace.ts';
import { badHabits, gone, pidsOf, removeFolders, runs, startShim, temporaryFolder, traceOf } from './real-shim.ts';

afterAll(removeFolders);

/** Writes no file of its own. */
const quietServer = [process.execPath, badHabits];

// Most of the time is spent waiting for processes that do not want to end.
const together = { concurrent: true, timeout: 120_000 };

describe('an end of input', together, () => {
  it('ends the server, and the shim with its code', async () => {
    const shim = startShim({ flags: ['--exit', '5'] });
    await shim.initialize();
    const { pid } = await pidsOf(shim);
    shim.child.stdin?.end();

    await expect(shim.exit).resolves.toEqual({ code: 5, signal: null });
    expect(runs(pid)).toBe(false);
  });

  it('still delivers the answer that is on its way', async () => {
    const shim = startShim();
    await shim.initialize();
    // The first decision takes its time on a busy machine.
    await shim.call(2, 'ok');
    const reply = shim.call(1, 'big', { bytes: 512 * 1024 });
    shim.child.stdin?.end();

    expect((await reply).result?.content?.[0]?.text).toHaveLength(512 * 1024);
  });

  describe('before a slow server has answered', () => {
    /** It ends once it has answered, and not before. */
    const answersAfter = (ms: number): readonly string[] => [
      process.execPath,
      '-e',
      `require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => (process.stderr.write('heard'), setTimeout(() => {
        process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id: JSON.parse(line).id, result: { content: [{ text: 'late' }] } }) + '\\n', () => process.exit(0));
      }, ${ms}))); process.on('SIGTERM', () => process.exit(9)); setInterval(() => {}, 1000);`,
    ];

    it('still waits for an answer of two seconds', async () => {
      const shim = startShim({ command: answersAfter(1900) });
      const reply = shim.call(1, 'slow');
      await until(() => shim.stderr().includes('heard'));
      shim.child.stdin?.end();

      expect(await reply).toMatchObject({ result: { content: [{ text: 'late' }] } });
      await expect(shim.exit).resolves.toEqual({ code: 0, signal: null });
    });

    it('does not wait when the call was taken back', async () => {
      const shim = startShim({ command: answersAfter(1900) });
      shim.send({ id: 1, method: 'tools/call', params: { name: 'slow' } });
      shim.send({ method: 'notifications/cancelled', params: { requestId: 1 } });
      shim.child.stdin?.end();

      await expect(shim.exit).resolves.toEqual({ code: 9, signal: null });
    });

    it('does not wait for ever: all is gone soon after, and the call is answered', async () => {
      const shim = startShim({ command: answersAfter(60_000) });
      const reply = shim.call(1, 'slow');
      await until(() => shim.stderr().includes('heard'));
      const endedMs = performance.now();
      shim.child.stdin?.end();

      expect(await reply).toMatchObject({ error: { code: -31002 } });
      await expect(shim.exit).resolves.toEqual({ code: 9, signal: null });
      // Three seconds are promised; a busy machine takes its own time on top.
      expect(performance.now() - endedMs).toBeLessThan(8000);
    });
  });

  it('ends servers and their children that ignore it, and all signals', async () => {
    const shim = startShim({ flags: ['--stubborn', '--grandchild'] });
    await shim.initialize();
    const { pid, grandchild } = await pidsOf(shim);
    shim.child.stdin?.end();

    await shim.exit;
    expect([runs(pid), runs(grandchild ?? 0)]).toEqual([false, false]);
  });
});

describe.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s', together, (signal) => {
  it('reaches the server, and the shim ends by it too', async () => {
    const shim = startShim();
    await shim.initialize();
    const { pid } = await pidsOf(shim);
    shim.child.kill(signal);

    await expect(shim.exit).resolves.toEqual({ code: null, signal });
    expect(runs(pid)).toBe(false);
  });

  it('ends the whole tree, also one that ignores it', async () => {
    const shim = startShim({ flags: ['--stubborn', '--grandchild'] });
    await shim.initialize();
    const { pid, grandchild } = await pidsOf(shim);
    shim.child.kill(signal);

    await shim.exit;
    expect([runs(pid), runs(grandchild ?? 0)]).toEqual([false, false]);
  });

  it('in the middle of a call answers it and leaves a whole record', async () => {
    const shim = startShim({ flags: ['--stubborn'] });
    await shim.initialize();
    const reply = shim.call(1, 'never');
    await pidsOf(shim);
    shim.child.kill(signal);

    expect(await reply).toMatchObject({ error: { code: -31002 } });
    await shim.exit;
    expect(verifyTrace(join(shim.state, 'trace'))).toMatchObject({ faults: [], unconfirmed: [] });
    expect(traceOf(shim.state).slice(-2)).toMatchObject([
      { kind: 'outcome', outcome: { ended: 'client-gone' } },
      { kind: 'end', reason: 'signal' },
    ]);
  });
});

describe('a server that ends by itself', together, () => {
  it('in a call leaves an answer and its exit code', async () => {
    const shim = startShim();
    await shim.initialize();

    expect(await shim.call(1, 'crash')).toMatchObject({ error: { code: -31002 } });
    await expect(shim.exit).resolves.toEqual({ code: 7, signal: null });
    expect(traceOf(shim.state).slice(-2)).toMatchObject([
      { kind: 'outcome', outcome: { ended: 'server-gone' } },
      { kind: 'end' },
    ]);
  });

  it('by a signal ends the shim by that signal', async () => {
    const shim = startShim();
    await shim.initialize();
    await shim.call(1, 'kill');

    await expect(shim.exit).resolves.toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('does not leave its children behind', async () => {
    const shim = startShim({ flags: ['--grandchild'] });
    await shim.initialize();
    const { grandchild } = await pidsOf(shim);
    await shim.call(1, 'crash');

    await shim.exit;
    expect(runs(grandchild ?? 0)).toBe(false);
  });

  it('because it was asked for discovery is started once more', async () => {
    const shim = startShim({ flags: ['--dies-of-discovery'] });
    shim.send({
      id: 5,
      method: 'server/discover',
      params: { _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' } },
    });

    expect(await shim.reply(5)).toMatchObject({ error: { code: -32601 } });
    expect(await shim.initialize()).toMatchObject({ result: { serverInfo: { name: 'bad-habits' } } });
    expect(shim.logged().filter(({ started }) => started !== undefined)).toHaveLength(2);
    shim.child.stdin?.end();
    await shim.exit;
  });

  it('because it was asked for discovery, later than its client waits, is started once more and greeted', async () => {
    const shim = startShim({ flags: ['--dies-of-discovery', '--after', '4000'] });
    shim.send({
      id: 5,
      method: 'server/discover',
      params: { _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' } },
    });

    expect(await shim.reply(5)).toMatchObject({ error: { code: -32601 } });
    expect(await shim.initialize()).toMatchObject({ result: { serverInfo: { name: 'bad-habits' } } });
    expect(shim.logged().filter(({ started }) => started !== undefined)).toHaveLength(2);
    expect(await shim.call(7, 'ok')).toMatchObject({ result: { content: [{ text: 'ok' }] } });
    shim.child.stdin?.end();
    await shim.exit;
  });
});

describe('a client that is gone', together, () => {
  it('with its own end closed ends everything', async () => {
    const shim = startShim();
    await shim.initialize();
    const { pid } = await pidsOf(shim);
    shim.child.stdout?.destroy();
    shim.send({ id: 1, method: 'tools/call', params: { name: 'ok' } });
    shim.send({ id: 2, method: 'tools/call', params: { name: 'ok' } });

    await gone(pid);
    await gone(shim.child.pid ?? 0);
    expect(verifyTrace(join(shim.state, 'trace')).faults).toEqual([]);
  });

  it('while somebody else holds its end open ends everything', async () => {
    const pidFile = join(temporaryFolder(), 'pid');
    const client = join(import.meta.dirname, 'fixtures/claude.mjs');
    const shim = startShim({ through: [process.execPath, client, pidFile] });
    await shim.initialize();
    const { pid } = await pidsOf(shim);
    const shimPid = Number(readFileSync(pidFile, 'utf8'));
    expect(traceOf(shim.state)[0]).toMatchObject({
      agent: { client: 'test', confidence: 'known-client', verified: { client: 'claude-code' } },
    });
    shim.child.kill('SIGKILL');

    await gone(shimPid);
    expect(runs(pid)).toBe(false);
  });
});

describe('a shim that is killed', together, () => {
  it('takes a server along that ends at end of input, and has recorded every call that ran', async () => {
    const shim = startShim();
    await shim.initialize();
    const { pid } = await pidsOf(shim);
    await shim.call(1, 'ok');
    await shim.call(2, 'ok');
    shim.child.kill('SIGKILL');

    await gone(pid);
    const ran = shim
      .logged()
      .filter((entry) => 'ran' in entry)
      .map((entry) => entry['ran']);
    const recorded = traceOf(shim.state)
      .filter(({ kind }) => kind === 'decision')
      .map(({ id }) => id);
    expect(ran).toEqual([900, 1, 2]);
    expect(recorded).toEqual([900, 1, 2]);
    expect(verifyTrace(join(shim.state, 'trace')).faults).toEqual([]);
  });
});

describe('what the server is started with', together, () => {
  it('is its own: arguments, folder, environment, stderr', async () => {
    const cwd = temporaryFolder();
    const shim = startShim({
      cwd,
      flags: ['--odd', 'a b', '', '$HOME', '*'],
      env: { SOME_NAME: 'some value', 'odd.name': 'x' },
    });
    await shim.initialize();
    await shim.call(1, 'stderr');
    shim.child.stdin?.end();
    await shim.exit;

    const [first] = shim.logged();
    expect(first).toMatchObject({ cwd, env: { ...process.env, SOME_NAME: 'some value', 'odd.name': 'x' } });
    expect(first?.['args']).toEqual(['--log', shim.serverLog, '--odd', 'a b', '', '$HOME', '*']);
    expect(shim.stderr()).toBe('a line for the log\n');
  });

  it('has the variables that the launcher kept for it', async () => {
    const shim = startShim({
      env: { SALLYPORT_KEPT_NODE_OPTIONS: '--max-old-space-size=300', SALLYPORT_KEPT_NODE_X: '' },
    });
    await shim.initialize();
    shim.child.stdin?.end();
    await shim.exit;

    const env = shim.logged()[0]?.['env'];
    expect(env).toMatchObject({ NODE_OPTIONS: '--max-old-space-size=300', NODE_X: '' });
    expect(Object.keys(env ?? {}).filter((name) => name.startsWith('SALLYPORT_KEPT_'))).toEqual([]);
  });

  it('is named when it can not be started', async () => {
    const shim = startShim({ command: ['/nowhere/such-a-server'] });
    const reply = shim.initialize();

    await expect(shim.exit).resolves.toEqual({ code: 127, signal: null });
    expect(await reply).toMatchObject({
      error: {
        code: -31002,
        message: expect.stringMatching(/^sallyport: could not start \/nowhere\/such-a-server: .*ENOENT/),
      },
    });
    expect(shim.stderr()).toContain('could not start /nowhere/such-a-server');
  });

  it('is answered for when it can not be started and nobody reads what we say about it', async () => {
    const shim = startShim({ command: ['/nowhere/such-a-server'] });
    shim.child.stderr?.destroy();
    const reply = shim.initialize();

    await expect(shim.exit).resolves.toEqual({ code: 127, signal: null });
    expect(await reply).toMatchObject({ error: { code: -31002 } });
  });
});

describe.skipIf(process.platform === 'win32')("a person's own PATH", together, () => {
  /** A login shell that says where programs are, and that it was asked. */
  function shellKnowing(folder: string): string {
    const shell = join(folder, 'shell');
    const start = `echo asked >>"${join(folder, 'asked')}"; echo 'news of the day'; PATH="${folder}:/usr/bin:/bin"`;
    writeFileSync(shell, `#!/bin/sh\n${start}\nshift\neval "$1"\n`, { mode: 0o700 });
    return shell;
  }

  it('helps to a command that is nowhere else, whose own programs it finds too', async () => {
    const folder = temporaryFolder();
    const helper = `#!/bin/sh\nexec "${process.execPath}" "$@"\n`;
    writeFileSync(join(folder, 'only-there'), '#!/bin/sh\nexec beside-it "$@"\n', { mode: 0o700 });
    writeFileSync(join(folder, 'beside-it'), helper, { mode: 0o700 });
    const shim = startShim({ command: ['only-there', badHabits], env: { SHELL: shellKnowing(folder) } });

    expect(await shim.initialize()).toMatchObject({ result: { serverInfo: { name: 'bad-habits' } } });
    shim.child.stdin?.end();
    await expect(shim.exit).resolves.toEqual({ code: 0, signal: null });
  });

  it('is not asked for when the command is found without it', async () => {
    const folder = temporaryFolder();
    const shim = startShim({ env: { SHELL: shellKnowing(folder) } });
    await shim.initialize();
    shim.child.stdin?.end();
    await shim.exit;

    expect(existsSync(join(folder, 'asked'))).toBe(false);
  });
});

describe('a result of 16 MB', together, () => {
  it('arrives whole, and the next call is answered', async () => {
    const shim = startShim();
    await shim.initialize();

    expect((await shim.call(1, 'big', { bytes: 16 * 1024 * 1024 })).result?.content?.[0]?.text).toHaveLength(
      16 * 1024 * 1024,
    );
    expect(await shim.call(2, 'ok')).toMatchObject({ result: { content: [{ text: 'ok' }] } });
    shim.child.stdin?.end();
    await shim.exit;
  });
});

// Beside what waits, a young shim grows by what it learns to look for.
const grownMb = 48;

describe('a client that does not read', together, () => {
  it.runIf(process.platform === 'linux')('does not make the shim grow, and loses nothing', async () => {
    const shim = startShim();
    await shim.initialize();
    await shim.call(1, 'ok');
    const before = residentMb(shim.child.pid ?? 0);
    shim.child.stdout?.pause();
    const reply = shim.call(2, 'flood', { bytes: 192 * 1024 * 1024 });
    await new Promise((resolve) => setTimeout(resolve, 1000));

    expect(residentMb(shim.child.pid ?? 0) - before).toBeLessThan(grownMb);
    shim.child.stdout?.resume();
    expect((await reply).result).toEqual({ content: [] });
  });
});

describe('a server that does not read', together, () => {
  it.runIf(process.platform === 'linux')('does not make the shim grow, and gets everything in the end', async () => {
    const shim = startShim();
    await shim.initialize();
    await shim.call(1, 'ok');
    const before = residentMb(shim.child.pid ?? 0);
    await shim.call(2, 'deaf', { ms: 2000 });
    const note = { method: 'notifications/x', params: { text: 'n'.repeat(64 * 1024) } };
    for (let sent = 0; sent < 2000; sent += 1) {
      shim.send(note);
    }
    const reply = shim.call(3, 'ok');
    await new Promise((resolve) => setTimeout(resolve, 1000));

    expect(residentMb(shim.child.pid ?? 0) - before).toBeLessThan(grownMb);
    expect(await reply).toMatchObject({ result: { content: [{ text: 'ok' }] } });
  });
});

describe.skipIf(process.platform !== 'linux')('a server that floods and does not read', together, () => {
  it.each([
    ['messages that are refused', '{"jsonrpc":"1.0","id":1,"method":"x"}'],
    ['lists where there are none', '[{"jsonrpc":"2.0","id":1,"method":"ping"}]'],
  ])('makes neither the shim nor the record grow: %s', async (_, line) => {
    const shim = startShim({ command: ['yes', line] });
    await traceBegun(shim.state);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const before = residentMb(shim.child.pid ?? 0);
    await new Promise((resolve) => setTimeout(resolve, 2500));

    expect(residentMb(shim.child.pid ?? 0) - before).toBeLessThan(24);
    shim.child.stdin?.end();
    await shim.exit;
    const records = traceOf(shim.state);
    expect(records.filter(({ kind }) => kind === 'decision')).toHaveLength(20);
    expect(records.findLast(({ kind }) => kind === 'gap')).toMatchObject({
      reason: 'frame-refused',
      direction: 'down',
      count: expect.any(Number),
    });
    expect(records.length).toBeLessThan(40);
  });

  it('has few records of answers that nobody asked for, and how many there were', async () => {
    const shim = startShim({ command: ['yes', '{"jsonrpc":"2.0","id":1,"result":{}}'] });
    await traceBegun(shim.state);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    shim.child.stdin?.end();
    await shim.exit;

    const records = traceOf(shim.state);
    expect(records.filter(({ kind }) => kind === 'outcome')).toHaveLength(20);
    expect(records.findLast(({ kind }) => kind === 'gap')).toMatchObject({
      reason: 'answer-unasked',
      count: expect.any(Number),
    });
    expect(records.length).toBeLessThan(40);
  });
});

describe.skipIf(process.platform === 'win32')('a disk that takes no more', together, () => {
  it('lets calls pass without a policy, leaves a whole chain, and says how much is missing', async () => {
    const shim = startShim({ through: ['bash', '-c', 'ulimit -f 8 && exec "$0" "$@"'], command: quietServer });
    await shim.initialize();
    for (let id = 1; id <= 40; id += 1) {
      expect(await shim.call(id, 'ok')).toMatchObject({ result: { content: [{ text: 'ok' }] } });
    }
    shim.child.stdin?.end();
    await shim.exit;

    const records = traceOf(shim.state);
    const calls = records.filter(({ kind }) => kind === 'decision').length;
    expect(calls).toBeGreaterThan(0);
    expect(calls).toBeLessThan(40);
    // The last bytes may take a gap and an end, which are short: then the chain itself tells.
    const told = records.filter(({ kind }) => kind === 'gap').map(({ records: lost }) => Number(lost));
    const missing = told.reduce((sum, lost) => sum + lost, shimStatus(shim.state).lostRecords);
    expect(missing).toBeGreaterThanOrEqual(40 - calls);
    expect(verifyTrace(join(shim.state, 'trace')).faults).toEqual([]);
  });

  it('does not keep a server from starting when a marker of an earlier gap is there, which stays', async () => {
    const state = temporaryFolder();
    writeFileSync(join(state, 'gaps.jsonl'), '{"v":1,"reason":"runtime-broken","at":1795180277}\n');
    const shim = startShim({ state, through: ['bash', '-c', 'ulimit -f 0 && exec "$0" "$@"'], command: quietServer });
    await shim.initialize();

    expect(await shim.call(1, 'ok')).toMatchObject({ result: { content: [{ text: 'ok' }] } });
    shim.child.stdin?.end();
    await shim.exit;
    expect(shimStatus(state)).toMatchObject({ gaps: 1 });
  });
});

describe('a trace folder that can not be written', together, () => {
  it('lets calls pass without a policy, and the next record tells of the gap', async () => {
    const state = temporaryFolder();
    const obstacle = join(state, 'trace');
    writeFileSync(obstacle, 'a file where the folder should be');
    const shim = startShim({ state });
    await shim.initialize();
    expect(await shim.call(1, 'ok')).toMatchObject({ result: { content: [{ text: 'ok' }] } });
    shim.child.stdin?.end();
    await shim.exit;
    expect(shimStatus(state)).toMatchObject({ gaps: 0, lostRecords: expect.any(Number) });
    expect(shimStatus(state).lostRecords).toBeGreaterThan(0);

    rmSync(obstacle);
    const next = startShim({ state });
    await next.initialize();
    next.child.stdin?.end();
    await next.exit;

    expect(traceOf(state)[1]).toMatchObject({
      kind: 'gap',
      reason: 'record-unwritable',
      client: 'test',
      server: 'habits',
    });
    expect(shimStatus(state).lostRecords).toBe(0);
    expect(verifyTrace(join(state, 'trace')).faults).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('a trace that somebody takes away', together, () => {
  it('begins anew with what is called after that', async () => {
    const state = temporaryFolder();
    const shim = startShim({ state, command: quietServer });
    await shim.initialize();
    await shim.call(1, 'ok');
    await until(() => traceOf(state).some(({ kind }) => kind === 'outcome'));
    // The head of the chain is written a moment later, perhaps just now.
    rmSync(join(state, 'trace'), { recursive: true, maxRetries: 5 });
    await new Promise((resolve) => setTimeout(resolve, 300));

    await shim.call(2, 'ok');
    shim.child.stdin?.end();
    await shim.exit;

    expect(traceOf(state)).toMatchObject([
      { kind: 'connection', continues: { seq: expect.any(Number) } },
      { kind: 'decision', call: 2 },
      { kind: 'outcome', call: 2 },
      { kind: 'end' },
    ]);
  });
});

describe('a marker of the launcher', together, () => {
  it('is on record even when the next process only asks for discovery', async () => {
    const state = temporaryFolder();
    writeFileSync(join(state, 'gaps.jsonl'), '{"v":1,"reason":"runtime-broken","at":1795180277}\n');
    const shim = startShim({ state });
    shim.send({ id: 1, method: 'server/discover', params: {} });
    await shim.reply(1);
    shim.child.stdin?.end();
    await shim.exit;

    expect(traceOf(state).map(({ kind, reason }) => [kind, reason])).toContainEqual(['gap', 'runtime-broken']);
  });
});

describe('a marker that a shim has taken', together, () => {
  it('is on record before it is gone, however early that shim is killed', async () => {
    const state = temporaryFolder();
    writeFileSync(join(state, 'gaps.jsonl'), '{"v":1,"reason":"runtime-broken","at":1795180277}\n');
    const shim = startShim({ state });
    await until(() => readdirSync(state).every((name) => !name.startsWith('gaps')));
    shim.child.kill('SIGKILL');
    await shim.exit;

    expect(traceOf(state).map(({ kind, reason }) => [kind, reason])).toContainEqual(['gap', 'runtime-broken']);
  });
});

describe('a process that only asked for discovery', together, () => {
  it('is no session: it leaves no trace', async () => {
    const shim = startShim({ flags: ['--exit', '0'] });
    shim.send({ id: 1, method: 'server/discover', params: {} });
    expect(await shim.reply(1)).toMatchObject({ error: { code: -32601 } });
    shim.child.stdin?.end();
    await shim.exit;

    expect(verifyTrace(join(shim.state, 'trace')).segments).toBe(0);
  });
});

/** The shim has started, on however busy a machine, and has passed a call on. */
async function traceBegun(state: string): Promise<void> {
  await until(() => existsSync(join(state, 'trace')));
}

/** `expect.poll` loses its test beside others that run at the same time; the test's own time limit is the only one. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function residentMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}
