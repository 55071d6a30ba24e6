import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeHome, sallyport } from './sallyport.ts';

const launcher = join(import.meta.dirname, '..', '..', 'dist', 'bin', 'sallyport');

let home: string;
const running: ChildProcess[] = [];
beforeEach(() => {
  home = makeHome({ '.cursor/mcp.json': { mcpServers: { files: { command: 'npx', args: ['files@1.0.0'] } } } });
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((child) => ended(child)));
  rmSync(home, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
}

function start(words: readonly string[], env: Readonly<Record<string, string>> = {}): Started {
  const child = spawn(launcher, words, {
    cwd: home,
    env: { HOME: home, PATH: '/usr/bin:/bin', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let out = '';
  let err = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (err += part.toString()));
  return { child, out: () => out, err: () => err };
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve(child.exitCode);
      return;
    }
    child.once('exit', (code) => resolve(code));
    child.kill('SIGTERM');
  });
}

interface Dashboard {
  readonly url: string;
  readonly daemon: string;
  readonly mayChange: boolean;
  readonly opened: boolean;
}

async function documentOf({ out }: Started): Promise<Dashboard> {
  await expect.poll(out, { timeout: 30_000 }).toContain('\n');
  return JSON.parse(out()) as Dashboard;
}

/** Signs in as the page does. */
async function signIn(
  url: string,
): Promise<{ readonly status: number; readonly call: (name: string) => Promise<unknown> }> {
  const { origin, hash } = new URL(url);
  const json = { 'content-type': 'application/json', origin };
  const answer = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ token: hash.slice(1) }),
  });
  const { proof = '' } = (await answer.json()) as { proof?: string };
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return {
    status: answer.status,
    call: async (name) => {
      const headers = { ...json, cookie, 'x-sallyport-proof': proof };
      const called = await fetch(`${origin}/call`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ name, input: {} }),
      });
      return called.json();
    },
  };
}

describe('sallyport dashboard --no-open --json', () => {
  it('prints one document with an address that serves the screens and opens one window, which may only look', async () => {
    const started = start(['dashboard', '--no-open', '--json']);
    const { url, ...said } = await documentOf(started);

    const page = await fetch(new URL('/', url));
    const script = await fetch(new URL('/screens.js', url));
    const window = await signIn(url);

    expect(said).toMatchObject({ daemon: 'here', mayChange: false, opened: false });
    expect(await page.text()).toContain('<div id="screens">');
    expect([page.status, script.status, window.status]).toEqual([200, 200, 200]);
    await expect
      .poll(() => window.call('servers.list'), { timeout: 20_000 })
      .toMatchObject({
        value: { servers: [{ names: ['files'] }] },
      });
    expect(await window.call('pause.end')).toMatchObject({ error: { code: 'NOT_GRANTED' } });
    expect((await signIn(url)).status).toBe(401);
    expect(await ended(started.child)).toBe(0);
  });

  it('gets its window from the daemon that runs, and ends', async () => {
    const daemon = start(['daemon']);
    await expect.poll(daemon.err, { timeout: 30_000 }).toContain('watching');

    const { code, out } = await sallyport(home, ['dashboard', '--no-open', '--json']);

    const { url, daemon: which } = JSON.parse(out) as Dashboard;
    expect([code, which]).toEqual([0, 'running']);
    expect((await signIn(url)).status).toBe(200);
    expect(await ended(daemon.child)).toBe(0);
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('ends by itself with --wait when nobody comes', async () => {
    const { code, out } = await sallyport(home, ['dashboard', '--no-open', '--json', '--wait', '1']);

    expect([code, (JSON.parse(out) as Dashboard).daemon]).toEqual([0, 'here']);
  });

  it('says why no browser is opened where there is none', async () => {
    const { err } = await sallyport(home, ['dashboard', '--wait', '1']);

    expect(err).toContain('there is no display, so no browser is opened');
  });
});

describe('a second daemon', () => {
  it('is refused with DAEMON_RUNNING, and the first goes on', async () => {
    const daemon = start(['daemon']);
    await expect.poll(daemon.err, { timeout: 30_000 }).toContain('watching');

    const second = await sallyport(home, ['daemon', '--json']);

    expect(second.code).not.toBe(0);
    expect(JSON.parse(second.out)).toMatchObject({ error: { code: 'DAEMON_RUNNING' } });
    expect(daemon.child.exitCode).toBeNull();
  });
});
