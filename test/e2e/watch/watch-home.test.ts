import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../../main/daemon/protect/journal.ts';
import { homeCandidates, planDeps } from '../../../main/daemon/protect/plan-home.ts';
import { stagedFiles } from '../../../main/daemon/protect/staged.ts';
import { type HomeWatch, watchHome } from '../../../main/daemon/watch/watch-home.ts';
import { laptop, type Laptop, machineAt } from '../../main/daemon/protect/laptop.ts';

let here: Laptop;
let events: string[];
let stop: () => Promise<void>;
let running: ReadonlySet<string>;
beforeEach(() => {
  here = laptop();
  events = [];
  running = new Set();
  stop = () => Promise.resolve();
});
afterEach(async () => {
  await stop();
  here.remove();
});

const cursor = '.cursor/mcp.json';
const one = '{"mcpServers":{"a":{"command":"npx","args":["-y","a"]}}}';
const soon = { timeout: 20_000, interval: 20 };

async function watching(onDrift: 'report' | 'route-again' = 'report', refreshEveryMs = 60_000): Promise<HomeWatch> {
  const request = {
    machine: machineAt(here.home),
    stateFolder: here.stateFolder,
    mayReadGuarded: true,
    projects: [],
    only: null,
    wanted: () => true,
  };
  const journal = openJournal(here.stateFolder);
  const watch = watchHome({
    stateFolder: here.stateFolder,
    journal,
    now: () => new Date(),
    find: async () => {
      const found = await homeCandidates(request);
      return { ...found, plan: await planDeps(request, here.launcher, found) };
    },
    onEvent: ({ kind, server }) => events.push(server === null ? kind : `${kind} ${server}`),
    onError: (error) => events.push(`error ${String(error)}`),
    onDrift: () => onDrift,
    running: () => running,
    times: { refreshEveryMs, stagedEveryMs: 50, holdMs: 0, laterMs: [50, 200] },
  });
  stop = async () => {
    await watch.close();
    journal.close();
  };
  await watch.ready;
  return watch;
}

describe('a home that is watched', () => {
  it('says nothing about what was there before', async () => {
    here.write(cursor, one);
    await here.protect();

    await watching();

    expect(events).toEqual([]);
  });

  it('tells of a new server, a changed one and one that went', async () => {
    here.write(cursor, one);
    await watching();

    here.write(cursor, one.replace('"a":{', '"b":{"command":"b"},"a":{'));
    await expect.poll(() => events, soon).toEqual(['server-new b']);
    here.write(cursor, one.replace('npx', 'bunx'));

    await expect.poll(() => events, soon).toEqual(['server-new b', 'server-changed a', 'server-gone b']);
  });

  it('tells of servers in a file that did not exist, in a folder that did not exist', async () => {
    await watching();

    here.write(cursor, one);

    await expect.poll(() => events, soon).toEqual(['server-new a']);
  });

  it('sees a file that is replaced whole, and one behind a link', async () => {
    const real = here.write('dotfiles/mcp.json', one);
    mkdirSync(join(here.home, '.cursor'));
    symlinkSync(real, join(here.home, cursor));
    await watching();

    writeFileSync(`${real}.new`, one.replace('npx', 'bunx'));
    renameSync(`${real}.new`, real);

    await expect.poll(() => events, soon).toEqual(['server-changed a']);
  });

  it('tells once that a file can not be parsed or is gone, and then what changed', async () => {
    here.write(cursor, one);
    await watching();

    here.write(cursor, '{');
    await expect.poll(() => events, soon).toEqual(['file-malformed']);
    rmSync(join(here.home, cursor));
    await expect.poll(() => events, soon).toEqual(['file-malformed', 'file-gone']);
    here.write(cursor, one.replace('npx', 'bunx'));

    await expect.poll(() => events, soon).toEqual(['file-malformed', 'file-gone', 'server-changed a']);
  });

  it('tells that the shim is gone from an entry', async () => {
    here.write(cursor, one);
    await here.protect();
    await watching();

    here.write(cursor, one);

    await expect.poll(() => events, soon).toEqual(['guard-gone a']);
    expect(here.read(cursor)).toBe(one);
  });

  it('tells it too when only a file of the same name stands there', async () => {
    here.write(cursor, one);
    await here.protect();
    await watching();

    here.write(cursor, here.read(cursor).replace(here.launcher, here.write('Downloads/sallyport-shim', '#!/bin/sh\n')));

    await expect.poll(() => events, soon).toEqual(['guard-gone a']);
  });

  it('finds at its start what was lost while nobody watched', async () => {
    here.write(cursor, one);
    await here.protect();
    here.write(cursor, one);

    await watching();

    expect(events).toEqual(['guard-gone a']);
  });

  it('knows what our own restore has done', async () => {
    here.write(cursor, one);
    await here.protect();
    await watching('route-again');

    await here.restore();

    await expect.poll(() => events, soon).toEqual(['restored a']);
    expect(here.read(cursor)).toBe(one);
  });
});

