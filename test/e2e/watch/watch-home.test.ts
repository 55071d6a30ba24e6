import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../../main/daemon/protect/journal.ts';
import { homeCandidates, planDeps } from '../../../main/daemon/protect/plan-home.ts';
import { type HomeWatch, watchHome } from '../../../main/daemon/watch/watch-home.ts';
import { laptop, type Laptop, machineAt } from '../../main/daemon/protect/laptop.ts';

let here: Laptop;
let events: string[];
let stop: () => Promise<void>;
beforeEach(() => {
  here = laptop();
  events = [];
  stop = () => Promise.resolve();
});
afterEach(async () => {
  await stop();
  here.remove();
});

const cursor = '.cursor/mcp.json';
const one = '{"mcpServers":{"a":{"command":"npx","args":["-y","a"]}}}';
const soon = { timeout: 8000, interval: 20 };

async function watching(onGuardGone: 'report' | 'route-again' = 'report'): Promise<HomeWatch> {
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
      const { files, places, pluginStarts } = await homeCandidates(request);
      return { files, places, plan: await planDeps(request, here.launcher, pluginStarts) };
    },
    onEvent: ({ kind, server }) => events.push(server === null ? kind : `${kind} ${server}`),
    onError: (error) => events.push(`error ${String(error)}`),
    onGuardGone,
    refreshEveryMs: 60_000,
    holdMs: 0,
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
