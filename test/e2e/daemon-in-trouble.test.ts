import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../../main/daemon/sqlite.ts';
import { removeFolders, startShim } from '../shim/real-shim.ts';
import { trusting } from './policy/guarded.ts';
import { launcher, makeHome, put, sallyport } from './sallyport.ts';

const soon = { timeout: 20_000, interval: 100 };
let home: string;
let state: string;
let daemons: ChildProcess[];
beforeEach(() => {
  home = makeHome({ '.cursor/mcp.json': { mcpServers: { a: { command: 'npx', args: ['-y', 'a@1.0.0'] } } } });
  state = join(home, '.sallyport');
  daemons = [];
});
afterEach(async () => {
  for (const daemon of daemons.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
    daemon.kill('SIGKILL');
    await once(daemon, 'exit');
  }
  rmSync(home, { recursive: true, force: true });
  removeFolders();
});

/** Through a shell, which says where the daemon writes to and what it may have, and is the daemon from then on. */
function daemonBy(script: string): ChildProcess & { readonly said: () => string } {
  const daemon = spawn('sh', ['-c', script], {
    env: { HOME: home, PATH: '/usr/bin:/bin', DAEMON: launcher },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  daemons.push(daemon);
  let said = '';
  [daemon.stdout, daemon.stderr].forEach((from) => from.on('data', (chunk: Buffer) => (said += chunk.toString())));
  return Object.assign(daemon, { said: () => said });
}

async function isServing(): Promise<boolean> {
  return (await sallyport(home, ['approvals', 'list'])).code === 0;
}

describe.skipIf(process.platform !== 'linux')('words that can not be written', () => {
  it.each([
    ['what is told beside', 'exec "$DAEMON" daemon 2>/dev/full'],
    ['what is told', 'exec "$DAEMON" daemon >/dev/full'],
  ])('(%s) end no daemon', async (_what, script) => {
    const daemon = daemonBy(script);
    await expect.poll(isServing, soon).toBe(true);

    put(home, '.cursor/mcp.json', { mcpServers: { b: { command: 'npx', args: ['-y', 'b@1.0.0'] } } });
    const found = async (): Promise<string> => (await sallyport(home, ['servers', 'list'])).out;
    await expect.poll(found, soon).toContain('b@1.0.0');

    expect(await isServing()).toBe(true);
    daemon.kill('SIGTERM');
    expect(await once(daemon, 'close')).toEqual([0, null]);
  });

  it.each([
    ['scan', 0],
    ['nonsense', 2],
  ])('change nothing about the exit code (%s)', (words, code) => {
    const { status } = spawnSync('sh', ['-c', `exec "$DAEMON" ${words} 2>/dev/full`], {
      env: { HOME: home, PATH: '/usr/bin:/bin', DAEMON: launcher },
    });

    expect(status).toBe(code);
  });
});

const mayLimit =
  spawnSync('unshare', ['-Ur', 'sh', '-c', 'echo 0 > /proc/sys/user/max_inotify_instances']).status === 0;

describe.skipIf(!mayLimit)('a system that watches no more files for this person', () => {
  it('costs some seconds, and neither records nor edits of the policy', async () => {
    const limit = 'echo 0 > /proc/sys/user/max_inotify_instances; exec "$DAEMON" daemon';
    const daemon = daemonBy(`exec unshare -Ur sh -c '${limit}'`);
    await expect.poll(daemon.said, soon).toContain('watching;');

    const shim = startShim({ state });
    await shim.initialize();
    shim.child.stdin?.end();
    await shim.exit;
    put(home, '.sallyport/policy/source/settings.yaml', 'version: 1\n');
    put(home, '.sallyport/policy/source/person.cedar', '@id("all") permit (principal, action, resource);\n');

    await expect.poll(() => recordsTakenIn() > 0, soon).toBe(true);
    await expect.poll(daemon.said, soon).toContain('Version 1 of the policy is in force.');
    expect(daemon.said().match(/watches no more files for you \(EMFILE\)/g)).toHaveLength(2);
    expect(daemon.said()).not.toContain('    at ');
  });
});

function recordsTakenIn(): number {
  const store = openSqlite(join(state, 'trace.db'));
  const count = store.prepare<[], number>('SELECT count(*) FROM record').pluck().get();
  store.close();
  return count ?? 0;
}

describe('a daemon whose state folder is taken away', () => {
  it('says so and ends, and leaves the one that was started meanwhile its socket', async () => {
    const first = daemonBy('exec "$DAEMON" daemon');
    const ended = once(first, 'close');
    await expect.poll(first.said, soon).toContain('watching;');
    renameSync(state, join(home, 'elsewhere'));
    const second = daemonBy('exec "$DAEMON" daemon');
    await expect.poll(second.said, soon).toContain('watching;');

    expect(await ended).toEqual([3, null]);
    expect(first.said()).toContain('was taken away while the daemon ran');
    expect(await isServing()).toBe(true);
    expect(second.exitCode).toBe(null);
  });
});

describe('a daemon that waits for the source of its policy', () => {
  it('ends at once when it is told to', async () => {
    const silent = createServer();
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const asked = once(silent, 'connection');
    trusting(state, { source: `http://127.0.0.1:${(silent.address() as AddressInfo).port}/policy` });
    const daemon = daemonBy('exec "$DAEMON" daemon');
    await asked;

    const before = performance.now();
    daemon.kill('SIGTERM');
    const ended = await once(daemon, 'close');

    expect(ended).toEqual([0, null]);
    expect(performance.now() - before).toBeLessThan(10_000);
    expect(daemon.said()).toBe('');
    silent.close();
  });
});

describe('a daemon whose settings have a fault', () => {
  it('says so, and does all that does not hang on them', async () => {
    put(home, '.sallyport/settings.json', '{"v":1,');
    const daemon = daemonBy('exec "$DAEMON" daemon');

    await expect.poll(daemon.said, soon).toContain('watching;');

    expect(daemon.said()).toContain('are not valid; until they are mended, drift is reported');
    expect(await isServing()).toBe(true);
  });

  it('does not write over them when something is to be chosen', async () => {
    put(home, '.sallyport/settings.json', '{"v":1,');

    expect(await sallyport(home, ['daemon', '--on-drift', 'route-again'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('are not valid') as unknown,
    });
    expect(readFileSync(join(state, 'settings.json'), 'utf8')).toBe('{"v":1,');
  });
});

describe('a daemon that finds another one running', () => {
  it('says so, and keeps nothing of what was chosen for it', async () => {
    const first = daemonBy('exec "$DAEMON" daemon --on-drift report');
    await expect.poll(first.said, soon).toContain('watching;');
    const chosen = readFileSync(join(state, 'settings.json'), 'utf8');

    expect(await sallyport(home, ['daemon', '--on-drift', 'route-again'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('runs already') as unknown,
    });

    expect(JSON.parse(chosen)).toMatchObject({ onDrift: 'report' });
    expect(readFileSync(join(state, 'settings.json'), 'utf8')).toBe(chosen);
  });
});
