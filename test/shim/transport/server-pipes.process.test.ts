import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { gone, removeFolders, runs, startShim, temporaryFolder, traceOf, type RealShim } from '../real-shim.ts';

afterAll(removeFolders);

const pipes = join(import.meta.dirname, '../fixtures/pipes.mjs');
const server = [process.execPath, pipes];
const together = { concurrent: true, timeout: 120_000 };
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('a server that closes its output and lives on', together, () => {
  it('has its open calls answered, and its client sees the end while it still runs', async () => {
    const shim = startShim({ command: [...server, '--stubborn', '--log', logIn(temporaryFolder())] });
    await shim.initialize();
    const ended = new Promise((resolve) => shim.child.stdout?.on('end', resolve));
    const reply = shim.call(1, 'close-output');

    expect(await reply).toMatchObject({ error: { code: -31002 } });
    await ended;
    expect(runs(shim.child.pid ?? 0)).toBe(true);
    await expect(shim.exit).resolves.toEqual({ code: null, signal: 'SIGKILL' });
    expect(traceOf(shim.state).slice(-2)).toMatchObject([
      { kind: 'outcome', outcome: { ended: 'server-gone' } },
      { kind: 'end', reason: 'server-closed' },
    ]);
  });
});

describe('a server that closes its input and lives on', together, () => {
  it('gets no more calls: they are answered and not recorded as done, and what it still says arrives', async () => {
    const shim = startShim({ command: server });
    await shim.initialize();
    const closing = shim.call(1, 'close-input');
    await expect.poll(() => shim.notifications(), { timeout: 20_000 }).toHaveLength(1);

    const first = shim.call(2, 'ok');
    const second = shim.call(3, 'ok');

    expect([await first, await second]).toMatchObject([{ error: { code: -31002 } }, { error: { code: -31002 } }]);
    expect(await closing).toMatchObject({ result: { content: [{ text: 'closed' }] } });
    shim.child.stdin?.end();
    await shim.exit;
    const outcomes = traceOf(shim.state).filter(({ kind }) => kind === 'outcome');
    expect(outcomes.toSorted((a, b) => Number(a['call']) - Number(b['call']))).toMatchObject([
      { call: 1, outcome: { ok: true, ended: 'answered' } },
      { call: 2, outcome: { ok: false, ended: 'server-gone' } },
      { call: 3, outcome: { ok: false, ended: 'server-gone' } },
    ]);
  });
});

describe.skipIf(process.platform === 'win32')('a wrapper that hands its pipes on and ends', together, () => {
  it.each([
    ['that ends at end of input', ''],
    ['that ends for nothing', ' --stubborn'],
  ])('leaves a server that is served and ended like any other: one %s', async (_, habits) => {
    const log = logIn(temporaryFolder());
    const started = `"${process.execPath}" "${pipes}" --log "${log}"${habits} <&3 &`;
    const shim = startShim({ command: ['sh', '-c', `exec 3<&0; ${started} sleep 0.3; exit 0`] });
    await pause(900);

    expect(await shim.initialize()).toMatchObject({ result: { serverInfo: { name: 'pipes' } } });
    expect(await shim.call(1, 'ok')).toMatchObject({ result: { content: [{ text: 'ok' }] } });
    const { pid } = JSON.parse(readFileSync(log, 'utf8')) as { readonly pid: number };
    shim.child.stdin?.end();

    await expect(shim.exit).resolves.toEqual({ code: 0, signal: null });
    await gone(pid);
  });

  it('leaves last words that are heard', async () => {
    const said = '{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-11-25"}}';
    const shim = startShim({ command: ['sh', '-c', `read -r asked; (sleep 0.5; echo '${said}') & exit 3`] });

    expect(await shim.initialize()).toMatchObject({ result: { protocolVersion: '2025-11-25' } });
    await expect(shim.exit).resolves.toEqual({ code: 3, signal: null });
  });

  it('leaves nobody waiting when what is left can not be asked: calls are answered, and it is ended', async () => {
    const shim = startShim({ command: ['sh', '-c', 'read -r asked; sleep 60 & exit 3'] });

    expect(await shim.initialize()).toMatchObject({ error: { code: -31002 } });
    await expect(shim.exit).resolves.toEqual({ code: 3, signal: null });
  });
});

describe('a client that takes nothing around the end of its server', together, () => {
  /** Reads nothing from the call on until `ms` later. */
  async function stalled(lines: number, ms: number): Promise<{ shim: RealShim; exited: Promise<unknown> }> {
    const shim = startShim({ command: server });
    await shim.initialize();
    shim.child.stdout?.pause();
    const exited = new Promise((resolve) => shim.child.once('exit', (code, signal) => resolve({ code, signal })));
    void shim.call(1, 'burst-and-exit', { lines });
    await pause(ms);
    return { shim, exited };
  }

  it.each([
    ['2', 2],
    ['8', 8],
    ['60', 60],
  ])('gets everything in the end: %s lines of 50 KB, and the result', async (_, lines) => {
    const { shim, exited } = await stalled(lines, 4000);

    shim.child.stdout?.resume();

    expect(await shim.reply(1)).toMatchObject({ result: { content: [{ text: 'last' }] } });
    expect(shim.notifications()).toHaveLength(lines);
    expect(await exited).toEqual({ code: 0, signal: null });
    expect(traceOf(shim.state)).toContainEqual(
      expect.objectContaining({ kind: 'outcome', outcome: expect.objectContaining({ ended: 'answered' }) }),
    );
  });

  it('and then goes, ends the shim', async () => {
    const { shim, exited } = await stalled(8, 1000);

    shim.child.stdout?.destroy();

    await exited;
    expect(runs(shim.child.pid ?? 0)).toBe(false);
  });

  it('and then asks for the end, ends the shim too, and is not told that all went well', async () => {
    const { shim, exited } = await stalled(8, 1000);
    // What it has got of a line that was cut is nothing to read.
    shim.child.once('exit', () => shim.child.stdout?.destroy());

    shim.child.kill('SIGTERM');

    expect(await exited).not.toEqual({ code: 0, signal: null });
  });
});

function logIn(folder: string): string {
  const path = join(folder, 'log');
  expect(existsSync(path)).toBe(false);
  return path;
}
