import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Applied } from '../../../main/daemon/protect/apply.ts';
import { readNotes } from '../../../main/daemon/protect/backups.ts';
import { watchThisHome } from '../../../main/daemon/watch/watch-this-home.ts';
import { makeHome, sallyport } from '../sallyport.ts';
import { laptop, type Laptop, machineAt } from '../../main/daemon/protect/laptop.ts';

let here: Laptop;
beforeEach(() => {
  here = laptop();
});
afterEach(() => here.remove());

function start(script: string, ...words: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'fixtures', script), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return text(child.stdout);
}

describe('several Sallyports at once', () => {
  it('wrap each entry once, and the bytes can be given back', async () => {
    const before = '{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "a"] }, "b": { "command": "b" } } }\n';
    here.write('.cursor/mcp.json', before);

    const results = await Promise.all(['1', '2', '3'].map(() => start('together.ts', here.home)));
    const there = here.read('.cursor/mcp.json');
    await here.restore();

    expect(results.join()).toMatch(/^(?:held|CONFIG_CHANGED_MEANWHILE|,)+$/);
    expect(results.join()).toContain('held');
    expect(there.match(/"--server", "a"/g)).toHaveLength(1);
    expect(there.match(/"--server", "b"/g)).toHaveLength(1);
    expect(here.read('.cursor/mcp.json')).toBe(before);
    expect(readdirSync(join(here.home, '.cursor'))).toEqual(['mcp.json']);
  });
});

describe('several first runs at once', () => {
  it('install one shim, and each ends well', async () => {
    const home = makeHome({ '.cursor/mcp.json': { mcpServers: { a: { command: 'npx', args: ['-y', 'a'] } } } });

    const runs = await Promise.all(Array.from({ length: 4 }, () => sallyport(home, ['protect', '--yes'])));

    // Whoever planned before another had written is told so; its file is left alone.
    runs
      .filter(({ code }) => code !== 0)
      .forEach(({ code, out, err }) =>
        expect({ code, said: out + err }).toEqual({ code: 3, said: expect.stringContaining('changed') }),
      );
    expect(readdirSync(join(home, '.sallyport/bin')).toSorted()).toEqual(['0.1.0', 'current', 'sallyport-shim']);
    expect(readFileSync(join(home, '.cursor/mcp.json'), 'utf8').match(/"--server"/g)).toHaveLength(1);
    rmSync(home, { recursive: true });
  });
});

describe('a Sallyport that begins while another is in the middle of a change', () => {
  it.each(['begun', 'temporary-written', 'replaced'])('lets it finish (it was at the step "%s")', async (step) => {
    here.write('.cursor/mcp.json', '{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "a"] } } }\n');

    const slow = spawn(process.execPath, [join(import.meta.dirname, 'fixtures', 'slow.ts'), here.home, step], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said = text(slow.stdout);
    await expect.poll(() => existsSync(join(here.home, 'slow-is-there')), { timeout: 20_000 }).toBe(true);
    const { applied } = await here.protect();

    expect(await said).toBe('held');
    expect(applied.map(({ kind }) => kind)).toEqual([]);
    expect(here.read('.cursor/mcp.json').match(/"--server", "a"/g)).toHaveLength(1);
    expect(readNotes(here.stateFolder)).toHaveLength(1);
  });
});

describe('a client that rewrites its file from memory all the time', () => {
  const first = JSON.stringify({ n: 0, mcpServers: { a: { command: 'npx', args: ['-y', 'a'] } } });

  it('never loses its last word, and ends up guarded when it stops in time', async () => {
    const path = here.write('.claude.json', first);

    const writing = start('busy-client.ts', path, '1200');
    const { applied } = await here.protect({ holdMs: 2500 });
    const last = Number(await writing);
    const there: unknown = JSON.parse(here.read('.claude.json'));

    expect(applied).toMatchObject([{ kind: 'done', held: expect.stringMatching(/^(?:held|merged)$/) }]);
    expect(there).toMatchObject({ n: last, mcpServers: { a: { command: here.launcher } } });
  });

  it('for ten seconds: its last word stays, and our wrap is there or reported missing within thirty', async () => {
    const path = here.write('.claude.json', first);
    const events: string[] = [];
    const writing = start('busy-client.ts', path, '10000');
    await expect.poll(() => nIn(here.read('.claude.json')), { timeout: 20_000 }).toBeGreaterThan(0);

    const { applied } = await here.protect({ holdMs: 2000 });
    const watch = watchThisHome({
      machine: machineAt(here.home),
      stateFolder: here.stateFolder,
      projects: () => [],
      mayReadGuarded: () => true,
      running: () => new Set(),
      onDrift: () => 'report',
      onEvent: ({ kind }) => events.push(kind),
      onError: (error) => events.push(String(error)),
    });
    await watch.ready;
    const last = Number(await writing);
    const isKnown = (): boolean =>
      here.read('.claude.json').includes(here.launcher) || events.includes('guard-gone') || !isHeld(applied);
    await expect.poll(isKnown, { timeout: 30_000 }).toBe(true);
    await watch.close();

    expect(nIn(here.read('.claude.json'))).toBe(last);
    expect(readdirSync(here.home).filter((name) => name.includes('.tmp'))).toEqual([]);
  });
});

function isHeld(applied: readonly Applied[]): boolean {
  return applied.every((one) => one.kind === 'done' && (one.held === 'held' || one.held === 'merged'));
}

/** The counter in the client's file; 0 while it can not be read. */
function nIn(config: string): number {
  try {
    return (JSON.parse(config) as { readonly n: number }).n;
  } catch {
    return 0;
  }
}

describe('the first protect of a new version', () => {
  it('removes the shims of earlier versions that nobody runs, and half of one', async () => {
    const home = makeHome({ '.cursor/mcp.json': { mcpServers: { a: { command: 'npx', args: ['-y', 'a'] } } } });
    const folder = join(home, '.sallyport/bin');
    for (const name of ['0.0.9', '0.0.9-12', '0.1.0.4194304', 'notes of mine']) {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, 'shim.cjs'), '');
    }

    expect(await sallyport(home, ['protect', '--yes'])).toMatchObject({ code: 0 });

    expect(readdirSync(folder).toSorted()).toEqual(['0.1.0', 'current', 'notes of mine', 'sallyport-shim']);
    rmSync(home, { recursive: true });
  });
});
