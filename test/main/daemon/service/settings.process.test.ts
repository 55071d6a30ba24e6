import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { beginPause } from '../../../../main/daemon/policy/pause.ts';
import { pausesHere } from '../../../../main/daemon/service/pauses-here.ts';
import { ours } from '../../../policy/bundle/signed.ts';
import { folderWith } from '../../scan-home.ts';
import { type ServiceUnderTest, serviceWith } from './a-service.ts';

let under: ServiceUnderTest;
afterEach(() => under.service.close());

describe('settings on a laptop that nobody manages', () => {
  it("are all the person's own", async () => {
    under = serviceWith({});

    await expect(under.service.handlers['settings.show']({})).resolves.toMatchObject({ locked: [] });
  });
});

describe('settings of the terminal with a fault', () => {
  const broken = '{"v":1,';

  it('leave the others what they are, and to be changed', async () => {
    under = serviceWith({ '.sallyport/settings.json': broken });
    const { handlers } = under.service;

    await expect(handlers['settings.save']({ theme: 'dark' })).resolves.toMatchObject({
      values: { theme: 'dark', onGuardGone: 'report' },
    });
  });

  it('are not written over', async () => {
    under = serviceWith({ '.sallyport/settings.json': broken });

    const save = async (): Promise<unknown> => under.service.handlers['settings.save']({ onGuardGone: 'route-again' });

    await expect(save).rejects.toMatchObject({ code: 'SETTINGS_INVALID' });
    expect(readFileSync(join(under.stateFolder, 'settings.json'), 'utf8')).toBe(broken);
  });
});

describe('the project folders in the settings', () => {
  const server = { mcpServers: { inside: { command: 'npx', args: ['-y', '@scope/inside@1.0.0'] } } };

  it('are looked at once they are saved, also when they are written as the screens write them', async () => {
    under = serviceWith({ 'other/.mcp.json': server });
    const { handlers } = under.service;
    await under.service.ready;

    const saved = await handlers['settings.save']({ projects: ['~/other'] });

    expect(saved.values.projects).toEqual([join(under.home, 'other')]);
    await expect
      .poll(async () => (await handlers['servers.list']({})).servers.map(({ names }) => names[0]), { timeout: 20_000 })
      .toEqual(['inside']);
  });

  it('are watched once they are saved, and no more once they are taken out while they hold no server', async () => {
    const told: string[] = [];
    under = serviceWith(
      { 'other/.mcp.json': { mcpServers: {} }, 'more/.mcp.json': { mcpServers: {} } },
      { onWatchEvent: ({ kind, server: name, path }) => told.push(`${kind} ${name} ${path}`) },
    );
    const { handlers } = under.service;
    await under.service.ready;
    const configs = ['other', 'more'].map((folder) => join(under.home, folder, '.mcp.json'));

    await handlers['settings.save']({ projects: ['~/other', '~/more'] });
    await sleep(1000);
    await handlers['settings.save']({ projects: ['~/other'] });
    await sleep(1000);
    configs.forEach((path) => writeFileSync(path, JSON.stringify(server)));

    await expect.poll(() => told, { timeout: 15_000 }).toEqual([`server-new inside ${configs[0]}`]);
    // As long as it takes until every file that is watched was looked at again.
    await sleep(6000);
    expect(told).toHaveLength(1);
    expect(under.faults).toEqual([]);
  });

  it.each(['other', '/nowhere/at/all'])(
    'are refused, and none kept, when there is no such folder: %s',
    async (folder) => {
      under = serviceWith({ 'other/.mcp.json': server });
      const { handlers } = under.service;

      await expect(handlers['settings.save']({ projects: [folder] })).rejects.toMatchObject({
        code: 'PROJECT_UNREADABLE',
      });

      expect((await handlers['settings.show']({})).values.projects).toEqual([]);
    },
  );

  it('hold up nothing when one that is kept is gone by now', async () => {
    under = serviceWith({ 'other/.mcp.json': server, 'more/.keep': '' });
    const { handlers } = under.service;
    const other = join(under.home, 'other');
    await handlers['settings.save']({ projects: [other] });
    rmSync(other, { recursive: true });

    const saved = await handlers['settings.save']({ projects: [other, '~/more'] });

    expect(saved.values.projects).toEqual([other, join(under.home, 'more')]);
  });
});

describe('settings on a laptop whose policy comes from an organisation', () => {
  it('are locked where it has decided, with who did and where that stands', async () => {
    under = serviceWith({});
    const trust = {
      organisation: 'acme',
      keys: [ours.publicText],
      mayPause: false,
      approvals: 'window-only',
      source: 'https://policy.acme.example/bundle',
    };
    mkdirSync(join(under.stateFolder, 'policy'), { recursive: true });
    writeFileSync(join(under.stateFolder, 'policy', 'trust.json'), JSON.stringify(trust));

    const { locked } = await under.service.handlers['settings.show']({});

    const source = 'acme (~/.sallyport/policy/trust.json)';
    expect(locked).toEqual([
      { name: 'pausing', isAllowed: false, source },
      { name: 'local-approvals', isAllowed: false, source },
      { name: 'approvals', where: 'window-only', source },
      { name: 'policy-source', address: 'https://policy.acme.example/bundle', source },
    ]);
  });
});

describe('a pause', () => {
  it('is told to whoever shows how things stand, also when another program began it', async () => {
    const stateFolder = join(folderWith({}), '.sallyport');
    under = serviceWith(
      {},
      {
        stateFolder,
        pauses: pausesHere({
          stateFolder,
          policyMachine: null,
          now: () => new Date(),
          waiting: () => [],
          decisionsOf: () => [],
        }),
      },
    );
    const levels: string[] = [];
    under.service.hub.listen(({ name, data }) => name === 'level.changed' && levels.push(data.level));
    await under.service.ready;

    beginPause(
      stateFolder,
      { until: new Date(Date.now() + 3000).toISOString(), by: 'kim', channel: 'window', reason: 'a test' },
      new Date(),
    );

    await expect.poll(() => levels.at(-1), { timeout: 20_000 }).toBe('paused');
    await expect.poll(() => levels.at(-1), { timeout: 20_000 }).toBe('not-scanned');
  });

  it('is none where an organisation lets nobody pause, also one that was begun before', () => {
    const stateFolder = join(folderWith({}), '.sallyport');
    const pauses = pausesHere({
      stateFolder,
      policyMachine: null,
      now: () => new Date(),
      waiting: () => [],
      decisionsOf: () => [],
    });
    const until = new Date(Date.now() + 60_000).toISOString();
    beginPause(stateFolder, { until, by: 'kim', channel: 'window', reason: 'a test' }, new Date());
    expect(pauses.current()).toEqual({ until, by: 'kim', reason: 'a test' });

    const trust = { organisation: 'acme', keys: [ours.publicText], mayPause: false };
    writeFileSync(join(stateFolder, 'policy', 'trust.json'), JSON.stringify(trust));

    expect(pauses.current()).toBe(null);
  });
});