describe('a watch that routes again', () => {
  it('does not undo a restore that the client writes over at once, and still minds the other servers', async () => {
    const two = one.replace('"a":', '"b":{"command":"uvx"},"a":');
    here.write(cursor, two);
    await here.protect();
    await watching('route-again');

    await here.restore({
      server: 'a',
      onStep: (step) => step === 'finished' && here.write(cursor, two.replace('npx', 'bunx')),
    });

    await expect.poll(() => events, soon).toEqual(expect.arrayContaining(['restored a', 'routed-again b']));
    expect(here.read(cursor)).toContain('"a":{"command":"bunx"');
  });

  it('puts the shim back, and leaves a client alone that fights back', async () => {
    here.write(cursor, one);
    await here.protect();
    await watching('route-again');

    for (const round of [1, 2, 3]) {
      here.write(cursor, one);
      await expect.poll(() => events.filter((event) => event === 'routed-again a').length, soon).toBe(round);
    }
    here.write(cursor, one);
    await expect.poll(() => events.at(-1), soon).toBe('left-alone a');

    expect(here.read(cursor)).toBe(one);
  });

  it('does not wrap what nobody agreed to', async () => {
    here.write(cursor, one);
    await here.protect();
    await watching('route-again');

    here.write(cursor, here.read(cursor).replace('"a":{', '"b":{"command":"b"},"a":{'));
    await expect.poll(() => events, soon).toEqual(['server-new b']);

    expect(here.read(cursor)).toContain('"b":{"command":"b"}');
  });
});

describe('Claude Desktop, which writes its own copy of its file back', () => {
  const desktop = '.config/Claude/claude_desktop_config.json';

  it('gets what was agreed to as soon as it has quit', async () => {
    here.write(desktop, one);
    await here.protect({ running: ['claude-desktop'] });
    running = new Set(['claude-desktop']);
    await watching();
    const meanwhile = here.read(desktop);

    running = new Set();
    await expect.poll(() => events, soon).toEqual(['staged-made a']);

    expect(meanwhile).toBe(one);
    expect(here.read(desktop)).toContain(here.launcher);
  });

  it('does not get a change that nobody agreed to', async () => {
    here.write(desktop, one);
    await here.protect({ running: ['claude-desktop'] });
    const other = one.replace('npx', 'bunx');
    here.write(desktop, other);

    await watching();
    await expect.poll(() => stagedFiles(here.stateFolder), soon).toEqual([]);

    expect(here.read(desktop)).toBe(other);
    expect(events).toEqual([]);
  });

  it('is named when it took the shim out', async () => {
    here.write(desktop, one);
    await here.protect();
    await watching('route-again');
    running = new Set(['claude-desktop']);

    here.write(desktop, one);

    await expect.poll(() => events, soon).toEqual(['client-removed a']);
    expect(here.read(desktop)).toBe(one);
    expect(stagedFiles(here.stateFolder)).toMatchObject([{ clients: ['claude-desktop'] }]);
  });
});

describe('the first start behind the shim', () => {
  const record = (lines: readonly object[]): string =>
    here.write(
      `.sallyport/trace/${new Date().toISOString().slice(0, 10)}/s1234-abcd.jsonl`,
      lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    );
  const opening = (): object => ({
    kind: 'connection',
    time: new Date().toISOString(),
    agent: { client: 'cursor' },
    server: { id: null, name: 'a' },
  });

  it.each([
    [
      'told when it failed',
      [{ kind: 'end', reason: 'server-exited', exit: { code: 1, signal: null } }],
      ['first-start-failed a'],
    ],
    ['told when the server answered', [{ kind: 'connection', about: 'server', info: {} }], ['first-start-worked a']],
  ])('is %s', async (_what, records, expected) => {
    here.write(cursor, one);
    await here.protect();
    await watching('report', 50);

    record([opening(), ...records]);

    await expect.poll(() => events, soon).toEqual(expected);
  });

  it.each([
    ['nothing can be said yet', [{ kind: 'connection', about: 'client', info: {} }]],
    ['its client only looked', [{ kind: 'end', reason: 'client-closed' }]],
  ])('is no news while %s, and is told once', async (_what, records) => {
    here.write(cursor, one);
    await here.protect();
    record([opening(), ...records]);
    await watching('report', 20);

    record([opening(), ...records, { kind: 'listing' }]);
    here.write(
      `.sallyport/trace/${new Date().toISOString().slice(0, 10)}/s1234-bcde.jsonl`,
      `${JSON.stringify(opening())}\n${JSON.stringify({ kind: 'listing' })}\n`,
    );
    await expect.poll(() => events, soon).toEqual(['first-start-worked a']);
    await sleep(100);

    expect(events).toEqual(['first-start-worked a']);
  });

  it('is forgiven when a later one works', async () => {
    here.write(cursor, one);
    await here.protect();
    record([opening(), { kind: 'end', reason: 'server-exited', exit: { code: 1, signal: null } }]);
    await watching('report', 50);
    await expect.poll(() => events, soon).toEqual(['first-start-failed a']);

    here.write(
      `.sallyport/trace/${new Date().toISOString().slice(0, 10)}/s1234-bcde.jsonl`,
      `${JSON.stringify(opening())}\n${JSON.stringify({ kind: 'connection', about: 'server' })}\n`,
    );

    await expect.poll(() => events, soon).toEqual(['first-start-failed a', 'first-start-worked a']);
  });
});

describe('a personal copy of a server of a project file', () => {
  it('is withdrawn as soon as its original changes', async () => {
    const project = join(here.home, 'proj');
    here.write('proj/.git/HEAD', 'ref: refs/heads/main\n');
    here.write('proj/.mcp.json', one);
    here.write('.claude.json', JSON.stringify({ projects: { [project]: { enabledMcpjsonServers: ['a'] } } }));
    await here.protect();
    await watching();
    const before = here.read('.claude.json');

    here.write('proj/.mcp.json', one.replace('npx', 'bunx'));
    await expect.poll(() => events, soon).toEqual(['server-changed a', 'overlay-withdrawn a']);

    expect(before).toContain('--overlay');
    expect(here.read('.claude.json')).not.toContain('--overlay');
    expect(here.read('proj/.mcp.json')).toBe(one.replace('npx', 'bunx'));
  });
});
