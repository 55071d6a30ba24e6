import { spawnSync } from 'node:child_process';
import { linkSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../../main/daemon/protect/journal.ts';
import type { Step } from '../../../main/daemon/protect/replacement.ts';
import { journalOrNone } from '../../../main/daemon/protect/without-journal.ts';
import { wrappedSince } from '../../../main/daemon/protect/wrapped-since.ts';
import { laptop, type Laptop } from '../../main/daemon/protect/laptop.ts';
import { scanAs } from '../../main/scan-home.ts';

let here: Laptop;
beforeEach(() => {
  here = laptop();
});
afterEach(() => here.remove());

const path = '.cursor/mcp.json';
const before = `{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "a"] } }, "more": "${'x'.repeat(20_000)}" }\n`;
const steps: readonly Step[] = [
  'begun',
  'backed-up',
  'temporary-made',
  'temporary-half-written',
  'temporary-written',
  'replaced',
  'folder-synced',
  'finished',
];

function dieAt(step: Step, verb: 'protect' | 'restore'): NodeJS.Signals | null {
  return spawnSync(process.execPath, [join(import.meta.dirname, 'fixtures', 'stopped.ts'), here.home, verb, step])
    .signal;
}

function unfinished(): number {
  const journal = openJournal(here.stateFolder);
  try {
    return journal.unfinished().length;
  } finally {
    journal.close();
  }
}

describe('a process that dies while it protects', () => {
  it.each(steps)('at %s leaves the old file or the new one whole, and the next run tidies up', async (step) => {
    here.write(path, before);
    await here.protect();
    const after = here.read(path);
    await here.restore();

    const signal = dieAt(step, 'protect');
    const found = here.read(path);
    await here.protect();

    expect(signal).toBe('SIGKILL');
    expect([before, after]).toContain(found);
    expect(here.read(path)).toBe(after);
    expect(readdirSync(join(here.home, '.cursor'))).toEqual(['mcp.json']);
    expect(unfinished()).toBe(0);
    await here.restore();
    expect(here.read(path)).toBe(before);
  });

  it('halfway through a file that can only be written in place is undone by the next run', async () => {
    const full = here.write(path, before);
    linkSync(full, join(here.home, 'second-name.json'));

    const signal = dieAt('in-place-half-written', 'protect');
    const torn = here.read(path);
    await here.restore();

    expect(signal).toBe('SIGKILL');
    expect(torn).not.toBe(before);
    expect(here.read(path)).toBe(before);
    expect(statSync(full).nlink).toBe(2);
    expect(unfinished()).toBe(0);
  });
});

describe('a scan between the death of a process that protects and the next run', () => {
  async function routes(): Promise<readonly string[]> {
    const { servers } = await scanAs('linux', here.home, { stateFolder: here.stateFolder });
    return servers.flatMap(({ sightings }) => sightings.map(({ route }) => route));
  }

  it.each<[Step, string]>([
    ['begun', 'direct'],
    ['backed-up', 'direct'],
    ['temporary-written', 'direct'],
    ['replaced', 'guarded'],
    ['finished', 'guarded'],
  ])('calls nothing drifted that was never wrapped: at %s it is %s', async (step, route) => {
    here.write(path, before);

    dieAt(step, 'protect');

    expect(await routes()).toEqual([route]);
    expect(unfinished()).toBe(step === 'finished' ? 0 : 1);
  });

  it('calls drifted what was wrapped and lost, though it reads as before', async () => {
    here.write(path, before);
    dieAt('finished', 'protect');

    here.write(path, before);

    expect(await routes()).toEqual(['drifted']);
  });
});

describe('a process that dies while it restores', () => {
  it.each(steps)('at %s leaves the guarded file or the old one whole, and the next run finishes', async (step) => {
    here.write(path, before);
    await here.protect();
    const after = here.read(path);

    const signal = dieAt(step, 'restore');
    const found = here.read(path);
    await here.restore();

    expect(signal).toBe('SIGKILL');
    expect([before, after]).toContain(found);
    expect(here.read(path)).toBe(before);
    expect(readdirSync(join(here.home, '.cursor'))).toEqual(['mcp.json']);
  });
});

describe('a restore that dies before it is done with watching for late writes', () => {
  it.each<[Step, number]>([
    ['temporary-written', 1],
    ['finished', 0],
  ])('at %s leaves %i entries that should be guarded', async (step, count) => {
    const full = here.write(path, before);
    await here.protect();

    dieAt(step, 'restore');
    journalOrNone(here.stateFolder).journal.close();

    expect(wrappedSince(here.stateFolder, full).size).toBe(count);
  });
});
