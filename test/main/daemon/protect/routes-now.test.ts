import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SightingRow } from '../../../../scanner/model/inventory.ts';
import { scanAs } from '../../scan-home.ts';
import { type Status, statusOf } from '../../../../main/daemon/status/status.ts';
import { laptop, type Laptop, machineAt } from './laptop.ts';

let here: Laptop;
beforeEach(() => {
  here = laptop();
});
afterEach(() => here.remove());

async function sightings(): Promise<readonly SightingRow[]> {
  const { home, stateFolder } = here;
  const { servers } = await scanAs('linux', home, { stateFolder, projects: [join(home, 'proj')] });
  return servers.flatMap((server) => server.sightings);
}

async function routes(): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries((await sightings()).map(({ name, route }) => [name, route]));
}

async function reasons(): Promise<Readonly<Record<string, string | null>>> {
  return Object.fromEntries((await sightings()).map(({ name, reason }) => [name, reason]));
}

const noProcesses = { read: () => null, lineage: () => [], all: () => [], descendants: () => [] };

function status(): Promise<Status> {
  const { home, stateFolder } = here;
  const machine = machineAt(home);
  const now = new Date();
  return statusOf({ machine, stateFolder, mayReadGuarded: true, projects: [], processes: noProcesses, now });
}

const server = { command: 'npx', args: ['-y', 'a'] };

describe('a scan says which entries can not be put behind the shim', () => {
  it.each([
    [
      'a remote server',
      { url: 'https://mcp.example.com/mcp' },
      'remote',
      'remote servers are not routed by this version',
    ],
    [
      'a server its client signs in to',
      { url: 'https://mcp.example.com/mcp', oauth: { clientId: 'x' } },
      'client-sign-in',
      'its client signs in to this remote server itself',
    ],
    [
      'a server its client confines',
      { ...server, sandboxEnabled: true },
      'client-sandbox',
      'its client confines the server, and would confine the shim with it',
    ],
    ['arguments that are no list', { command: 'npx', args: {} }, 'not-editable', 'its arguments are not a list'],
  ])('%s, with the reason and its kind', async (_what, entry, reasonKind, reason) => {
    here.write('.cursor/mcp.json', JSON.stringify({ mcpServers: { odd: entry, usual: server } }));

    expect(await routes()).toEqual({ odd: 'unroutable', usual: 'direct' });
    expect((await sightings()).toSorted((a, b) => a.name.localeCompare(b.name))).toMatchObject([
      { name: 'odd', reason, reasonKind },
      { name: 'usual', reason: null, reasonKind: null },
    ]);
  });

  it('those of a project file under version control, and only under it', async () => {
    here.write('proj/.cursor/mcp.json', JSON.stringify({ mcpServers: { a: server } }));
    expect(await routes()).toEqual({ a: 'direct' });

    here.write('proj/.git/HEAD', 'ref: refs/heads/main\n');

    expect(await routes()).toEqual({ a: 'unroutable' });
  });

  it('a remote one of such a file as remote: moving it would not help', async () => {
    here.write('proj/.git/HEAD', 'ref: refs/heads/main\n');
    here.write('proj/.cursor/mcp.json', JSON.stringify({ mcpServers: { a: { url: 'https://mcp.example.com/mcp' } } }));

    expect(await reasons()).toEqual({ a: 'remote servers are not routed by this version' });
  });

  it("those that the client's own list of allowed servers would drop", async () => {
    here.write('.claude.json', JSON.stringify({ mcpServers: { a: server, b: { command: 'b' } } }));
    here.write(
      'system/etc/claude-code/managed-settings.json',
      JSON.stringify({
        allowedMcpServers: [{ serverCommand: ['npx', '-y', 'a'] }, { serverName: 'b' }],
      }),
    );

    expect(await reasons()).toEqual({
      a: expect.stringContaining('once it is wrapped, the client would drop it') as string,
      b: 'the server is not on the list of those its client may start',
    });
  });

  it('and not those behind another guard, which is named instead', async () => {
    here.write(
      '.cursor/mcp.json',
      JSON.stringify({ mcpServers: { a: { command: 'docker', args: ['mcp', 'gateway', 'run'] } } }),
    );

    expect(await routes()).toEqual({ a: 'foreign-guard' });
  });
});

