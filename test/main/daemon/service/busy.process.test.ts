import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { WorkState } from '../../../../main/contract/work.ts';
import type { Daemon } from '../../../../main/daemon/service/daemon.ts';
import { endChildren, startAskingShim } from '../../../shim/asking/asking.ts';
import { folderWith } from '../../scan-home.ts';
import { daemonOver } from './a-daemon.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
const soon = { timeout: 60_000 };
const PROJECTS = 200;
const SERVERS_EACH = 100;

let daemon: Daemon;
afterEach(async () => {
  endChildren();
  await daemon.close();
});

/** A laptop on which so much is configured that a scan of it takes many times as long as answering an ask. */
async function busyDaemon(): Promise<string> {
  const names = Array.from({ length: PROJECTS }, (_, index) => `work/project-${index}`);
  const servers = (project: number): object =>
    Object.fromEntries(
      Array.from({ length: SERVERS_EACH }, (_, index) => [
        `server-${index}`,
        {
          command: 'npx',
          args: ['-y', `@scope-${project}/package-${index}@1.0.0`],
          env: { API_TOKEN: `value-${index}` },
        },
      ]),
    );
  const home = folderWith(
    Object.fromEntries(names.map((name, project) => [`${name}/.cursor/mcp.json`, { mcpServers: servers(project) }])),
  );
  daemon = await daemonOver(home, { projects: names.map((name) => join(home, name)) });
  return home;
}

async function scanNow(): Promise<{ readonly id: string; readonly state: WorkState['kind'] }> {
  const works = await daemon.service.handlers['work.list']({});
  const scan = works.find(({ kind }) => kind === 'scan');
  return { id: scan?.id ?? '', state: scan?.state.kind ?? 'done' };
}

describe('a scan of very many servers', () => {
  it('holds nobody up who asks meanwhile, and is stopped when it is asked to', async () => {
    const home = await busyDaemon();
    const shim = startAskingShim(join(home, '.sallyport'));
    const order: string[] = [];
    daemon.service.hub.listen(({ name, data }) => {
      if (name === 'work.changed' && data.kind === 'scan' && data.endedAt !== null) {
        order.push(`scan ${data.state.kind}`);
      }
    });

    shim.call(1, 'ask');
    await vi.waitUntil(async () => {
      const asks = await daemon.service.handlers['approvals.list']({});
      const ids = asks.kind === 'open' ? asks.groups.flatMap((group) => group.asks.map(({ id }) => id)) : [];
      return (
        ids.length > 0 &&
        (await daemon.service.handlers['approvals.approve']({ asks: ids, scope: 'once', until: null, reason: null }))
      );
    }, soon);
    await shim.text(1);
    order.push('ask answered');
    const scan = await scanNow();
    await daemon.service.handlers['work.stop']({ work: scan.id });

    await expect.poll(() => order, soon).toEqual(['ask answered', 'scan stopped']);
    await expect(daemon.service.handlers['servers.list']({})).resolves.toMatchObject({ collectedAt: null });
  });

  it('tells how far it is', async () => {
    await busyDaemon();
    const told: { readonly done: number; readonly total: number | null }[] = [];
    daemon.service.hub.listen(({ name, data }) => name === 'work.changed' && told.push(data.progress));

    await vi.waitUntil(() => told.some(({ done, total }) => done > 0 && total === 2 * PROJECTS * SERVERS_EACH), soon);

    await daemon.service.handlers['work.stop']({ work: (await scanNow()).id });
    await expect.poll(async () => (await scanNow()).state, soon).toBe('stopped');
  });
});
