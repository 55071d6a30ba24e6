import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Handlers } from '../../../../main/contract/operations.ts';
import { watchJudgement } from '../../../../main/daemon/service/judged-anew.ts';
import { takeLocalFolder } from '../../../../policy/bundle/local.ts';
import { type ServiceUnderTest, serviceWith } from './a-service.ts';

const soon = { timeout: 15_000, interval: 50 };
const cursor = (...names: readonly string[]) => ({
  mcpServers: Object.fromEntries(names.map((name) => [name, { command: 'npx', args: ['-y', `${name}@1.0.0`] }])),
});
const banned = (name: string): string =>
  `version: 1\nservers:\n  - { identity: { purl: pkg:npm/${name}, versions: "1.0.0" }, status: banned, owner: o, reason: r }\n`;

let under: ServiceUnderTest;
let handlers: Handlers;
let told: string[];
beforeEach(async () => {
  under = serviceWith({ '.cursor/mcp.json': cursor('files') });
  ({ handlers } = under.service);
  told = [];
  under.service.hub.listen(({ name }) => told.push(name));
  await under.service.ready;
  await handlers['scan.start']({});
  await vi.waitUntil(async () => (await standings())['files'] === 'shadow', soon);
  // What was there at the start is no news.
  await sleep(1000);
  told.length = 0;
});
afterEach(() => under.service.close());

async function standings(): Promise<Readonly<Record<string, string>>> {
  const { servers } = await handlers['servers.list']({});
  return Object.fromEntries(servers.map(({ names, standing }) => [names[0] ?? '', standing]));
}

function write(name: string, text: string): void {
  const path = join(under.stateFolder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

describe('servers in the window', () => {
  it('are shown as banned when somebody bans one at a terminal', async () => {
    write('policy/catalogue.yaml', banned('files'));

    await expect.poll(standings, soon).toEqual({ files: 'banned' });
    expect(told).not.toContain('policy.changed');
  });

  it('are judged by a policy that somebody puts in force at a terminal, which is told too', async () => {
    write('policy/source/settings.yaml', 'version: 1\n');
    write('policy/source/catalogue.yaml', banned('files'));
    const folder = join(under.stateFolder, 'policy');

    await takeLocalFolder(join(folder, 'source'), folder, new Date());

    await expect.poll(standings, soon).toEqual({ files: 'banned' });
    expect(told).toContain('policy.changed');
  });

  it('are not looked for again when something else is written beside the catalogue', async () => {
    write('policy/sync.json', '{}');
    write('policy/source/person.cedar', 'permit (principal, action, resource);');
    write('screens.json', '{}');
    await sleep(3000);

    expect(told).not.toContain('inventory.changed');
  });
});

describe('a catalogue with a fault', () => {
  it('leaves the window what it has and what comes, by the last good one, and is named until it is mended', async () => {
    const fault = {
      kind: 'catalogue-faulty',
      reason: expect.stringContaining('catalogue.yaml is not valid') as unknown,
    };
    write('policy/catalogue.yaml', banned('files'));
    await expect.poll(standings, soon).toEqual({ files: 'banned' });
    write('policy/catalogue.yaml', 'servers: [');
    writeFileSync(join(under.home, '.cursor/mcp.json'), JSON.stringify(cursor('files', 'notes')));

    await expect.poll(standings, soon).toEqual({ files: 'banned', notes: 'shadow' });
    const { servers } = await handlers['servers.list']({});
    const { level, parts, nextStep } = await handlers['overview.show']({});
    expect({ level, first: parts[0] }).toEqual({ level: 'attention', first: fault });
    expect(nextStep).toEqual({ kind: 'mend-catalogue' });
    await expect(handlers['servers.show']({ server: servers[0]?.id ?? '' })).resolves.toBeDefined();
    await expect(handlers['overview.map']({})).resolves.toMatchObject({ servers: { length: 2 } });
    await expect(handlers['policy.show']({})).resolves.toMatchObject({ catalogue: [{ status: 'banned' }] });

    write('policy/catalogue.yaml', 'version: 1\n');
    await expect.poll(standings, soon).toEqual({ files: 'shadow', notes: 'shadow' });
    expect((await handlers['overview.show']({})).parts).not.toContainEqual(fault);
    expect(under.faults.filter((one) => typeof one !== 'string')).toEqual([]);
  });

  it('is still not written to', async () => {
    write('policy/catalogue.yaml', 'servers: [');
    const { servers } = await handlers['servers.list']({});
    const ban = { servers: servers.map(({ id }) => id), reason: 'r' };

    await expect(handlers['servers.ban'](ban)).rejects.toMatchObject({ code: 'CATALOGUE_INVALID' });
  });
});

describe('a project that is named in the settings', () => {
  it('is looked at without being asked for', async () => {
    const project = join(under.home, 'elsewhere');
    mkdirSync(join(project, '.cursor'), { recursive: true });
    writeFileSync(join(project, '.cursor/mcp.json'), JSON.stringify(cursor('mine')));

    await handlers['settings.save']({ projects: [project] });

    await expect.poll(standings, soon).toEqual({ files: 'shadow', mine: 'shadow' });
  });

  it('is no reason to look when another setting is saved', async () => {
    await handlers['settings.save']({ theme: 'dark', projects: [] });
    await sleep(2000);

    expect(told).not.toContain('inventory.changed');
  });
});

describe('a new day', () => {
  it('is a reason to judge anew: approvals and suppressions end with one', async () => {
    let now = new Date('2026-11-28T23:59:59Z');
    let judged = 0;
    const watch = watchJudgement(
      {
        stateFolder: under.stateFolder,
        policyMachine: null,
        now: () => now,
        onJudgement: () => (judged += 1),
        onPolicy: () => undefined,
      },
      { lookAtDayEveryMs: 20 },
    );
    await sleep(200);
    expect(judged).toBe(0);

    now = new Date('2026-11-29T00:00:01Z');
    await expect.poll(() => judged, soon).toBe(1);
    await sleep(200);

    expect(judged).toBe(1);
    await watch.close();
  });
});