describe('a scan and a plan', () => {
  it('say the same of every entry', async () => {
    here.write('proj/.git/HEAD', 'ref: refs/heads/main\n');
    here.write('proj/.mcp.json', JSON.stringify({ mcpServers: { shared: server, approved: { command: 'c' } } }));
    here.write(
      '.claude.json',
      JSON.stringify({
        mcpServers: { own: { command: 'own' }, far: { type: 'http', url: 'https://a.example.com/mcp' } },
        projects: { [join(here.home, 'proj')]: { enabledMcpjsonServers: ['approved'] } },
      }),
    );
    here.write('.cursor/mcp.json', JSON.stringify({ mcpServers: { dev: { command: 'd', dev: { debug: true } } } }));

    const before = await routes();
    const { plan } = await here.protect();
    const after = await routes();

    expect(plan.unroutable.map(({ name }) => name).toSorted()).toEqual(['dev', 'far', 'shared']);
    expect(before).toEqual({
      shared: 'unroutable',
      approved: 'direct',
      own: 'direct',
      far: 'unroutable',
      dev: 'unroutable',
    });
    expect(after).toEqual({ ...before, approved: 'guarded', own: 'guarded' });
  });
});

describe('an entry that lost the shim', () => {
  it('is drifted in a scan, until it is restored or guarded again', async () => {
    const text = JSON.stringify({ mcpServers: { a: server } });
    here.write('.cursor/mcp.json', text);
    expect(await routes()).toEqual({ a: 'direct' });
    await here.protect();
    expect(await routes()).toEqual({ a: 'guarded' });

    here.write('.cursor/mcp.json', text);

    expect(await routes()).toEqual({ a: 'drifted' });
    await here.protect();
    expect(await routes()).toEqual({ a: 'guarded' });
    await here.restore();
    expect(await routes()).toEqual({ a: 'direct' });
  });
});

describe('a file that is only named like the shim', () => {
  const fake = (): string => here.write('Downloads/sallyport-shim', '#!/bin/sh\n');
  const wrapped = (command: string): string =>
    JSON.stringify({
      mcpServers: { a: { command, args: ['run', '--client', 'cursor', '--server', 'a', '--', 'npx', 'a@1.0.0'] } },
    });

  it('guards nothing, and is shown as what it is', async () => {
    here.write('.cursor/mcp.json', wrapped(fake()));

    const { servers, summary } = await scanAs('linux', here.home, { stateFolder: here.stateFolder });
    const { clients } = await status();

    expect(summary.guarded).toBe(0);
    expect(servers).toMatchObject([{ identity: { kind: 'unidentified' }, sightings: [{ route: 'direct' }] }]);
    expect(servers[0]?.findings.map(({ rule }) => rule)).toContain('config/runs-from-temp');
    expect(clients).toMatchObject([{ id: 'cursor', guarded: 0, direct: 1 }]);
  });

  it('is drift where the shim stood before', async () => {
    here.write('.cursor/mcp.json', JSON.stringify({ mcpServers: { a: server } }));
    await here.protect();
    expect(await routes()).toEqual({ a: 'guarded' });

    here.write('.cursor/mcp.json', here.read('.cursor/mcp.json').replace(here.launcher, fake()));

    expect(await routes()).toEqual({ a: 'drifted' });
    expect((await status()).clients).toMatchObject([{ drifted: 1, guarded: 0 }]);
  });

  it('gives way to the shim when the entry is protected', async () => {
    here.write('.cursor/mcp.json', wrapped(fake()));

    await here.protect();

    expect(await routes()).toEqual({ a: 'guarded' });
    expect(here.read('.cursor/mcp.json')).toContain(here.launcher);
  });

  it('is not routed in a project file under version control', async () => {
    here.write('proj/.git/HEAD', 'ref: refs/heads/main\n');
    here.write('proj/.cursor/mcp.json', wrapped(fake()));

    expect(await routes()).toEqual({ a: 'unroutable' });
  });
});
