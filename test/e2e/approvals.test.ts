import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { endChildren, startAskingShim } from '../shim/asking/asking.ts';
import { badHabits } from '../shim/real-shim.ts';
import { inForce } from './policy/guarded.ts';
import { makeHome, sallyport } from './sallyport.ts';

const launcher = join(import.meta.dirname, '..', '..', 'dist', 'bin', 'sallyport');
const daemons: ChildProcess[] = [];
afterEach(() => {
  endChildren();
  daemons.splice(0).forEach((child) => child.kill('SIGKILL'));
});

interface Running {
  readonly child: ChildProcess;
  /** The next line on its standard output. */
  next(): Promise<{ readonly kind: string; readonly id: string }>;
  readonly end: Promise<number | null>;
}

/** `sallyport daemon --json` in this home, once it takes questions. */
async function daemon(home: string): Promise<Running> {
  const child = spawn(launcher, ['daemon', '--json'], {
    cwd: home,
    env: { HOME: home, PATH: '/usr/bin:/bin' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  daemons.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await new Promise<void>((resolve) =>
    child.stderr.on('data', (text: Buffer) => text.includes('watching') && resolve()),
  );
  return {
    child,
    next: async () => JSON.parse(String((await lines.next()).value)) as { kind: string; id: string },
    end: new Promise((resolve) => child.on('close', resolve)),
  };
}

describe('the daemon of the built program', () => {
  it('tells at once of a call that waits, and the command line sees and denies it', async () => {
    const home = makeHome();
    const state = join(home, '.sallyport');
    mkdirSync(state);
    const running = await daemon(home);
    const shim = startAskingShim(state);

    shim.call(1, 'ask', { table: 'sales' });
    const event = await running.next();
    expect(event).toMatchObject({ kind: 'call-asked', client: 'codex', server: 'habits', tool: 'ask' });

    const listed = await sallyport(home, ['approvals', 'list', '--json']);
    expect(JSON.parse(listed.out)).toMatchObject({
      daemon: 'running',
      requests: [{ id: event.id, input: { table: 'sales' }, state: 'held' }],
    });
    const approved = await sallyport(home, ['approvals', 'approve', event.id, '--json']);
    expect(approved.code).toBe(4);
    expect(JSON.parse(approved.out)).toMatchObject({ error: { code: 'NEEDS_TERMINAL' } });

    const denied = await sallyport(home, ['approvals', 'deny', event.id, '--reason', 'no']);
    expect(denied).toMatchObject({ code: 0, out: `${event.id} is denied: it does not run.\n` });
    expect(await shim.text(1)).toContain('They say: no');
  });

  it('takes the question of the built shim about a call that a policy asks about', async () => {
    const home = makeHome();
    const state = join(home, '.sallyport');
    const running = await daemon(home);
    await inForce(state, { 'person.cedar': '@id("asks") @ask("May it?") permit (principal, action, resource);' });
    const shim = join(import.meta.dirname, '..', '..', 'dist', 'bin', 'sallyport-shim');
    const words = [
      'run',
      '--client',
      'codex',
      '--server',
      'habits',
      '--state',
      state,
      '--',
      process.execPath,
      badHabits,
    ];
    const child = spawn(shim, words, { env: { HOME: home, PATH: '/usr/bin:/bin' }, stdio: ['pipe', 'pipe', 'ignore'] });
    daemons.push(child);
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

    child.stdin.write('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"pay","arguments":{"n":1}}}\n');
    const { id } = await running.next();
    await sallyport(home, ['approvals', 'deny', id, '--reason', 'too much']);

    expect(String((await answers.next()).value)).toContain('They say: too much');
    const { out } = await sallyport(home, ['log', 'query', '--kind', 'approval']);
    expect(out.split('\n').filter((line) => line.includes('pay'))).toHaveLength(2);
    expect((await sallyport(home, ['log', 'verify'])).code).toBe(0);
  });

  it('is one a user: a second one says so with exit 2, and the first goes on', async () => {
    const home = makeHome();
    await daemon(home);

    const second = await sallyport(home, ['daemon', '--json']);

    expect(second.code).toBe(2);
    expect(JSON.parse(second.out)).toMatchObject({ error: { code: 'DAEMON_RUNNING' } });
    expect(JSON.parse((await sallyport(home, ['approvals', '--json'])).out)).toMatchObject({ daemon: 'running' });
  });

  it('ends on SIGTERM with exit 0 and lets the next one start', async () => {
    const home = makeHome();
    const first = await daemon(home);

    first.child.kill('SIGTERM');

    expect(await first.end).toBe(0);
    await daemon(home);
    expect(JSON.parse((await sallyport(home, ['approvals', '--json'])).out)).toMatchObject({ daemon: 'running' });
  });
});
