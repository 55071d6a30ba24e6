import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lateWriters, lookLater } from '../../../../main/daemon/protect/look-later.ts';
import { runningClients } from '../../../../main/daemon/protect/running-clients.ts';
import { stagedFiles } from '../../../../main/daemon/protect/staged.ts';
import { laptop, type Laptop } from './laptop.ts';

let here: Laptop;
beforeEach(() => {
  here = laptop();
});
afterEach(() => here.remove());

const desktop = '.config/Claude/claude_desktop_config.json';
const claude = '.claude.json';
const one = '{"mcpServers":{"a":{"command":"npx","args":["-y","a"]}}}';

describe('the clients that run', () => {
  it.each([
    ['/Applications/Claude.app/Contents/MacOS/Claude', 'claude-desktop'],
    ['C:\\Program Files\\WindowsApps\\Claude_1.2.3.0_x64__pzs8sxrjxfjjc\\app\\Claude.exe', 'claude-desktop'],
    ['C:\\Users\\me\\AppData\\Local\\AnthropicClaude\\app-1.0\\claude.exe', 'claude-desktop'],
    ['/usr/lib/claude-desktop/node_modules/electron/dist/electron', 'claude-desktop'],
    ['/home/me/.local/bin/claude', 'claude-code'],
    ['/home/me/src/claude-desktop/build', null],
    ['/usr/bin/bash', null],
  ])('are known by their program: %s', (path, client) => {
    const facts = { pid: 5, parent: 1, started: 'x', path, args: [path] };

    const running = runningClients({ read: () => null, lineage: () => [], descendants: () => [], all: () => [facts] });

    expect([...running]).toEqual(client === null ? [] : [client]);
  });
});

describe('Claude Desktop while it runs', () => {
  it('keeps its file, and the change waits', async () => {
    here.write(desktop, one);

    const { code, out } = await here.run(['protect', '--yes'], 'y', ['claude-desktop']);

    expect(code).toBe(3);
    expect(out).toContain('waits   ~/.config/Claude/claude_desktop_config.json: Claude Desktop runs');
    expect(here.read(desktop)).toBe(one);
    expect(stagedFiles(here.stateFolder)).toMatchObject([
      { clients: ['claude-desktop'], changes: [expect.any(String)] },
    ]);
    expect(here.read('.sallyport/staged.json')).not.toContain('npx');
  });

  it('holds up nobody else', async () => {
    here.write(desktop, one);
    here.write('.cursor/mcp.json', one);

    await here.protect({ running: ['claude-desktop'] });

    expect(here.read('.cursor/mcp.json')).toContain(here.launcher);
  });

  it('gets the change from the next protect once it has quit, and nothing waits any more', async () => {
    here.write(desktop, one);
    await here.protect({ running: ['claude-desktop'] });

    await here.protect();

    expect(here.read(desktop)).toContain(here.launcher);
    expect(stagedFiles(here.stateFolder)).toEqual([]);
  });

  it.each([
    ['--all', true],
    ['--client claude-desktop', true],
    ['--client cursor', false],
    ['--server b', false],
  ])('loses what waits by restore %s: %s', async (words, isWithdrawn) => {
    here.write(desktop, one);
    here.write('.cursor/mcp.json', one.replace('"a"', '"b"'));
    await here.protect({ running: ['claude-desktop'] });

    const { code, out } = await here.run(['restore', ...words.split(' ')]);

    expect(code).toBe(0);
    expect(out.includes('claude_desktop_config.json: what waited for its client is withdrawn')).toBe(isWithdrawn);
    expect(stagedFiles(here.stateFolder)).toHaveLength(isWithdrawn ? 0 : 1);
  });

  it('keeps what waits when nobody says yes, and a dry run only names it', async () => {
    here.write(desktop, one);
    await here.protect({ running: ['claude-desktop'] });

    const dry = await here.run(['restore', '--all', '--dry-run']);
    const unasked = await here.run(['restore', '--all'], null);

    expect(dry).toMatchObject({
      code: 0,
      out: expect.stringContaining('what waits for its client is withdrawn') as unknown,
    });
    expect(unasked.code).toBe('NEEDS_TERMINAL');
    expect(stagedFiles(here.stateFolder)).toHaveLength(1);
  });

  it('is not given its file back either: it would bring our entries back after we are gone', async () => {
    here.write(desktop, one);
    await here.protect();
    const there = here.read(desktop);

    const { code, out } = await here.run(['uninstall'], 'y', ['claude-desktop']);

    expect(code).toBe(3);
    expect(out).toContain('Quit Claude Desktop fully');
    expect(here.read(desktop)).toBe(there);
    expect(here.read('.sallyport/bin/sallyport-shim')).toBe('#!/bin/sh\n');
  });
});

describe('a client that runs and rewrites its file', () => {
  it('is looked at again, and what it took out is missing', async () => {
    here.write(claude, one);
    const { plan, applied } = await here.protect();
    here.write(claude, one);

    const looked = await lookLater(applied, plan.deps, [1, 5]);

    expect(lateWriters(applied, () => new Set(['claude-code'])).map(({ id }) => id)).toEqual(['claude-code']);
    expect(looked).toMatchObject([{ held: 'missing' }]);
  });

  it('is left alone when it keeps what we wrote', async () => {
    here.write(claude, one);
    const { plan, applied } = await here.protect();

    expect(await lookLater(applied, plan.deps, [1])).toEqual(applied);
  });

  it('is not waited for when it does not run, or does not rewrite its file', async () => {
    here.write(claude, one);
    here.write('.cursor/mcp.json', one);
    const { applied } = await here.protect();

    expect(lateWriters(applied, () => new Set(['cursor']))).toEqual([]);
  });
});
