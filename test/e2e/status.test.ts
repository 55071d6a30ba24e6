import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginPause } from '../../main/daemon/policy/pause.ts';
import { laptopAt } from '../main/daemon/protect/laptop.ts';
import { ours } from '../policy/bundle/signed.ts';
import { makeHome, put, sallyport } from './sallyport.ts';

const entry = { command: 'npx', args: ['-y', 'a'] };
let home: string;
beforeEach(() => {
  home = makeHome({ '.cursor/mcp.json': { mcpServers: { a: entry } } });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function status(): Promise<{ readonly code: number | null; readonly said: unknown }> {
  const { code, out } = await sallyport(home, ['status', '--json']);
  return { code, said: JSON.parse(out) };
}

describe('status', () => {
  it('counts the routes of each client, and changes nothing', async () => {
    put(home, '.codeium/windsurf/mcp_config.json', {
      mcpServers: { far: { serverUrl: 'https://e.example/mcp' }, s: { command: 'socket-mcp-guard', args: ['x'] } },
    });
    const before = await status();
    await sallyport(home, ['protect', '--yes', '--client', 'cursor']);
    const { code, said } = await status();

    expect(before.said).toMatchObject({ shim: { launcher: 'absent' }, clients: [{ id: 'cursor', direct: 1 }, {}] });
    expect(code).toBe(0);
    expect(said).toMatchObject({
      schema: 'sallyport.status/1.0',
      clients: [
        { id: 'cursor', guarded: 1, direct: 0, drifted: 0, unroutable: 0 },
        { id: 'windsurf', guarded: 0, direct: 1, drifted: 0, unroutable: 1 },
      ],
      drift: [],
      waiting: [],
      failedStarts: [],
      gaps: { unread: [], startedUnguarded: 0 },
      shim: { launcher: 'present', current: '0.1.0' },
      policy: { state: 'none', version: null },
      catalogueProblem: null,
      classifierProblem: null,
      daemon: null,
      onDrift: 'report',
    });
  });

  it('says that a catalogue is broken, and where', async () => {
    put(home, '.sallyport/policy/catalogue.yaml', 'version: 1\nservers: {\n');

    const { code, out } = await sallyport(home, ['status']);

    expect(code).toBe(0);
    expect(out).toContain('Catalogue is not valid: line 3: is no valid YAML');
    expect((await status()).said).toMatchObject({ catalogueProblem: expect.stringContaining('line 3') as unknown });
  });

  it('tells an entry that lost the shim from one that never had it, and from one that was given back', async () => {
    put(home, '.cursor/mcp.json', { mcpServers: { a: entry, b: entry, c: entry } });
    await sallyport(home, ['protect', '--yes']);
    put(home, '.cursor/mcp.json', { mcpServers: { a: entry, b: entry, c: entry, d: entry } });

    const { code, said } = await status();

    expect(code).toBe(1);
    expect(said).toMatchObject({
      clients: [{ id: 'cursor', direct: 1, drifted: 3 }],
      drift: [{ name: 'a', path: '~/.cursor/mcp.json', pointer: '/mcpServers/a' }, { name: 'b' }, { name: 'c' }],
    });
  });

  it('names a guarded file that is not there, or that names the shim outside of every entry, and so does doctor', async () => {
    put(home, 'work/.cursor/mcp.json', { mcpServers: { w: entry } });
    await sallyport(home, ['protect', '--yes', '--no-wait', '--project', join(home, 'work')]);
    const before = await status();
    const there = readFileSync(join(home, '.cursor/mcp.json'), 'utf8');
    writeFileSync(join(home, '.cursor/mcp.json'), there.replace('mcpServers', '_disabled'));
    rmSync(join(home, 'work'), { recursive: true });

    const { said } = await status();
    const { out } = await sallyport(home, ['doctor', '--dry-run']);

    const missing = expect.stringContaining('~/work/.cursor/mcp.json: is not there') as unknown;
    const moved = expect.stringContaining('~/.cursor/mcp.json: names the shim') as unknown;
    expect(before.said).toMatchObject({ unsettled: [] });
    expect(said).toMatchObject({ unsettled: expect.arrayContaining([missing, moved]) as unknown });
    expect(out).toContain('note    could not be given back: ~/work/.cursor/mcp.json: is not there');
  });

  it('is not well while entries name a shim that is not there, and says how to mend it', async () => {
    const before = await sallyport(home, ['status']);
    await sallyport(home, ['protect', '--yes', '--no-wait']);
    const guarded = await sallyport(home, ['status']);
    rmSync(join(home, '.sallyport/bin'), { recursive: true });

    const missing = await sallyport(home, ['status']);
    const looked = await sallyport(home, ['doctor', '--dry-run']);
    const { said } = await status();

    expect(before).toMatchObject({ code: 0, out: expect.stringContaining('Shim      not installed\n') as unknown });
    expect(guarded).toMatchObject({ code: 0, out: expect.stringContaining('Shim      version 0.1.0\n') as unknown });
    expect(missing.code).toBe(1);
    expect(missing.out).toContain('Shim      missing, and 1 entry names it: run `sallyport doctor`\n');
    expect(looked.out).toContain('without `--dry-run`: it puts the shim back.');
    expect(said).toMatchObject({ withoutShim: 1 });
  });

  it('is incomplete when a file could not be read', async () => {
    put(home, '.gemini/settings.json', '{');

    const { code, said } = await status();

    expect(code).toBe(3);
    expect(said).toMatchObject({ gaps: { unread: [expect.stringContaining('~/.gemini/settings.json: malformed')] } });
  });

  it('knows whether the daemon runs, and keeps the choice of what it does on drift', async () => {
    const launcher = join(import.meta.dirname, '..', '..', 'dist', 'bin', 'sallyport');
    const daemon = spawn(launcher, ['daemon', '--on-drift', 'route-again'], {
      env: { HOME: home, PATH: '/usr/bin:/bin' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    daemon.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await expect.poll(() => said, { timeout: 30_000 }).toContain('watching');
    const running = await status();
    daemon.kill('SIGTERM');
    await once(daemon, 'exit');
    const after = await status();

    expect(running.said).toMatchObject({ daemon: { pid: daemon.pid }, onDrift: 'route-again', waitingApprovals: 0 });
    expect(after.said).toMatchObject({ daemon: null, onDrift: 'route-again', waitingApprovals: null });
  });

  it('shows a pause until it is over', async () => {
    const stateFolder = join(home, '.sallyport');
    const began = new Date();
    const [soon, before] = [3_600_000, -1000].map((ms) => new Date(began.getTime() + ms).toISOString());
    beginPause(stateFolder, { until: soon ?? '', by: null, channel: 'terminal', reason: 'x' }, began);
    const paused = await status();
    beginPause(stateFolder, { until: before ?? '', by: null, channel: 'terminal', reason: 'x' }, began);
    const over = await status();

    expect(paused.said).toMatchObject({ pausedUntil: soon });
    expect(over.said).toMatchObject({ pausedUntil: null });
  });

  it('shows no pause that the shims do not take for one', async () => {
    put(home, '.sallyport/policy/paused.json', { at: new Date().toISOString(), until: '2099-01-01T00:00:00Z' });
    const forged = await status();
    const until = new Date(Date.now() + 3_600_000).toISOString();
    beginPause(join(home, '.sallyport'), { until, by: null, channel: 'terminal', reason: 'x' }, new Date());
    put(home, '.sallyport/policy/trust.json', { organisation: 'acme', keys: [ours.publicText], mayPause: false });
    const forbidden = await status();

    expect(forged.said).toMatchObject({ pausedUntil: null });
    expect(forbidden.said).toMatchObject({ pausedUntil: null });
  });

  it('does not take for drift what a person took back, also after the client has written its file again', async () => {
    put(home, '.cursor/mcp.json', { mcpServers: { a: entry, b: entry } });
    await sallyport(home, ['protect', '--yes']);
    await laptopAt(home).restore({ server: 'a' });
    const file = join(home, '.cursor/mcp.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('{', '{ "added": 1,'));

    const { code, said } = await status();

    expect(code).toBe(0);
    expect(said).toMatchObject({ clients: [{ id: 'cursor', guarded: 1, direct: 1, drifted: 0 }], drift: [] });
  });

  it('does not take a stranger with the number of a dead daemon for it', async () => {
    put(home, '.sallyport/run/daemon.json', {
      v: 1,
      pid: process.pid,
      started: 'long ago',
      since: '2026-01-01T00:00:00Z',
    });

    const { said } = await status();

    expect(said).toMatchObject({ daemon: null });
  });
});
